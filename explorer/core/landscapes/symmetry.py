"""Mirror images: the minima of a landscape that looks the same from all eight sides."""

from explorer.core.array import Point

__all__ = ["mirrored"]


def mirrored(octant: tuple[Point, ...]) -> tuple[Point, ...]:
    """Return each point with its images under x ↔ y, x → -x and y → -y, each image once.

    The order of `octant` is kept, so deepest first stays deepest first.
    """
    images: dict[Point, None] = {}
    for x, y in octant:
        for a, b in ((x, y), (y, x)):
            for point in ((a, b), (-a, b), (a, -b), (-a, -b)):
                images.setdefault((point[0] + 0.0, point[1] + 0.0))  # -0.0 becomes 0.0
    return tuple(images)
