"""Scale: what number each place on a slider stands for."""

from dataclasses import dataclass
from math import exp, isfinite, log, log10

from explorer.core.param import Param

__all__ = ["TICKS", "Scale"]

TICKS = 1000
DECADES = 12  # what a logarithmic slider spans when its range begins at 0


@dataclass(frozen=True)
class Scale:
    """Ticks 0 ... `ticks` on one side, numbers from `low` to `high` on the other."""

    low: float
    high: float
    log: bool = False
    whole: bool = False

    @classmethod
    def of(cls, param: Param) -> "Scale":
        """Return the scale of a declared setting."""
        return cls(*param.slider, param.log, param.whole)

    @property
    def ticks(self) -> int:
        """How many places the slider has after its first: one a whole number where few."""
        if self.whole and not self.log and self.high - self.low <= TICKS:
            return max(1, round(self.high - self.low))
        return TICKS

    def number(self, tick: int) -> float:
        """Return the number at a tick, rounded so that it reads well."""
        if tick <= 0:
            return self.low
        if tick >= self.ticks:
            return self.high
        share = tick / self.ticks
        if self.log:
            bottom = self._bottom
            number = _three_digits(bottom * exp(share * log(self.high / bottom)))
        else:
            span = self.high - self.low
            number = round(self.low + share * span, round(3 - log10(span)))
        number = float(round(number)) if self.whole else number
        return min(max(number, self.low), self.high)

    def tick(self, number: float) -> int:
        """Return the tick nearest to a number; the ends where it lies outside."""
        if not isfinite(number) or number <= self.low:
            return 0
        if number >= self.high:
            return self.ticks
        if self.log:
            bottom = self._bottom
            share = log(max(number, bottom) / bottom) / log(self.high / bottom)
        else:
            share = (number - self.low) / (self.high - self.low)
        return round(share * self.ticks)

    @property
    def _bottom(self) -> float:
        return self.low if self.low > 0 else self.high * 10.0**-DECADES


def _three_digits(number: float) -> float:
    return float(f"{number:.3g}")
