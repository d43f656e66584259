"""The height field: a landscape as a lit block of ground, drawn without a graphics card.

Everything is drawn by compiled loops, the same pixels on every machine.
"""

import threading
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.height_field_compiling import compiled, is_compiled
from explorer.core.height_field_eye import Eye
from explorer.core.height_field_triangles import FINE, WALL, Index, Single
from explorer.core.sharing import shared_rows

__all__ = ["TALL", "Frame", "HeightField", "Style", "bake", "is_compiled", "render", "warm_up"]

TALL = 0.62  # of half the longer side: how high a height of 1 stands
GLOSS = 26.0  # of 255
LIGHT = (-0.62, -0.28, 0.73)  # where the light comes from
AMBIENT = 0.44  # of the light that comes from everywhere
BRIGHT = 0.88  # light beyond is dimmed softly, so that no colour is burnt out
HOLLOW = 1.1  # how much darker the ground of a hollow is than that of a ridge
EVEN = 1.5  # times a pixel's usual reach on the field: farther apart, neighbours are not alike
UNSEEN = 0.008  # of half the longer side: so much a quick picture may be off
BANDS = 4  # of rows, which two cores draw
SLACK = 0.004  # of the distance: so much deeper a point still lies on the surface


_room = threading.local()


@dataclass(frozen=True, eq=False)
class HeightField:
    """Ground over -half_x..half_x and -half_y..half_y, baked for drawing.

    `nodes` (rows, columns, 6) has for every place, the first row at -half_y: the height from 0 to
    TALL, NaN where there is none; which way (x, y, z) the ground faces; the shade from 0 to 1; the
    light.
    """

    half_x: float
    half_y: float
    nodes: Single

    @property
    def corners(self) -> Array:
        """The corners (8, 3) of the block of space that the highest ground takes."""
        top = np.nanmax(self.nodes[:, :, 0], initial=0.0)
        x, y = self.half_x, self.half_y
        return np.array([(a, b, c) for a in (-x, x) for b in (-y, y) for c in (0.0, float(top))])

    @cached_property
    def stride(self) -> int:
        """Which rows and columns are enough for a quick picture: every second, or every fourth."""
        # Between the nodes that stay, how far the others are from a straight line.
        z = self.nodes[:, :, 0]
        ends = z[::4, :-1:4] + z[::4, 4::4], z[:-1:4, ::4] + z[4::4, ::4]
        between = z[::4, 2::4], z[2::4, ::4]
        off = [
            float(np.nanmax(np.abs(b - e / 2), initial=0.0))
            for b, e in zip(between, ends, strict=True)
        ]
        return 4 if max(off) < UNSEEN and not np.isnan(z).any() else 2

    def heights(self, shares: Array) -> Array:
        """Return how high the ground is at shares (n, 2) of width and depth, NaN off the field."""
        found = np.empty(len(shares))
        compiled()["lie"](self.nodes, np.ascontiguousarray(shares, dtype=np.float64), found)
        return found

    def points(self, shares: Array) -> Array:
        """Return the points (n, 3) of the ground at shares (n, 2) of width and depth."""
        x, y = self.half_x * (2 * shares[:, 0] - 1), self.half_y * (2 * shares[:, 1] - 1)
        return np.column_stack([x, y, self.heights(shares)])


