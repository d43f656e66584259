"""Gear: the loop, the rules and the kernels that take runs on one landscape, compiled or plain."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from explorer.core import engine, kernels
from explorer.core.landscape import Landscape
from explorer.core.optimizer import Derivatives, Optimizer

__all__ = ["Gear", "compiled_gear", "plain_gear"]


@dataclass(frozen=True)
class Gear:
    """What takes the steps; `path` is given a rule and the three kernels that the rule asks for."""

    path: Callable[..., Any]
    rule: Callable[[type[Optimizer]], Any]
    kernels: Callable[[Derivatives], tuple[Any, ...]]
    curvature: Callable[..., Any]  # (points (dim, n), constants, out (dim, dim, n)), from Python
    is_compiled: bool


def compiled_gear(landscape: Landscape) -> Gear:
    """Return the compiled gear; compiles what is not compiled yet, a rule when it is asked for."""
    return Gear(
        engine.path(),
        engine.rule,
        lambda asked: engine.addresses(kernels.compiled(landscape, asked)),
        kernels.compiled(landscape).curvature,
        is_compiled=True,
    )


def plain_gear(landscape: Landscape) -> Gear:
    """Return the same as plain Python, without Numba; slower."""
    return Gear(
        engine.PLAIN_PATH,
        engine.plain_rule,
        lambda asked: kernels.interpreted(landscape, asked),
        kernels.interpreted(landscape).curvature,
        is_compiled=False,
    )
