"""The parabola that touches a landscape at a point, as lines on the screen."""

import numpy as np

from explorer.core.array import Array
from explorer.core.local_model import LocalModel
from explorer.views.camera import Camera

__all__ = ["axes", "downhill", "level_lines", "parabola", "tangent"]

CORNERS = 720  # of an ellipse: one of 10,000 pixels still looks round
LEAST = 26.0  # pixels: half of the longer axis of an ellipse that would else be a dot
POINTED = 3.0  # pixels: a hyperbola with closer branches is drawn as the lines it clings to
ARM = 34.0  # pixels: of an axis, to each side
DOWN = 40.0  # pixels: length of the arrow that points downhill
TANGENT = 90.0  # pixels: of a tangent, to each side


def level_lines(model: LocalModel, camera: Camera) -> Array:
    """Return where the model is as high as at its point, as one broken line of pixels (n, 2).

    In a bowl and on a hill an ellipse round the end of the Newton step; near that it is drawn
    for another height, to be seen. At a saddle both branches of a hyperbola. Empty where the model
    is level nowhere.
    """
    if model.level is None or model.rise is None or len(model.point) != 2:
        return np.empty((0, 2))
    bends, ways = np.array(model.curvatures), np.array(model.directions)
    with np.errstate(all="ignore"):
        units = np.hypot(*(ways / np.array(camera.per_pixel)).T)  # pixels along each axis
        halves = np.sqrt(2 * abs(model.rise) / np.abs(bends))
        if bends[0] * bends[1] > 0:
            small = (halves * units).max()
            if small < LEAST:
                longest = 1 / np.sqrt(np.abs(bends))
                halves = longest * LEAST / (longest * units).max()
            along = _ellipse() * halves
        else:
            along = _hyperbola(bends, halves, units, -model.rise, _reach(model, camera))
        return camera.to_pixels(np.array(model.level) + along @ ways)


def axes(model: LocalModel, camera: Camera) -> tuple[Array, ...]:
    """Return a piece of each axis of the model through its point, pixels (2, 2), rising bend."""
    at = camera.to_pixels(np.array([model.point]))[0]
    found = []
    for way in model.directions:
        seen = np.array(way) / np.array(camera.per_pixel) * np.array([1.0, -1.0])
        arm = ARM * seen / np.hypot(*seen)
        found.append(np.array([at - arm, at + arm]))
    return tuple(found)


def downhill(model: LocalModel, camera: Camera) -> Array | None:
    """Return an arrow from the point, pixels (2, 2), the way gradient descent goes; or None."""
    slope = np.array(model.gradient)
    strongest = np.abs(slope).max()
    if not 0 < strongest < np.inf or len(model.point) != 2:
        return None
    at = camera.to_pixels(np.array([model.point]))[0]
    way = -slope / strongest / np.array(camera.per_pixel) * np.array([1.0, -1.0])
    return np.array([at, at + DOWN * way / np.hypot(*way)])


def tangent(model: LocalModel, camera: Camera) -> Array:
    """Return a piece of the tangent of a curve, pixels (2, 2)."""
    across, up = camera.per_pixel
    at = camera.to_pixels(np.array([[model.point[0], model.value]]))[0]
    with np.errstate(all="ignore"):
        way = np.array([1.0, -model.gradient[0] * across / up])
        return np.array([at - TANGENT * way / np.hypot(*way), at + TANGENT * way / np.hypot(*way)])


def parabola(model: LocalModel, camera: Camera) -> Array:
    """Return the parabola that touches a curve, over the whole view, as pixels (n, 2)."""
    if not model.is_known:
        return np.empty((0, 2))
    xs = np.linspace(camera.left, camera.right, camera.width + 1)
    with np.errstate(all="ignore"):
        return camera.to_pixels(np.column_stack([xs, model.heights(xs[:, None])]))


def _ellipse() -> Array:
    turns = np.linspace(0.0, 2 * np.pi, CORNERS + 1)
    return np.column_stack([np.cos(turns), np.sin(turns)])


def _hyperbola(bends: Array, halves: Array, units: Array, height: float, reach: float) -> Array:
    """Return both branches of ½ (λ₀ u² + λ₁ v²) = height, λ₀ < 0 < λ₁, along the axes (n, 2)."""
    crossing = 1 if height > 0 else 0  # the axis that the branches cross
    if halves[crossing] * units[crossing] < POINTED:
        far = reach / units.min()
        steep = np.sqrt(-bends[0] / bends[1])
        ends = np.array([[far, steep * far], [-far, -steep * far], [np.nan, np.nan]])
        return np.vstack([ends, ends * np.array([1.0, -1.0])])
    longest = np.arcsinh(reach / (halves * units).min())
    turns = np.linspace(-longest, longest, CORNERS)
    branch = np.empty((CORNERS, 2))
    branch[:, crossing] = halves[crossing] * np.cosh(turns)
    branch[:, 1 - crossing] = halves[1 - crossing] * np.sinh(turns)
    other = branch.copy()
    other[:, crossing] *= -1
    return np.vstack([branch, np.full((1, 2), np.nan), other])


def _reach(model: LocalModel, camera: Camera) -> float:
    """Return how many pixels from the level place the farthest corner of the view is, at most."""
    at = camera.to_pixels(np.array([model.level]))[0]
    size = np.array([camera.width, camera.height])
    return float(np.hypot(*np.maximum(np.abs(at), np.abs(at - size)))) + 1.0
