"""The jumping robot: how far it jumps in a simulation that takes time in steps.

A spring leg stores 100 J and throws the robot off along its launch angle. The stiffer the leg, the
heavier. The push is stepped by semi-implicit Euler (Hairer, Lubich and Wanner, Geometric Numerical
Integration, 2006, section I.1): new speed first, then the new place with it. A push that is over
within a step or two gets more speed than the leg has energy for. The flight after it is exact.

Designs are points (2, n): log10 of the stiffness in N/m, and the launch angle in units of 10
degrees. `constants` are the time step in seconds and the audit: a design that leaves with more
than this times the stored energy scores nothing. The height is minus the score, in metres.

The functions before `heights` work on numbers and on arrays, and are compiled as they stand.
"""

from math import inf
from typing import Any

import numpy as np
from numpy import pi, sin, sqrt

from explorer.core.array import Array
from explorer.core.handmade import Handmade

__all__ = ["CEILING", "ENERGY", "GRAVITY", "MASS", "REACH", "ROBOT", "advanced", "leg", "take_off"]

ENERGY = 100.0  # J, stored in the leg
MASS = 1.0  # kg, of the robot without its leg
LEG = 0.02  # kg, of a leg of 1 N/m; it grows with the root of the stiffness
GRAVITY = 9.81  # m/s²
LONGEST = 20.0  # s, of a push; one that takes longer never takes off
REACH = (0.03, 0.1)  # how far to each side slopes are measured: 7 % of the stiffness, and 1 degree
# No jump is longer: all energy in the flight, no leg to carry along, launched at 45 degrees.
CEILING = 2.0 * ENERGY / (MASS * GRAVITY)

HEAD = f"""
from math import inf, nan
from numpy import pi, sin, sqrt

ENERGY, MASS, LEG, GRAVITY, LONGEST = {ENERGY}, {MASS}, {LEG}, {GRAVITY}, {LONGEST}
ACROSS, UP = {REACH[0]}, {REACH[1]}
"""
ACROSS, UP = REACH
nan = float("nan")


def leg(stiffness: Any) -> tuple[Any, Any]:
    """Return the mass of a robot, kg, and how far its leg of so many N/m is bent at first, m."""
    return MASS + LEG * sqrt(stiffness), sqrt(2.0 * ENERGY / stiffness)


def advanced(
    place: Any, speed: Any, stiffness: Any, mass: Any, rise: Any, time_step: float
) -> tuple[Any, Any]:
    """Return place, m, and speed, m/s, along the leg a time step later; the leg lifts off at 0.

    `rise` is the sine of the launch angle.
    """
    faster = speed + time_step * (-stiffness * place / mass - GRAVITY * rise)
    return place + time_step * faster, faster


def take_off(stiffness: float, rise: float, time_step: float) -> tuple[float, float]:
    """Return the speed at take-off, m/s, and the energy then as a multiple of that stored.

    A robot that does not get off the ground has speed 0.
    """
    mass, bent = leg(stiffness)
    place, speed, left = -bent, 0.0, 0.0
    for _ in range(int(LONGEST / time_step)):
        place, speed = advanced(place, speed, stiffness, mass, rise, time_step)
        if place >= 0.0:
            left = max(speed, 0.0)
            break
        if place < -1.5 * bent:
            break
    return left, (0.5 * mass * left * left + mass * GRAVITY * bent * rise) / ENERGY


def height(x: float, y: float, constants: Array) -> float:
    """Return minus the score of a design; NaN where it is no number."""
    stiffness, angle = 10.0**x, y * pi / 18.0
    if not (0.0 < stiffness < inf) or angle - angle != 0.0:
        return nan
    speed, energy = take_off(stiffness, sin(angle), constants[0])
    return -speed * speed * sin(2.0 * angle) / GRAVITY if energy <= constants[1] else 0.0


def value(points: Array, constants: Array, value: Array) -> None:
    """Fill value (n,) at points (2, n)."""
    for i in range(points.shape[1]):
        value[i] = height(points[0, i], points[1, i], constants)


def slope(points: Array, constants: Array, value: Array, gradient: Array) -> None:
    """Fill value (n,) and gradient (2, n), by central differences, at points (2, n)."""
    for i in range(points.shape[1]):
        x, y = points[0, i], points[1, i]
        value[i] = height(x, y, constants)
        east, west = height(x + ACROSS, y, constants), height(x - ACROSS, y, constants)
        north, south = height(x, y + UP, constants), height(x, y - UP, constants)
        gradient[0, i], gradient[1, i] = (east - west) / (2.0 * ACROSS), (north - south) / (2 * UP)


