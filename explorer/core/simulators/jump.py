"""One jump of the robot, to be drawn: the push of its leg and the flight, simulated or real."""

from dataclasses import dataclass
from math import cos, inf, isfinite, radians, sin, sqrt

import numpy as np

from explorer.core.array import Array
from explorer.core.param import SettingError
from explorer.core.simulators.jumping_robot import ENERGY, GRAVITY, LONGEST, advanced, leg

__all__ = ["Jump", "design", "jump", "real_jump"]

STIFFEST = 300.0  # log10 of what is still a number
FINE = 60  # points of what is drawn smoothly


@dataclass(frozen=True, eq=False)
class Jump:
    """Where the robot was, in metres: x along the ground, y up, (0, 0) where the leg lets go.

    The times are those of the push. A robot that never gets off the ground has a flight of one
    point and a distance of 0. `energy` is what it had when the leg let go, as a multiple of what
    the leg stored: 1 in the real world.
    """

    times: Array  # (n + 1,) s
    push: Array  # (n + 1, 2)
    speeds: Array  # (n + 1,) m/s along the leg
    flight: Array  # (m, 2), back down to y = 0
    distance: float  # m
    energy: float

    @property
    def speed(self) -> float:
        """The speed at take-off, m/s; 0 where it never takes off."""
        return max(0.0, float(self.speeds[-1])) if len(self.flight) > 1 else 0.0


def design(point: Array | tuple[float, ...]) -> tuple[float, float]:
    """Return the stiffness of the leg, N/m, and the launch angle, degrees, at a place (x, y)."""
    return 10.0 ** min(float(point[0]), STIFFEST), 10.0 * float(point[1])


def jump(stiffness: float, angle: float, time_step: float) -> Jump:
    """Return the jump that the simulator makes, with a time step in seconds.

    The stiffness is in N/m, the angle in degrees. Raises SettingError where these make no robot.
    """
    mass, bent, rise = _robot(stiffness, angle)
    if not 0.0 < time_step <= LONGEST:
        raise SettingError(f"The time step must lie between 0 and {LONGEST:g} seconds.")
    places, speeds = [-bent], [0.0]
    for _ in range(int(LONGEST / time_step)):
        place, speed = advanced(places[-1], speeds[-1], stiffness, mass, rise, time_step)
        places.append(place)
        speeds.append(speed)
        if not -1.5 * bent <= place < 0.0:
            break
    times = time_step * np.arange(len(places), dtype=np.float64)
    return _jump(times, np.array(places), np.array(speeds), mass, angle)


def real_jump(stiffness: float, angle: float) -> Jump:
    """Return the jump of the real robot: the swing of a mass on a spring, in closed form."""
    mass, bent, rise = _robot(stiffness, angle)
    turns = sqrt(stiffness / mass)  # radians a second
    rest = -mass * GRAVITY * rise / stiffness  # where spring and gravity are even
    swing = bent + rest
    # A leg that cannot push past where it is straight swings back at the end of half a turn.
    phase = np.arccos(rest / swing) if swing > abs(rest) else np.pi
    times = np.linspace(0.0, phase / turns, FINE)
    places, speeds = rest - swing * np.cos(turns * times), swing * turns * np.sin(turns * times)
    if swing > abs(rest):
        places[-1] = 0.0
    return _jump(times, places, speeds, mass, angle)


def _robot(stiffness: float, angle: float) -> tuple[float, float, float]:
    """Return the mass, how far the leg is bent, and the sine of the launch angle."""
    if not 0.0 < stiffness < inf:
        raise SettingError("The stiffness of the leg must be a positive number.")
    if not isfinite(angle):
        raise SettingError("The launch angle must be a number.")
    mass, bent = leg(stiffness)
    return float(mass), float(bent), sin(radians(angle))


def _jump(times: Array, places: Array, speeds: Array, mass: float, angle: float) -> Jump:
    """Return the jump after a push along the leg: places (n + 1,) m, speeds (n + 1,) m/s."""
    rise, ahead = sin(radians(angle)), cos(radians(angle))
    left = max(0.0, float(speeds[-1])) if places[-1] >= 0.0 else 0.0
    seconds = np.linspace(0.0, 2.0 * left * rise / GRAVITY, FINE if left > 0.0 else 1)
    height = left * rise * seconds - 0.5 * GRAVITY * seconds * seconds
    flight = np.stack([left * ahead * seconds, height], axis=1)
    return Jump(
        times,
        places[:, None] * np.array([ahead, rise]),
        speeds,
        flight,
        distance=left * left * sin(2.0 * radians(angle)) / GRAVITY,
        energy=float(0.5 * mass * left * left - mass * GRAVITY * places[0] * rise) / ENERGY,
    )
