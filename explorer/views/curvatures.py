"""The curvatures at a point of the landscape of a net, counted and put on an axis."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, log10

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.views.chart_scale import decade
from explorer.views.numbers import MINUS, number

__all__ = ["Curvatures"]

NOTHING = 1e-4  # share of the strongest curvature under which one counts as almost zero
MOST_DECADES = 5  # that the axis shows on either side of its middle


@dataclass(frozen=True, eq=False)
class Curvatures:
    """Curvatures, rising, all there are or the outermost ones of `dim`. None need be finite."""

    values: Array  # (count,)
    dim: int

    @cached_property
    def is_known(self) -> bool:
        """Whether there are curvatures at all; where the weights have flown away there are none."""
        return bool(len(self.values)) and bool(np.isfinite(self.values).all())

    @property
    def is_whole(self) -> bool:
        """Whether these are all curvatures, not only the outermost."""
        return len(self.values) == self.dim

    @cached_property
    def strongest(self) -> float:
        """The size of the strongest curvature, up or down."""
        return float(np.abs(self.values).max()) if self.is_known else 0.0

    @cached_property
    def signs(self) -> NDArray[np.int64]:
        """Whether each is positive, 1, negative, −1, or almost zero, 0."""
        least = NOTHING * self.strongest
        return np.where(np.abs(self.values) > least, np.sign(self.values), 0.0).astype(np.int64)

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are positive, almost zero and negative."""
        up, down = int((self.signs > 0).sum()), int((self.signs < 0).sum())
        return up, len(self.values) - up - down, down

    @property
    def largest_rate(self) -> float | None:
        """The learning rate above which gradient descent cannot settle here; None: any may."""
        steepest = float(self.values[-1]) if self.is_known else 0.0
        return 2.0 / steepest if steepest > 0 else None

    def words(self) -> tuple[str, str]:
        """Return what the land is like here, and what that means for the learning rate."""
        if not self.is_known:
            return "No curvature here: the loss or its slopes have grown beyond all bounds.", ""
        if not self.strongest:
            return "Flat in every direction: all curvatures are 0.", ""
        up, flat, down = self.counts
        among = f"Of {self.dim:,} directions" if self.is_whole else (
            f"Of the {len(self.values)} outermost of {self.dim:,} directions"
        )  # fmt: skip
        told = (
            f"{among} the land bends up in {up:,}, down in {down:,}, and hardly at all in {flat:,}."
        )
        rate = self.largest_rate
        if rate is None:
            return told, "It bends up nowhere, so that no learning rate is too large here."
        return told, (
            f"Largest curvature {number(float(self.values[-1]))}: gradient descent can settle "
            f"here only with a learning rate below 2/λ = {number(rate, 3)}."
        )

    @cached_property
    def top(self) -> int:
        """The power of ten at the ends of the axis."""
        return ceil(log10(self.strongest) - 1e-9) if self.strongest > 1e-300 else 0

    @cached_property
    def decades(self) -> int:
        """How many powers of ten the axis has on either side; what is smaller lies in between."""
        sizes = np.abs(self.values)
        sizes = sizes[sizes > 0.1 * NOTHING * self.strongest]
        if not len(sizes) or not self.is_known:
            return 1
        return min(MOST_DECADES, max(1, self.top - floor(log10(float(sizes.min())))))

    def places(self) -> Array:
        """Return where the curvatures lie on the axis, from −1 to 1, (count,).

        The axis is linear up to its smallest power of ten and logarithmic beyond.
        """
        least = 10.0 ** (self.top - self.decades)
        sizes = np.abs(self.values) / least
        steps = np.where(sizes < 1.0, sizes, 1.0 + np.log10(np.maximum(sizes, 1.0)))
        found: Array = np.sign(self.values) * steps / (self.decades + 1)
        return found

    def ticks(self) -> list[tuple[float, str]]:
        """Return the marks of the axis from −1 to 1, each with its label."""
        marks = [(0.0, "0")]
        for k in range(self.decades + 1):
            at, label = (k + 1) / (self.decades + 1), decade(self.top - self.decades + k)
            marks += [(at, label), (-at, MINUS + label)]
        return marks
