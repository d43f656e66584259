"""The jumping robot, as a simulation scores it and as it jumps indeed."""

from explorer.core.landscape import Constant, Landscape
from explorer.core.simulated import SimulatedLandscape
from explorer.core.simulators.jumping_robot import REACH, ROBOT

__all__ = ["ROBOTS"]

BOX = ((1.0, 4.0), (1.0, 8.0))
LETTERS = "x: log₁₀ of the leg's stiffness in N/m, y: launch angle in units of 10°"
# Mass and bend of the leg, and what gravity takes on the way, as in the simulator.
BENT = "sqrt(200)/10^(x/2)"
SPEED_SQUARED = f"max(0, 200/(1 + 0.02*10^(x/2)) - 2*9.81*{BENT}*sin(pi*y/18))"

ROBOTS: tuple[Landscape, ...] = (
    SimulatedLandscape(
        key="robot-simulator",
        name="Simulated robot",
        formula="minus the simulated jump, in metres",
        box=BOX,
        line="Scores that no real robot can reach",
        source=f"defined here, by semi-implicit Euler; {LETTERS}; "
        "no jump can pass 2 E/(m g) = 20.39 m",
        constants=(
            Constant("time_step", 0.05, 0.001, 0.1, "Seconds that pass in one step", log=True),
            Constant(
                "audit",
                100.0,
                1.0,
                100.0,
                "A design that leaves with more than this times the energy it stored scores "
                "nothing; 100: none is refused",
                log=True,
            ),
        ),
        start=(1.3, 3.0),
        tags=("jumping robot", "simulator", "jumps", "kink", "local minima"),
        beside="jump",
        reach=REACH,
        simulator=ROBOT,
    ),
    Landscape(
        key="robot-real",
        name="Real robot",
        formula=f"-{SPEED_SQUARED}*sin(pi*y/9)/9.81",
        box=BOX,
        line="How far the robot jumps indeed",
        source=f"defined here, from the balance of energy; {LETTERS}; height: minus metres",
        minima=((1.7989985821891777, 4.2528091997045366),),
        lowest=-15.129107119151126,
        start=(1.3, 3.0),
        tags=("jumping robot", "smooth"),
        beside="jump",
    ),
)
