"""Triangles: where a point of space falls, and which pixels a triangle of ground covers.

They are compiled by height_field_compiling.py, and run as plain Python as well. What a pixel shows
is one whole number, see `NOTHING`. Nearness is 1 / distance along the view, 0 where nothing is.
"""

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array

__all__ = ["CUT", "EDGE", "FINE", "NOTHING", "TRIANGLES", "WALL", "Index", "Single"]

Single = NDArray[np.float32]
Index = NDArray[np.int32]

NOTHING = -1  # a pixel beside the field
FINE = 32767  # steps across the field: a place is x + (y << 15), both from 0 to FINE
WALL = (
    1 << 30
)  # and more: on the wall round the field, along + (8192 side + 64 + 8000 height) << 15
CUT = -2  # and less: minus the same, on the wall of a hole
EDGE = 1e-4  # of a triangle: so far beyond its edge it still covers, so that no gap opens


def project(x: float, y: float, z: float, eye: Array) -> tuple[float, float, float]:
    """Return the pixel (x, y) of a point of space, and its nearness; 0 where it lies behind.

    `eye` holds its place, the rows right, up and back of its turn, the focal length in pixels, the
    middle of the picture, and the least distance that is drawn.
    """
    a, b, c = x - eye[0], y - eye[1], z - eye[2]
    far = -(eye[9] * a + eye[10] * b + eye[11] * c)
    if not far > eye[15]:
        return 0.0, 0.0, 0.0
    scale = eye[12] / far
    return (
        eye[13] + scale * (eye[3] * a + eye[4] * b + eye[5] * c),
        eye[14] - scale * (eye[6] * a + eye[7] * b + eye[8] * c),
        1.0 / far,
    )


def triangle(
    x0: float, y0: float, w0: float, u0: float, v0: float,
    x1: float, y1: float, w1: float, u1: float, v1: float,
    x2: float, y2: float, w2: float, u2: float, v2: float,
    base: int, sign: int, width: int, height: int, index: Index, near: Single,
) -> None:  # fmt: skip
    """Draw one triangle of pixels x y, nearness w and place u v where it is the nearest yet.

    Its corners go round against the clock as seen from outside the ground. `index` and `near` have
    rows of `width`, one after the other.
    """
    area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
    if area >= 0.0:  # seen from behind: something else lies before it
        return
    top = max(int(np.ceil(min(y0, y1, y2) - 0.5)), 0)
    bottom = min(int(np.floor(max(y0, y1, y2) - 0.5)), height - 1)
    left = max(int(np.ceil(min(x0, x1, x2) - 0.5)), 0)
    right = min(int(np.floor(max(x0, x1, x2) - 0.5)), width - 1)
    if top > bottom or left > right:
        return
    share = 1.0 / area
    # How the shares s and t of both sides change from a column, and from a row, to the next.
    s_across, t_across = (y2 - y0) * share, (y0 - y1) * share
    s_down, t_down = (x0 - x2) * share, (x1 - x0) * share
    w1, w2, u1, u2, v1, v2 = w1 - w0, w2 - w0, u1 - u0, u2 - u0, v1 - v0, v2 - v0
    w_across, u_across, v_across = (
        s_across * w1 + t_across * w2,
        s_across * u1 + t_across * u2,
        s_across * v1 + t_across * v2,
    )
    for row in range(top, bottom + 1):
        x, y = left + 0.5 - x0, row + 0.5 - y0
        s, t = x * s_across + y * s_down, x * t_across + y * t_down
        begin = left
        while begin <= right and not (s >= -EDGE and t >= -EDGE and s + t <= 1.0 + EDGE):
            s, t, begin = s + s_across, t + t_across, begin + 1
        w, u, v = w0 + s * w1 + t * w2, u0 + s * u1 + t * u2 + 0.5, v0 + s * v1 + t * v2 + 0.5
        for at in range(row * width + begin, row * width + right + 1):
            if not (s >= -EDGE and t >= -EDGE and s + t <= 1.0 + EDGE):
                break
            k, here = np.uint64(at), np.float32(w)
            if here > near[k]:
                near[k] = here
                index[k] = base + sign * (int(u) + (int(v) << 15))
            s, t, w, u, v = s + s_across, t + t_across, w + w_across, u + u_across, v + v_across


TRIANGLES = (project, triangle)
