"""Arrays of float64: the only kind of number the mathematics works with."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Box", "Point"]

Array = NDArray[np.float64]
Point = tuple[float, ...]
Box = tuple[tuple[float, float], ...]  # one (low, high) an axis
