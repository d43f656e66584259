"""Saddles and plateaus: places where the slope says nothing though nothing has been reached."""

from explorer.core.landscape import Landscape

__all__ = ["SADDLES_AND_PLATEAUS"]

SADDLES_AND_PLATEAUS: tuple[Landscape, ...] = (
    Landscape(
        key="saddle",
        name="Saddle",
        formula="x^2 - y^2",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="Up one way, down the other for ever",
        source="defined here",
        start=(-1.7, 0.002),
        tags=(
            "saddle",
            "no minimum",
            "smooth",
        ),
    ),
    Landscape(
        key="monkey-saddle",
        name="Monkey saddle",
        formula="x^3 - 3*x*y^2 + (x^2 + y^2)^2",
        box=((-1.2, 1.2), (-1.2, 1.2)),
        line="Flat in the middle, three ways down",
        source="Hilbert & Cohn-Vossen 1932, with a rim",
        minima=(
            (0.375, 0.649519052838329),
            (0.375, -0.649519052838329),
            (-0.75, 0.0),
        ),
        lowest=-0.10546875,
        start=(0.9, 0.01),
        tags=(
            "saddle",
            "equal minima",
            "flat",
            "smooth",
        ),
    ),
    Landscape(
        key="plateau",
        name="Plateau",
        formula="0.5*(sigmoid(4*x + y) - 0.9)^2 + 0.5*(sigmoid(x - 4*y) - 0.2)^2",
        box=((-6.0, 6.0), (-6.0, 6.0)),
        line="Saturated neurons: almost no slope",
        source="defined here: squared error of two sigmoids",
        minima=((0.43544729107205804, 0.4554354130479872),),
        lowest=0.0,
        start=(-3.4, 2.6),
        tags=(
            "plateau",
            "net",
            "smooth",
        ),
    ),
    Landscape(
        key="well-in-plain",
        name="Well in a plain",
        formula="-exp(-(x^2 + y^2)/2)",
        box=((-4.0, 4.0), (-4.0, 4.0)),
        line="Far from the well nothing pulls",
        source="Jamil & Yang 2013, Exponential",
        minima=((0.0, 0.0),),
        lowest=-1.0,
        start=(-3.1, 2.0),
        tags=(
            "plateau",
            "smooth",
        ),
    ),
    Landscape(
        key="needle",
        name="Needle and cushion",
        formula="-exp(-((x + 1.5)^2 + y^2)/0.02) - 0.9*exp(-((x - 1)^2 + y^2))",
        box=((-3.0, 3.0), (-3.0, 3.0)),
        line="The best is narrow, the trap is wide",
        source="defined here",
        minima=(
            (-1.4999130947971515, 0.0),
            (1.0, 0.0),
        ),
        lowest=-1.0017377861971684,
        start=(-0.4, 1.7),
        tags=(
            "local minima",
            "plateau",
            "smooth",
        ),
    ),
)
