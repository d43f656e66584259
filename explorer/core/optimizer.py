"""Optimizer: the contract of an update rule, its settings and how it steps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Literal, TypeVar

from explorer.core.extras import Extras
from explorer.core.marks import Mark, Moment, against
from explorer.core.param import SettingError, check_settings, params
from explorer.core.suggesting import Suggestion

__all__ = [
    "GROUPS", "MATRIX", "NUMBER", "VECTOR",
    "Change", "Derivatives", "Group", "Optimizer", "Rule", "Size", "rule", "whole_rule",
]  # fmt: skip

# Residuals: slopes of the roots of a height that is a sum of squares, in place of the Hessian.
Derivatives = Literal["value", "gradient", "hessian", "residuals"]
Group = Literal[
    "first order", "adaptive", "step rules", "second order", "derivative free", "global"
]
# What can be done to a land: shift it with the box, turn it about the origin, swap and mirror its
# axes, stretch an axis, multiply the heights, or bend them so that their order stays.
Change = Literal["shift", "turn", "mirror", "stretch", "height", "order"]
Step = TypeVar("Step", bound=Callable[..., Any])
NOTHING: Mapping[str, Any] = MappingProxyType({})

# The groups in the order of the menu, with what their members have in common.
GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        "first order": "Step along the gradient, by a learning rate that you set.",
        "adaptive": "Set the length of each coordinate's step by the gradients seen so far.",
        "step rules": "Find the length of each step by themselves, along the gradient.",
        "second order": "Use the curvature, measured or guessed from how the gradient changes.",
        "derivative free": "Look at values only; no gradient is needed.",
        "global": "Search the whole map, with chance or from many places, for the lowest minimum.",
    }
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many numbers a memory holds in `dim` dimensions: single ones, vectors, matrices.

    Sizes can be added, and multiplied by a whole number: 10 * VECTOR + NUMBER.
    """

    numbers: int = 0
    vectors: int = 0
    matrices: int = 0

    def of(self, dim: int) -> int:
        """Return how many numbers that is."""
        return self.numbers + self.vectors * dim + self.matrices * dim * dim

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.numbers + other.numbers,
            self.vectors + other.vectors,
            self.matrices + other.matrices,
        )

    def __rmul__(self, times: int) -> "Size":
        return Size(times * self.numbers, times * self.vectors, times * self.matrices)


NUMBER, VECTOR, MATRIX = Size(numbers=1), Size(vectors=1), Size(matrices=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a step function is to be lifted over many starts.

    `memory` names what an elementwise rule carries from step to step, once a coordinate, and
    `shared` what all coordinates of a start have in common; both say what it begins with: a
    number, or the name of a setting. A whole-vector rule carries arrays, whose `sizes` it names,
    and begins them with zeros; `calls` are the functions that it calls, callees first.
    """

    whole: bool
    memory: Mapping[str, float | str] = field(default_factory=dict)
    shared: Mapping[str, float | str] = field(default_factory=dict)
    sizes: Mapping[str, Size] = field(default_factory=dict)
    calls: tuple[Callable[..., Any], ...] = ()

    def rows(self, dim: int) -> int:
        """Return how many numbers one start carries from step to step."""
        return len(self.memory) * dim + sum(size.of(dim) for size in self.sizes.values())


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


def whole_rule(
    memory: Mapping[str, Size] = NOTHING, calls: tuple[Callable[..., Any], ...] = ()
) -> Callable[[Step], Step]:
    """Declare a rule that sees the whole point and evaluates what it wants.

    The step function asks by name for: `point` (dim, 1), `height` (1,) the value there and
    `gradient` (dim, 1), all three to be overwritten with those of the next point; the names in
    `memory`, one-dimensional arrays, zeros at first, to be written in place; `step`, counted from
    1; the settings; `world`, which it hands to `value_at`, `slope_at`, `curvature_at` and others
    (see probe.py): these evaluate and count; and `chance`, which it hands to `normal_from` and
    others (see chance.py). It returns True when it finds nothing better to do.
    """

    def declare(step: Step) -> Step:
        step.rule = Rule(True, sizes=dict(memory), calls=calls)  # type: ignore[attr-defined]
        return step

    return declare


@dataclass(frozen=True)
class Optimizer:
    """An update rule with its settings; equal optimizers take equal steps.

    A subclass declares its settings with `param`, a `learning_rate` first where it has one, and
    its `step` with `rule` or `whole_rule`. Settings out of range raise SettingError, and so do
    extras that the rule has no use for.
    """

    extras: Extras = field(default=Extras(), kw_only=True)

    key: ClassVar[str]
    name: ClassVar[str]
    group: ClassVar[Group]
    equation: ClassVar[str]  # plain text, as it can be shown
    source: ClassVar[str]
    differs: ClassVar[str] = ""  # how other libraries' rule of the same name differs
    cost: ClassVar[str] = "1 gradient"  # what a step evaluates, in words
    draws: ClassVar[str] = ""  # which of its several sequences is drawn; empty: it has but one
    symbols: ClassVar[Mapping[str, str]] = NOTHING  # memory, by name, as the equation writes it
    heading: ClassVar[str] = ""  # memory that is a mean of slopes: the step goes against it
    suggests: ClassVar[Mapping[str, Suggestion]] = NOTHING  # settings that fit a landscape
    unminded: ClassVar[tuple[Change, ...]] = ()  # after which its path is the changed path
    derivatives: ClassVar[Derivatives] = "gradient"  # what it evaluates
    goes_on: ClassVar[bool] = False  # where it is flat, too: it looks for another minimum
    most_dim: ClassVar[int] = 1_000_000  # more variables are too many for it
    step: ClassVar[Callable[..., Any]]
    tick: ClassVar[Callable[..., Any] | None] = None

    def __post_init__(self) -> None:
        check_settings(self)
        if self.extras.is_scheduled and "learning_rate" not in params(self):
            raise SettingError(f"{self.name} has no learning rate that could follow a schedule.")
        if self.extras.is_treated and self.derivatives == "value":
            raise SettingError(
                f"{self.name} uses no gradient that could be clipped, shaken or added to."
            )

    @property
    def settings(self) -> tuple[float, ...]:
        """The values of the settings, in the order declared."""
        return tuple(float(getattr(self, name)) for name in params(self))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the settings, in the order declared."""
        return tuple(params(self))

    @classmethod
    def marks(cls, moment: Moment) -> tuple[Mark, ...]:
        """Return what the map draws of the inside of a step, beside where the rule looked."""
        return against(moment, cls.heading) if cls.heading else ()

    @classmethod
    def rule(cls) -> Rule:
        """Return how its step is lifted."""
        declared: Rule = cls.step.rule  # type: ignore[attr-defined]
        return declared
