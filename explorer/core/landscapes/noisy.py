"""Noisy landscapes: each measured height is off by chance, while the slope is that without noise.

What is listed are the minima without the noise; which point is the lowest, chance decides.
"""

from explorer.core.landscape import Constant, Landscape

__all__ = ["NOISY"]


def _level(value: float, high: float) -> tuple[Constant, ...]:
    return (Constant("level", value, 0.0, high, "How far heights are off; 0: no noise"),)


NOISY: tuple[Landscape, ...] = (
    Landscape(
        key="noisy-wells",
        name="Noisy wells",
        formula="(x^2 - 1)^2 + 0.3*x + level*noise(x)",
        box=((-2.0, 2.0),),
        line="Two wells under a mist of chance",
        source="defined here; the potential of Duffing 1918, tilted",
        constants=_level(0.2, 2.0),
        minima=((-1.0355787140888537,), (0.9601495555191055,)),
        start=(1.7,),
        tags=("noisy", "local minima"),
    ),
    Landscape(
        key="noisy-bowl",
        name="Noisy bowl",
        formula="x^2 + y^2 + level*noise(x, y)",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="A bowl, and heights that are off",
        source="De Jong 1975, sphere, with noise",
        constants=_level(1.0, 10.0),
        minima=((0.0, 0.0),),
        start=(-4.0, 3.0),
        tags=("noisy", "convex"),
    ),
    Landscape(
        key="noisy-quartic",
        name="Noisy quartic",
        formula="x^4 + 2*y^4 + level*noise(x, y)",
        box=((-1.28, 1.28), (-1.28, 1.28)),
        line="More noise than height in the middle",
        source="De Jong 1975, function 4",
        constants=_level(1.0, 3.0),
        minima=((0.0, 0.0),),
        start=(-1.1, 0.9),
        tags=("noisy", "convex", "flat"),
    ),
    Landscape(
        key="noisy-rosenbrock",
        name="Noisy Rosenbrock",
        formula="(1 - x)^2 + 100*(y - x^2)^2 + level*noise(x, y)",
        box=((-2.0, 2.0), (-1.0, 3.0)),
        line="The noise drowns the valley floor",
        source="Rosenbrock 1960, with noise",
        constants=_level(3.0, 100.0),
        minima=((1.0, 1.0),),
        start=(-1.2, 1.0),
        tags=("noisy", "valley"),
    ),
)
