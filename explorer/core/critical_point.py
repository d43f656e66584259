"""Critical point: a place where the slope vanishes, or a kink, and what kind of place it is."""

from dataclasses import dataclass
from typing import Literal

from explorer.core.array import Point

__all__ = ["CriticalForm", "CriticalKind", "CriticalPoint"]

CriticalKind = Literal["minimum", "saddle", "maximum", "degenerate"]
CriticalForm = Literal["curved", "flat", "kink", "floor", "ridge", "inflection"]

_WORDS = {
    "floor": "one of a whole line of lowest points",
    "ridge": "one of a whole line of highest points",
    "inflection": "inflection",
}


@dataclass(frozen=True)
class CriticalPoint:
    """A place where the slope vanishes, or breaks and the place is lowest or highest nearby.

    `curvatures` are the eigenvalues of the Hessian, ascending; NaN where there is none. Where it
    `is_smooth`, there is a slope, and it vanishes. `form` says how it is known what kind it is:

    - "curved": by its curvatures; none of them is 0;
    - "flat": by the heights around it, for along a way there is no curvature, as in x⁴;
    - "kink": by the heights around it, for the slope breaks there, as in abs(x);
    - "floor", "ridge": one of a whole line of lowest or highest points, "degenerate";
    - "inflection": level, and yet a way leads down and the opposite one up, "degenerate".
    """

    point: Point
    value: float
    kind: CriticalKind
    curvatures: tuple[float, ...]
    form: CriticalForm = "curved"
    is_smooth: bool = True

    @property
    def is_degenerate(self) -> bool:
        """Whether the curvatures do not tell what kind of place it is, though it is smooth."""
        return self.form not in ("curved", "kink")

    @property
    def words(self) -> str:
        """What it is, as a reader would say: "minimum", "flat minimum", "minimum at a kink"."""
        if self.form == "kink":
            return f"{self.kind} at a kink"
        return f"flat {self.kind}" if self.form == "flat" else _WORDS.get(self.form, self.kind)
