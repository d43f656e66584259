"""Insight: what is drawn on a landscape of the inside of a step, and what each sign means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.inside import Inside
from explorer.core.landscape import Landscape
from explorer.core.marks import Arrow, Dots, Outline, Ring
from explorer.session.session import Session
from explorer.views.camera import Camera
from explorer.views.scene import plane_points
from explorer.views.trials import trials

__all__ = ["DOWNHILL", "KEPT", "REJECTED", "Insight", "Seen", "Shape", "Sign"]

Sign = Literal["downhill", "arrow", "ring", "outline", "dots", "kept", "rejected"]

DOWNHILL = "downhill from here"
KEPT, REJECTED = "tried and kept", "tried and turned down"
AROUND = 56  # corners of an ellipse
DOWN = 44.0  # pixels: length of the arrow that points downhill
MOST = 400  # places that are drawn of a step


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """Something to draw: its sign, its words, and pixels (n, 2): ends, corners or places."""

    sign: Sign
    words: str
    pixels: Array


@dataclass(frozen=True, eq=False, slots=True)
class Seen:
    """The shapes to draw, and the colour of the optimizer that they belong to."""

    slot: int
    shapes: tuple[Shape, ...]


class Insight:
    """What one panel draws of the run that is looked into, at the play head."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._key: object = None
        self._seen: Seen | None = None

    def seen(self, camera: Camera) -> Seen | None:
        """Return what is to be drawn.

        None: nothing is looked into, nothing is known yet, or no step has been taken.
        """
        session = self._session
        place = session.insides.place
        if place is None:
            return None
        racer = session.document.entrants[place[1]]
        # Notes are of the present document; its trace is on the screen once the race has it.
        notes = session.insides.of(place) if session.race.trace(*place) is not None else None
        if not isinstance(notes, Inside) or not racer.visible:
            return None
        step = min(session.playback.step, notes.steps)
        key = (notes, step, camera, racer.colour)
        if key != self._key:
            is_known = step > notes.born  # what was before a fork is shown with the other one
            shapes = tuple(_shapes(notes, step, camera)) if is_known else ()
            self._key, self._seen = key, Seen(racer.colour, shapes) if is_known else None
        return self._seen


def _shapes(notes: Inside, step: int, camera: Camera) -> Iterable[Shape]:
    moment, land = notes.moment(step), notes.run.landscape
    assert isinstance(land, Landscape)  # of others there are no notes
    marks = notes.marks(step)
    is_seen = notes.optimizer(step).derivatives != "value"
    with np.errstate(all="ignore"):
        down = _downhill(land, camera, moment.point, moment.gradient)
        if down is not None and is_seen:
            yield Shape("downhill", DOWNHILL, down)
        for mark in marks:
            if isinstance(mark, Arrow):
                yield Shape("arrow", mark.words, _arrow(land, camera, mark))
            elif isinstance(mark, Ring):
                yield Shape("ring", mark.words, _ring(land, camera, mark))
            elif isinstance(mark, Outline):
                yield Shape("outline", mark.words, _places(land, camera, mark.corners))
            else:
                yield Shape("dots", mark.words, _dots(land, camera, mark))
        tried = trials(moment, marks)[-MOST:]
        if len(tried) > 1 or not all(trial.is_kept for trial in tried):  # else it is the step
            for is_kept in (False, True):
                points = [trial.point for trial in tried if trial.is_kept == is_kept]
                if points:
                    sign: Sign = "kept" if is_kept else "rejected"
                    words = KEPT if is_kept else REJECTED
                    yield Shape(sign, words, _places(land, camera, points))


def _places(land: Landscape, camera: Camera, points: Sequence[Point]) -> Array:
    """Return points of a landscape as pixels (n, 2): those of one variable lie on its curve."""
    return camera.to_pixels(plane_points(land, points))


def _dots(land: Landscape, camera: Camera, mark: Dots) -> Array:
    return _places(land, camera, mark.points[:MOST])


def _arrow(land: Landscape, camera: Camera, mark: Arrow) -> Array:
    pixels = _places(land, camera, [mark.begin, mark.end])
    if land.dim == 1:
        pixels[1, 1] = pixels[0, 1]  # a push is along the ground, not along the curve
    return pixels


def _ring(land: Landscape, camera: Camera, mark: Ring) -> Array:
    """Return an ellipse as a closed line; in one dimension the two ends of an interval."""
    middle, matrix = np.array(mark.middle), np.array(mark.matrix)
    if land.dim == 1:
        at = plane_points(land, [mark.middle])[0]
        half = np.sqrt(max(float(matrix[0, 0]), 0.0))
        return camera.to_pixels(np.array([[at[0] - half, at[1]], [at[0] + half, at[1]]]))
    if not np.isfinite(matrix).all():
        return np.empty((0, 2))
    sizes, axes = np.linalg.eigh(matrix)
    turns = np.linspace(0.0, 2 * np.pi, AROUND + 1)
    circle = np.vstack([np.cos(turns), np.sin(turns)])
    return camera.to_pixels(middle + (axes @ (np.sqrt(np.maximum(sizes, 0))[:, None] * circle)).T)


def _downhill(land: Landscape, camera: Camera, point: Array, gradient: Array) -> Array | None:
    """Return an arrow of a fixed length that points downhill; None where the slope is nothing."""
    at = _places(land, camera, [tuple(point.tolist())])[0]
    across, up = camera.per_pixel
    if land.dim == 1:  # along the curve
        slope = float(gradient[0])
        turn = -np.sign(slope)
        way = np.array([turn / across, -turn * slope / up])
    else:
        way = np.array([-gradient[0] / across, gradient[1] / up])
    length = float(np.hypot(*way))
    if not 0 < length < np.inf or not np.isfinite(at).all():
        return None
    return np.array([at, at + DOWN * way / length])
