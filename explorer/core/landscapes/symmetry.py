"""Patterns: the minima of a landscape that looks the same from all sides, or adds two curves."""

from collections.abc import Mapping

from explorer.core.array import Point

__all__ = ["crossed", "mirrored"]


def mirrored(part: tuple[Point, ...], *, swapped: bool = True) -> tuple[Point, ...]:
    """Return each point with its images under x → -x, y → -y and, if `swapped`, x ↔ y, each once.

    The order of `part` is kept, so deepest first stays deepest first.
    """
    images: dict[Point, None] = {}
    for x, y in part:
        for a, b in ((x, y), (y, x)) if swapped else ((x, y),):
            for point in ((a, b), (-a, b), (a, -b), (-a, -b)):
                images.setdefault((point[0] + 0.0, point[1] + 0.0))  # -0.0 becomes 0.0
    return tuple(images)


def crossed(across: Mapping[float, float], up: Mapping[float, float]) -> tuple[Point, ...]:
    """Return the minima of g(x) + h(y) from {place: height} of those of g and of h, deepest first.

    Each minimum of g meets each of h. The heights may be rounded; they only give the order.
    """
    heights = {(x, y): g + h for x, g in across.items() for y, h in up.items()}
    return tuple(sorted(heights, key=heights.__getitem__))
