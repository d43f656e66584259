"""A design of the jumping robot, and its jump twice: as simulated and as it is."""

from dataclasses import dataclass
from math import isfinite, radians, sin

import numpy as np

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.param import SettingError
from explorer.core.simulators.jump import Jump, design, jump, real_jump
from explorer.core.simulators.jumping_robot import CEILING, ENERGY, GRAVITY
from explorer.views.numbers import MINUS, number

__all__ = ["JumpPair", "jump_pair", "metres"]

SOUND = 1.1  # times the energy that was put in: more cannot be passed over as rounding
FARTHEST = 1e6  # m: farther jumps are no picture any more
SIMULATED = "robot-simulator"  # whose settings hold where a landscape has none of its own


@dataclass(frozen=True, eq=False)
class JumpPair:
    """Both jumps of a leg with a stiffness in N/m at an angle in degrees."""

    stiffness: float
    angle: float
    simulated: Jump
    real: Jump
    audit: float  # times the energy stored: the simulator scores nothing that leaves with more

    @property
    def design(self) -> tuple[float, float, float]:
        """What tells this robot and its simulator from another: leg, angle and jump."""
        return self.stiffness, self.angle, self.simulated.distance

    @property
    def takes_off(self) -> bool:
        """Whether the leg throws the robot off the ground, in the simulator at least."""
        return self.simulated.speed > 0

    @property
    def is_refused(self) -> bool:
        """Whether the audit of energy refuses the design."""
        return self.simulated.energy > self.audit

    @property
    def seconds(self) -> tuple[float, float]:
        """How long the flights take, simulated and real."""
        rise = sin(radians(self.angle))
        jumps = (self.simulated, self.real)
        first, second = (max(0.0, 2.0 * one.speed * rise / GRAVITY) for one in jumps)
        return first, second

    def energy_words(self) -> str:
        """Say how the energy given out compares with what was put in."""
        if not self.takes_off:
            return "This leg cannot throw the robot off the ground."
        ratio = self.simulated.energy
        told = f"{_times(ratio)} times the energy that was put in"
        if self.is_refused:
            return f"{told}: the audit refuses this design, and it scores nothing."
        if self.simulated.distance > CEILING:
            return f"{told}: no robot can jump that far."
        return f"{told}." if ratio > SOUND or ratio < 1.0 / SOUND else f"{told}: about right."

    def words(self) -> str:
        """Return all that is drawn, in words."""
        given = ENERGY * self.simulated.energy if self.takes_off else 0.0
        return (
            f"A leg of {number(self.stiffness, 3)} newtons per metre at {number(self.angle, 3)} "
            f"degrees. Simulated, it jumps {metres(self.simulated.distance)} metres; in the real "
            f"world {metres(self.real.distance)} metres. No honest jump passes {CEILING:.2f} "
            f"metres. The simulator gives out {number(given, 3)} of "
            f"{ENERGY:.0f} joules: {self.energy_words()}"
        )


def metres(distance: float) -> str:
    """Return a distance to a tenth of a metre."""
    return f"{distance:,.1f}".replace("-", MINUS)


def _times(ratio: float) -> str:
    """Return a ratio with a decimal, or with two where that decides whether it is sound."""
    return f"{ratio:,.1f}" if ratio >= 1.5 else f"{ratio:.2f}"


def jump_pair(landscape: Landscape, point: Point | Array) -> JumpPair | None:
    """Return both jumps of the design at a point (x, y); None where that makes no robot.

    The time step and the audit are the landscape's own, or else those of the simulator.
    """
    settings = {c.name: c.value for c in LANDSCAPES[SIMULATED].constants}
    settings |= {c.name: c.value for c in landscape.constants}
    try:
        stiffness, angle = design(point)
        with np.errstate(all="ignore"):
            simulated = jump(stiffness, angle, settings["time_step"])
            real = real_jump(stiffness, angle)
    except (SettingError, OverflowError, ZeroDivisionError):
        return None
    far = max(abs(simulated.distance), abs(real.distance))
    if not (isfinite(simulated.energy) and far <= FARTHEST):
        return None
    return JumpPair(stiffness, angle, simulated, real, settings["audit"])