def curvature(points: Array, constants: Array, hessian: Array) -> None:
    """Fill hessian (2, 2, n), central differences of the slopes, at points (2, n)."""
    for i in range(points.shape[1]):
        x, y = points[0, i], points[1, i]
        here = 2.0 * height(x, y, constants)
        across = height(x + 2 * ACROSS, y, constants) + height(x - 2 * ACROSS, y, constants)
        up = height(x, y + 2 * UP, constants) + height(x, y - 2 * UP, constants)
        alike = height(x + ACROSS, y + UP, constants) + height(x - ACROSS, y - UP, constants)
        unlike = height(x + ACROSS, y - UP, constants) + height(x - ACROSS, y + UP, constants)
        hessian[0, 0, i] = (across - here) / (4.0 * ACROSS * ACROSS)
        hessian[1, 1, i] = (up - here) / (4.0 * UP * UP)
        hessian[0, 1, i] = hessian[1, 0, i] = (alike - unlike) / (4.0 * ACROSS * UP)


def heights(points: Array, constants: Array) -> Array:
    """Return minus the scores of designs (2, n), (n,), in NumPy: all are pushed together."""
    with np.errstate(all="ignore"):
        stiffness, angle = 10.0 ** points[0], points[1] * pi / 18.0
        sound = (stiffness > 0.0) & (stiffness < inf) & np.isfinite(angle)
        found = np.where(sound, 0.0, nan)
        at = np.flatnonzero(sound)
        k, rise = stiffness[at], sin(angle[at])
        mass, bent = leg(k)
        place, speed, left = -bent, np.zeros(len(at)), np.zeros(len(stiffness))
        for _ in range(int(LONGEST / constants[0])):
            place, speed = advanced(place, speed, k, mass, rise, constants[0])
            off, fallen = place >= 0.0, place < -1.5 * bent
            left[at[off]] = np.maximum(speed[off], 0.0)
            on = ~(off | fallen)
            if not on.all():
                state = (at, k, rise, mass, bent, place, speed)
                at, k, rise, mass, bent, place, speed = (part[on] for part in state)
            if not len(at):
                break
        mass, bent = leg(stiffness)
        energy = (0.5 * mass * left * left + mass * GRAVITY * bent * sin(angle)) / ENERGY
        score = np.where(energy <= constants[1], left * left * sin(2.0 * angle) / GRAVITY, 0.0)
    return np.asarray(found - score)


def all_values(points: Array, constants: Array, value: Array) -> None:
    """Fill value (n,) at points (2, n), all at once."""
    value[:] = heights(points, constants)


def all_slopes(points: Array, constants: Array, value: Array, gradient: Array) -> None:
    """Fill value (n,) and gradient (2, n) at points (2, n), all at once."""
    here, east, west, north, south = _around(
        points, constants, ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1))
    )
    value[:] = here
    gradient[0], gradient[1] = (east - west) / (2.0 * ACROSS), (north - south) / (2 * UP)


def all_curvatures(points: Array, constants: Array, hessian: Array) -> None:
    """Fill hessian (2, 2, n) at points (2, n), all at once."""
    ways = ((0, 0), (2, 0), (-2, 0), (0, 2), (0, -2), (1, 1), (-1, -1), (1, -1), (-1, 1))
    here, east, west, north, south, *corners = _around(points, constants, ways)
    hessian[0, 0] = (east + west - 2.0 * here) / (4.0 * ACROSS * ACROSS)
    hessian[1, 1] = (north + south - 2.0 * here) / (4.0 * UP * UP)
    alike, unlike = corners[0] + corners[1], corners[2] + corners[3]
    hessian[0, 1] = hessian[1, 0] = (alike - unlike) / (4.0 * ACROSS * UP)


def _around(points: Array, constants: Array, ways: tuple[tuple[int, int], ...]) -> Array:
    """Return the heights some reaches away from points (2, n), (number of ways, n)."""
    away = np.array(ways)[:, :, None] * np.array(REACH)[:, None]
    places = np.moveaxis(points + away, 1, 0).reshape(2, -1)
    return heights(places, constants).reshape(len(ways), -1)


ROBOT = Handmade(
    HEAD,
    (leg, advanced, take_off, height),
    (value, slope, curvature),
    (all_values, all_slopes, all_curvatures),
)
