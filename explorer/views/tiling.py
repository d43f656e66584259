"""How many columns panels are set in, and where each one goes."""

from PySide6.QtCore import QRect

__all__ = ["GAP", "tiles"]

GAP = 6  # pixels
SHAPE = 1.5  # width to height that suits a panel best


def tiles(count: int, width: int, height: int, gap: int = GAP) -> list[QRect]:
    """Return the places of `count` panels of one size, as large as they can be, row by row."""
    if count <= 0:
        return []
    _, columns = max((_usable(count, k, width, height, gap), -k) for k in range(1, count + 1))
    columns = -columns
    rows = -(-count // columns)
    wide = max((width - gap * (columns - 1)) // columns, 1)
    tall = max((height - gap * (rows - 1)) // rows, 1)
    # What does not divide evenly is left at the edges, so that all have one size.
    left = (width - columns * wide - gap * (columns - 1)) // 2
    top = (height - rows * tall - gap * (rows - 1)) // 2
    return [
        QRect(left + (k % columns) * (wide + gap), top + (k // columns) * (tall + gap), wide, tall)
        for k in range(count)
    ]


def _usable(count: int, columns: int, width: int, height: int, gap: int) -> float:
    """Return how tall a well-shaped picture fits into a panel."""
    rows = -(-count // columns)
    wide = (width - gap * (columns - 1)) / columns
    tall = (height - gap * (rows - 1)) / rows
    return min(wide / SHAPE, tall)
