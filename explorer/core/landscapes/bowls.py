"""Bowls: one lowest point, and all that differs is how hard it is to go straight to it."""

from explorer.core.landscape import Constant, Landscape

__all__ = ["BOWLS"]

BOWLS: tuple[Landscape, ...] = (
    Landscape(
        key="bowl",
        name="Round bowl",
        formula="x^2 + y^2",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Every arrow points to the answer",
        source="De Jong 1975",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-3.9, 3.1),
        tags=(
            "convex",
            "smooth",
        ),
    ),
    Landscape(
        key="stretched-bowl",
        name="Stretched bowl",
        formula="(x^2 + k*y^2)/2",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="A ditch: steep across, slow along",
        source="defined here; COCO f2, Hansen et al. 2009",
        constants=(
            Constant(
                "k", 100.0, 1.0, 1000.0, "How many times steeper it is across than along", log=True
            ),
        ),
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-4.3, 1.7),
        tags=(
            "convex",
            "valley",
            "smooth",
        ),
    ),
    Landscape(
        key="turned-bowl",
        name="Turned bowl",
        formula="((x + y)^2 + k*(x - y)^2)/4",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="The same ditch at 45 degrees",
        source="defined here; COCO f10, Hansen et al. 2009",
        constants=(
            Constant(
                "k", 100.0, 1.0, 1000.0, "How many times steeper it is across than along", log=True
            ),
        ),
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-4.4, -2.2),
        tags=(
            "convex",
            "valley",
            "smooth",
        ),
    ),
    Landscape(
        key="booth",
        name="Booth",
        formula="(x + 2*y - 7)^2 + (2*x + y - 5)^2",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="A tilted bowl, steeper across",
        source="Booth; in Jamil & Yang 2013",
        minima=((1.0, 3.0),),
        lowest=0.0,
        start=(-7.5, -2.0),
        tags=(
            "convex",
            "smooth",
        ),
    ),
    Landscape(
        key="matyas",
        name="Matyas",
        formula="0.26*(x^2 + y^2) - 0.48*x*y",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="A long, gentle trough",
        source="Matyas 1965; in Jamil & Yang 2013",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-8.5, 5.0),
        tags=(
            "convex",
            "valley",
            "smooth",
        ),
    ),
    Landscape(
        key="quartic-bowl",
        name="Flat-bottomed bowl",
        formula="x^4 + y^4",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="No curvature at the bottom",
        source="defined here",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-1.7, 1.2),
        tags=(
            "convex",
            "flat",
            "smooth",
        ),
    ),
    Landscape(
        key="diamond",
        name="Diamond |x| + |y|",
        formula="abs(x) + abs(y)",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Two creases cross at the answer",
        source="defined here",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-4.1, 2.3),
        tags=(
            "convex",
            "kink",
        ),
    ),
)