@dataclass(frozen=True)
class Style:
    """How a field is coloured: colours r g b from 0 to 255, `table` (k, 3) from low to high.

    `step` is the height from one isoline to the next, 0 for none; `width` that of a line in pixels.
    """

    table: bytes  # k x 3 float32
    step: float
    width: float
    line: tuple[float, float, float]
    strength: float
    wall: tuple[float, float, float]
    wall_line: tuple[float, float, float]
    ground: tuple[float, float, float]  # where there is no height
    hatch: tuple[float, float, float]

    @cached_property
    def colours(self) -> Single:
        """The colours from low to high, (k, 3)."""
        return np.frombuffer(self.table, dtype=np.float32).reshape(-1, 3).copy()

    def numbers(self, eye: Eye, scale: float) -> Array:
        """Return what the kernels need, for `scale` pixels a pixel of the eye."""
        between = np.array(LIGHT) / np.linalg.norm(LIGHT) + eye.axes[2]
        between /= np.linalg.norm(between)
        sides = (1.0, 1.25, 0.8, 0.7)  # the walls towards -y, +x, +y and -x
        strong = min(1.0, 1.8 * self.strength)
        return np.array(
            [
                *(GLOSS, *between, self.step, self.width * scale, self.strength, strong),
                *(*self.line, *self.wall, *self.wall_line, *self.ground, *self.hatch),
                *(*sides, 0.5 * self.strength, 1 / self.step if self.step else 0.0),
            ]
        )


@dataclass(frozen=True, eq=False)
class Frame:
    """A picture of a field: colours, and for every pixel what it shows and how near that is.

    `colours` (height, width) are 0xAARRGGBB, premultiplied, clear beside the field. `index` and
    `near` have the same shape.
    """

    field: HeightField
    eye: Eye
    style: Style
    scale: float  # pixels of `colours` a pixel of the eye
    colours: NDArray[np.uint32]
    index: Index
    near: Single

    def pick(self, x: float, y: float) -> tuple[float, float] | None:
        """Return which place is seen at a pixel of the eye, as shares of width and depth.

        None beside the field. The wall round it counts as its edge; other walls are no place.
        """
        row, column = int(np.floor(y * self.scale)), int(np.floor(x * self.scale))
        if not (0 <= row < self.index.shape[0] and 0 <= column < self.index.shape[1]):
            return None
        place = int(self.index[row, column])
        if place < 0:
            return None
        if place < WALL:
            return (place & FINE) / FINE, (place >> 15) / FINE
        place -= WALL
        along, side = (place & FINE) / FINE, place >> 28
        return ((along, 0.0), (1.0, along), (along, 1.0), (0.0, along))[side]

    def look(self, points: Array, slack: float = SLACK) -> tuple[Array, NDArray[np.bool_]]:
        """Return the pixels (n, 2) of points (n, 3), NaN behind the eye, and which are seen.

        Hidden is what lies behind the ground by more than the share `slack` of its distance.
        """
        pixels, seen = np.empty((len(points), 2)), np.empty(len(points), dtype=np.bool_)
        points = np.ascontiguousarray(points, dtype=np.float64)
        compiled()["look"](points, self.eye.numbers(), self.scale, slack, self.near, pixels, seen)
        return pixels, seen


def warm_up() -> None:
    """Have everything compiled."""
    compiled()


def bake(heights: Array, shades: Array, half_x: float, half_y: float) -> HeightField:
    """Return a field of heights and shades (rows, columns) from 0 to 1, NaN in holes.

    Rows and columns must be of a number that leaves 1 when divided by 4. The light is that of a
    lamp far away (Lambert 1760) and of the sky, of which a hollow sees less.
    """
    z = TALL * heights
    rows, columns = z.shape
    gx = _slope(z, 1) * ((columns - 1) / (2 * half_x))
    gy = _slope(z, 0) * ((rows - 1) / (2 * half_y))
    lamp = np.array(LIGHT) / np.linalg.norm(LIGHT)
    facing = (lamp[2] - gx * lamp[0] - gy * lamp[1]) / np.sqrt(1.0 + gx * gx + gy * gy)
    ground = np.where(np.isnan(z), 0.0, z)
    sky = np.zeros_like(z)
    for share in (1 / 48, 1 / 14):
        size = max(1, round(share * max(rows, columns)))
        sky += np.tanh((ground - _blurred(ground, size)) / (0.5 * TALL * (0.05 + share)))
    light = AMBIENT * (1.0 + 0.22 * HOLLOW * sky) + (1.0 - AMBIENT) * 1.16 * np.maximum(facing, 0.0)
    light = np.where(light > BRIGHT, BRIGHT + 0.18 * np.tanh((light - BRIGHT) / 0.18), light)
    upright = 1.0 / np.sqrt(1.0 + gx * gx + gy * gy)
    shades = np.where(np.isnan(shades), 0.0, shades)
    nodes = np.stack([z, -gx * upright, -gy * upright, upright, shades, light], axis=-1)
    return HeightField(half_x, half_y, nodes.astype(np.float32))


