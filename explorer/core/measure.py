"""Measure: one number read off finished runs, like an accuracy or the height of a barrier."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from explorer.core.param import SettingError, check_settings, param
from explorer.core.run import Run, Trace

__all__ = ["Ended", "Measure", "Unit"]

Unit = Literal["share", "loss", "count", "length", "value"]


class Ended(NamedTuple):
    """A run and what came of it."""

    run: Run
    trace: Trace


@dataclass(frozen=True)
class Measure:
    """A question to finished runs that one number answers; equal measures give equal numbers.

    A subclass declares its settings with `param` (and names, like that of a group, as plain
    strings) and its `of`. Settings out of range raise SettingError. `step` is where the play head
    stands: 0 the start, −1 the end.
    """

    key: ClassVar[str]
    name: ClassVar[str]  # on the screen, like "held-out accuracy"
    line: ClassVar[str]  # one sentence that says what it tells
    unit: ClassVar[Unit] = "value"  # how it is written: a share is shown in per cent
    runs: ClassVar[int] = 1  # how many runs it compares

    step: int = param(-1, -1, 1_000_000, "Where along the run; −1: its end", whole=True)

    def __post_init__(self) -> None:
        check_settings(self)

    def of(self, ended: Sequence[Ended]) -> float:
        """Return the number; NaN where there is none. Raises SettingError where it makes no sense.

        `ended` are `runs` many. A step beyond the end of a run is its end.
        """
        raise NotImplementedError

    def only(self, ended: Sequence[Ended]) -> Ended:
        """Return the one run, or the first; SettingError where they are not as many as it reads."""
        if len(ended) != self.runs:
            wanted = "one run" if self.runs == 1 else f"{self.runs} runs"
            raise SettingError(f"“{self.name}” is read off {wanted}, not {len(ended)}.")
        return ended[0]

    def at(self, ended: Ended) -> int:
        """Return the row of a trace that `step` means."""
        last = ended.trace.steps
        return last if self.step < 0 else min(self.step, last)
