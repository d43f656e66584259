"""Valleys: finding the floor is easy, following it is the work."""

from explorer.core.landscape import Constant, Landscape

__all__ = ["VALLEYS"]

VALLEYS: tuple[Landscape, ...] = (
    Landscape(
        key="rosenbrock",
        name="Rosenbrock",
        formula="(a - x)^2 + b*(y - x^2)^2",
        box=((-2.0, 2.0), (-1.0, 3.0)),
        line="Easy to enter, slow to follow",
        source="Rosenbrock 1960",
        constants=(
            Constant("a", 1.0, -1.5, 1.5, "Where the lowest point lies: at (a, a²)"),
            Constant("b", 100.0, 1.0, 1000.0, "How steep the walls of the valley are", log=True),
        ),
        minima=((1.0, 1.0),),
        lowest=0.0,
        start=(-1.2, 1.0),
        tags=(
            "valley",
            "smooth",
            "classic",
        ),
    ),
    Landscape(
        key="beale",
        name="Beale",
        formula="(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        box=((-4.5, 4.5), (-4.5, 4.5)),
        line="Flat middle, towering corners",
        source="Beale 1958",
        minima=((3.0, 0.5),),
        lowest=0.0,
        start=(1.0, 1.6),
        tags=(
            "valley",
            "plateau",
            "smooth",
            "classic",
        ),
    ),
    Landscape(
        key="cliff",
        name="Cliff",
        formula="((x - 3)/100)^2 - (x - y) + exp(20*(x - y))",
        box=((2.6, 3.4), (2.8, 3.6)),
        line="One step too far throws you out",
        source="CUTE, Bongartz et al. 1995",
        minima=((3.0, 3.1497866136776995),),
        lowest=0.19978661367769954,
        start=(2.75, 3.5),
        tags=(
            "cliff",
            "valley",
            "smooth",
        ),
    ),
    Landscape(
        key="mccormick",
        name="McCormick",
        formula="sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
        box=((-1.5, 4.0), (-3.0, 4.0)),
        line="A rippled gutter with two hollows",
        source="McCormick 1976; in Jamil & Yang 2013",
        minima=(
            (-0.5471975511965977, -1.5471975511965979),
            (2.5943951023931957, 1.5943951023931955),
        ),
        lowest=-1.9132229549810364,
        start=(3.4, 3.6),
        tags=(
            "local minima",
            "valley",
            "smooth",
        ),
    ),
    Landscape(
        key="two-weights",
        name="Net of two weights",
        formula="0.5*(1 - x*y)^2",
        box=((-4.0, 4.0), (-4.0, 4.0)),
        line="Two whole curves of answers",
        source="linear net; Saxe, McClelland & Ganguli 2014",
        lowest=0.0,
        start=(-0.7, 2.6),
        tags=(
            "curve of minima",
            "saddle",
            "smooth",
        ),
    ),
    Landscape(
        key="ring",
        name="Ring",
        formula="(x^2 + y^2 - 1)^2",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="A whole circle of minima",
        source="defined here; the Mexican hat",
        lowest=0.0,
        start=(0.35, -0.12),
        tags=(
            "curve of minima",
            "smooth",
        ),
    ),
)
