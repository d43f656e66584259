"""Optimizer: the contract of an update rule, its settings and how it steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeVar

from explorer.core.param import check_settings, params

__all__ = ["Derivatives", "Optimizer", "Rule", "rule", "whole_rule"]

Derivatives = Literal["value", "gradient", "hessian"]
Step = TypeVar("Step", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """How a step function is to be lifted over many starts.

    `memory` names what an elementwise rule carries from step to step, once a coordinate, and
    `shared` what all coordinates of a start have in common; both say what it begins with: a
    number, or the name of a setting. A whole-vector rule carries one array, whose length
    `size(dim)` says, and begins it with zeros.
    """

    whole: bool
    memory: Mapping[str, float | str]
    shared: Mapping[str, float | str]
    size: Callable[[int], int] | None = None

    def rows(self, dim: int) -> int:
        """Return how many numbers one start carries from step to step."""
        return self.size(dim) if self.size is not None else len(self.memory) * dim


def rule(
    memory: Mapping[str, float | str] | tuple[str, ...] = (),
    shared: Mapping[str, float | str] | None = None,
) -> Callable[[Step], Step]:
    """Declare an elementwise rule: the textbook equation for one coordinate.

    The step function asks for what it needs by name: `gradient`, `coordinate` (the coordinate
    itself), `noise` (a standard normal number), the names in `memory` and `shared`, and the
    settings. It returns the move and then the memory, in the order declared. It may use sqrt,
    exp, log, copysign and the operators, and no name from outside.

    What is in `shared` is updated once a step, before the coordinates, by a function `tick` of the
    class, which asks for shared names and settings and returns all shared names, in order.
    """
    named = memory if isinstance(memory, Mapping) else dict.fromkeys(memory, 0.0)

    def declare(step: Step) -> Step:
        step.rule = Rule(False, dict(named), dict(shared or {}))  # type: ignore[attr-defined]
        return step

    return declare


def whole_rule(memory: Callable[[int], int]) -> Callable[[Step], Step]:
    """Declare a rule that sees the whole point and evaluates what it wants.

    The step function asks by name for: `point` (dim, 1), `height` (1,) the value there and
    `gradient` (dim, 1), all three to be overwritten with those of the next point; `memory`
    (memory(dim),), zeros at first; `step`, counted from 1; the settings; `world`, which it hands
    to `value_at`, `slope_at` and `curvature_at` (see probe.py): these evaluate and count; and
    `chance`, which it hands to `normal_from` and `one_of` (see chance.py). It returns True when
    it finds nothing better to do.
    """

    def declare(step: Step) -> Step:
        step.rule = Rule(True, {}, {}, memory)  # type: ignore[attr-defined]
        return step

    return declare


@dataclass(frozen=True)
class Optimizer:
    """An update rule with its settings; equal optimizers take equal steps.

    A subclass declares its settings with `param` and its `step` with `rule` or `whole_rule`.
    Settings out of range raise SettingError.
    """

    key: ClassVar[str]
    name: ClassVar[str]
    equation: ClassVar[str]  # plain text, as it can be shown
    source: ClassVar[str]
    differs: ClassVar[str]  # how other libraries' rule of the same name differs; may be empty
    derivatives: ClassVar[Derivatives] = "gradient"  # what it evaluates
    steady: ClassVar[bool] = True  # suggested settings keep it from flying away
    step: ClassVar[Callable[..., Any]]
    tick: ClassVar[Callable[..., Any] | None] = None

    def __post_init__(self) -> None:
        check_settings(self)

    @property
    def settings(self) -> tuple[float, ...]:
        """The values of the settings, in the order declared."""
        return tuple(float(getattr(self, name)) for name in params(self))

    @classmethod
    def rule(cls) -> Rule:
        """Return how its step is lifted."""
        declared: Rule = cls.step.rule  # type: ignore[attr-defined]
        return declared
