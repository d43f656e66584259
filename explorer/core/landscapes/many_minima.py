"""Many minima: where a run ends depends on where it starts."""

from explorer.core.landscape import Landscape

__all__ = ["MANY_MINIMA"]

MANY_MINIMA: tuple[Landscape, ...] = (
    Landscape(
        key="himmelblau",
        name="Himmelblau",
        formula="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Four equal hollows, one hill between",
        source="Himmelblau 1972",
        minima=(
            (3.0, 2.0),
            (3.5844283403304917, -1.8481265269644036),
            (-2.805118086952745, 3.131312518250573),
            (-3.779310253377747, -3.2831859912861696),
        ),
        lowest=0.0,
        start=(-0.3, -0.9),
        tags=(
            "equal minima",
            "smooth",
            "classic",
        ),
    ),
    Landscape(
        key="six-hump-camel",
        name="Six-hump camel",
        formula="(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2",
        box=((-2.1, 2.1), (-1.2, 1.2)),
        line="Six hollows, two of them the best",
        source="Dixon & Szegő 1978",
        minima=(
            (0.08984201310031806, -0.7126564030207396),
            (-0.08984201310031806, 0.7126564030207396),
            (1.703606714969981, -0.7960835686726251),
            (-1.703606714969981, 0.7960835686726251),
            (1.6071047529201972, 0.5686514548841314),
            (-1.6071047529201972, -0.5686514548841314),
        ),
        lowest=-1.0316284534898774,
        start=(-1.8, -0.2),
        tags=(
            "local minima",
            "smooth",
            "classic",
        ),
    ),
    Landscape(
        key="three-hump-camel",
        name="Three-hump camel",
        formula="2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
        box=((-2.5, 2.5), (-2.5, 2.5)),
        line="Best in the middle, traps beside it",
        source="Dixon & Szegő 1975; in Jamil & Yang 2013",
        minima=(
            (0.0, 0.0),
            (1.7475523458302888, -0.8737761729151444),
            (-1.7475523458302888, 0.8737761729151444),
        ),
        lowest=0.0,
        start=(-2.1, -1.9),
        tags=(
            "local minima",
            "smooth",
        ),
    ),
    Landscape(
        key="styblinski-tang",
        name="Styblinski-Tang",
        formula="(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Four hollows of three depths",
        source="Styblinski & Tang 1990",
        minima=(
            (-2.903534027771177, -2.903534027771177),
            (2.746802770990837, -2.903534027771177),
            (-2.903534027771177, 2.746802770990837),
            (2.746802770990837, 2.746802770990837),
        ),
        lowest=-78.33233140754282,
        start=(0.9, -0.4),
        tags=(
            "local minima",
            "smooth",
        ),
    ),
    Landscape(
        key="peaks",
        name="Peaks",
        formula=(
            "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2) - "
            "exp(-(x + 1)^2 - y^2)/3"
        ),
        box=((-3.0, 3.0), (-3.0, 3.0)),
        line="Hills and hollows on a flat plain",
        source="MathWorks, peaks()",
        minima=(
            (0.22827892055636909, -1.6255349574999964),
            (-1.3473962443682108, 0.20451886609700518),
            (0.2964455538468321, 0.32019624766683435),
        ),
        lowest=-6.551133332835837,
        start=(-0.35, 1.0),
        tags=(
            "local minima",
            "plateau",
            "smooth",
        ),
    ),
    Landscape(
        key="muller-brown",
        name="Müller-Brown",
        formula=(
            "-200*exp(-(x - 1)^2 - 10*y^2) - 100*exp(-x^2 - 10*(y - 0.5)^2) - "
            "170*exp(-6.5*(x + 0.5)^2 + 11*(x + 0.5)*(y - 1.5) - 6.5*(y - 1.5)^2) + "
            "15*exp(0.7*(x + 1)^2 + 0.6*(x + 1)*(y - 1) + 0.7*(y - 1)^2)"
        ),
        box=((-1.5, 1.2), (-0.2, 2.0)),
        line="A molecule and its mountain passes",
        source="Müller & Brown 1979",
        minima=(
            (-0.5582236346330243, 1.4417258418046686),
            (0.6234994049308765, 0.028037758528685664),
            (-0.050010822998206056, 0.4666941048719721),
        ),
        lowest=-146.69951720995402,
        start=(0.2, 1.1),
        tags=(
            "local minima",
            "valley",
            "smooth",
        ),
    ),
    Landscape(
        key="branin",
        name="Branin",
        formula="(y - 5.1*x^2/(4*pi^2) + 5*x/pi - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
        box=((-5.0, 10.0), (0.0, 15.0)),
        line="Three equal hollows in a bent trough",
        source="Branin 1972",
        minima=(
            (9.42477796076938, 2.475),
            (3.141592653589793, 2.275),
            (-3.141592653589793, 12.275),
        ),
        lowest=0.3978873577297383,
        start=(6.0, 12.0),
        tags=(
            "equal minima",
            "smooth",
        ),
    ),
    Landscape(
        key="goldstein-price",
        name="Goldstein-Price",
        formula=(
            "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - "
            "3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))"
        ),
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="From 3 to a million on one map",
        source="Goldstein & Price 1971",
        minima=(
            (0.0, -1.0),
            (-0.6, -0.4),
            (1.8, 0.2),
            (1.2, 0.8),
        ),
        lowest=3.0,
        start=(-1.1, -0.3),
        tags=(
            "local minima",
            "steep",
            "smooth",
        ),
    ),
)