def _slope(z: Array, axis: int) -> Array:
    """Return the mean of the steps to both neighbours, or the one there is beside a hole."""
    step = np.diff(z, axis=axis)
    edge = np.full_like(np.take(z, [0], axis=axis), np.nan)
    before, after = np.concatenate([edge, step], axis), np.concatenate([step, edge], axis)
    before, after = (
        np.where(np.isnan(before), after, before),
        np.where(np.isnan(after), before, after),
    )
    mean: Array = np.nan_to_num(0.5 * (before + after))
    return mean


def _blurred(z: Array, size: int) -> Array:
    """Return the mean over about 2 size + 1 places along both axes, twice."""
    for _ in range(2):
        for axis in (0, 1):
            wide = [(0, 0), (0, 0)]
            wide[axis] = (size + 1, size)
            sums = np.cumsum(np.pad(z, wide, mode="edge"), axis=axis)
            count = sums.shape[axis]
            far = np.take(sums, range(2 * size + 1, count), axis=axis)
            z = (far - np.take(sums, range(count - 2 * size - 1), axis=axis)) / (2 * size + 1)
    return z


def render(
    field: HeightField,
    eye: Eye,
    style: Style,
    scale: float = 1.0,
    *,
    stride: int = 1,
    is_soft: bool = False,
) -> Frame:
    """Draw a field with `scale` pixels a pixel of the eye.

    Of its nodes every `stride`th (1, 2 or 4) row and column is drawn. With soft edges it takes four
    times as long.
    """
    kernels, nodes = compiled(), field.nodes
    width, height = max(1, round(scale * eye.width)), max(1, round(scale * eye.height))
    factor = 2 if is_soft else 1
    index, near = _buffers(factor * height, factor * width)
    colours = np.empty((height, width), dtype=np.uint32)
    shape, seen = (field.half_x, field.half_y, TALL), eye.numbers(scale)
    reach = EVEN * FINE * eye.distance / (eye.focal * scale * max(field.half_x, field.half_y))
    colouring = max(int(reach), 2), style.colours, style.numbers(eye, scale)

    def draw(first: int, end: int) -> None:
        part = slice(factor * first, factor * end)
        kernels["raster"](
            nodes, stride, *shape, eye.numbers(factor * scale, part.start),
            _places(nodes[::stride, ::stride, 0].size),
            index.shape[1], index[part].ravel(), near[part].ravel(),
        )  # fmt: skip
        kernels["shade"](nodes, *shape, seen, index[part], factor, *colouring, colours[first:end])

    shared_rows(draw, height, BANDS)
    return Frame(field, eye, style, scale, colours, *_kept(index, near, factor))


def _buffers(height: int, width: int) -> tuple[Index, Single]:
    """Return room for an index and a nearness, the same again in the same thread."""
    # New memory costs more than what is drawn into it, as the system clears it first.
    size = height * width
    found: tuple[Index, Single] | None = getattr(_room, "buffers", None)
    if found is None or not size <= len(found[0]) <= 4 * size:
        found = _room.buffers = np.empty(size, np.int32), np.empty(size, np.float32)
    index, near = found
    return index[:size].reshape(height, width), near[:size].reshape(height, width)


def _places(count: int) -> Array:
    """Return room for where so many nodes fall, (count, 3), the same again in the same thread."""
    found: Array | None = getattr(_room, "places", None)
    if found is None or not count <= len(found) <= 4 * count:
        found = _room.places = np.empty((count, 3))
    return found[:count]


def _kept(index: Index, near: Single, factor: int) -> tuple[Index, Single]:
    """Return copies to keep, one place a pixel."""
    return index[::factor, ::factor].copy(), near[::factor, ::factor].copy()
