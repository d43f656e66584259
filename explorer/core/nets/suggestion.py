"""Suggested settings: what an optimizer should begin with on a tiny net."""

from explorer.core.nets.tiny_net import TinyNet
from explorer.core.optimizer import Optimizer

__all__ = ["suggested"]


def suggested(kind: type[Optimizer], net: TinyNet) -> Optimizer:
    """Return an optimizer with settings for this net; the defaults where there is no rule."""
    return kind()
