"""Handmade kernels: those of a landscape that is no formula, compiled as they are written."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

__all__ = ["Function", "Handmade"]

Function = Callable[..., Any]

HEADER = '''"""Written by Landscape Explorer."""

from __future__ import annotations
'''


@dataclass(frozen=True)
class Handmade:
    """The value, the slope and the curvature of a landscape, as `kernels.Kernels` has them.

    `kernels` are named so, and are compiled together with the functions they call: `inner`,
    callees first. `head` has the imports and constants that all of these need; no word of the
    user may be in it. `plain` are the same three for Python alone, which are in use while the
    others compile: they may look at many points at once.
    """

    head: str
    inner: tuple[Function, ...]
    kernels: tuple[Function, Function, Function]
    plain: tuple[Function, Function, Function]

    @property
    def names(self) -> tuple[str, ...]:
        """What the inner functions are called."""
        return tuple(function.__name__ for function in self.inner)

    @cached_property
    def source(self) -> str:
        """The source of a module to be compiled."""
        functions = (*self.inner, *self.kernels)
        return "\n\n".join([HEADER + self.head, *(inspect.getsource(f) for f in functions)])
