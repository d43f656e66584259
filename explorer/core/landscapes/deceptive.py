"""Deceptive landscapes: the slope leads away from the best, or says nothing of it."""

from explorer.core.landscape import Constant, Landscape
from explorer.core.landscapes.symmetry import crossed, mirrored

__all__ = ["DECEPTIVE"]

PI = 3.141592653589793
# What makes Lunacek's wide funnel a little less deep than the narrow one: its slope and place.
WIDTH = "(1 - 1/(2*sqrt(22) - 8.2))"
PLACE = f"sqrt(5.25/{WIDTH})"
# Schwefel's hollows along one axis and how high they lie.
SCHWEFEL = {
    420.96874635998205: 0.0,
    -302.52493561191176: 118.43833461444,
    203.81425264889447: 217.13966939057,
    -124.82935642021526: 296.10671375852,
    65.54786509015155: 355.34790532088,
    -25.877417347618685: 394.89992704937,
    5.239199300195525: 415.03758564715,
}

DECEPTIVE: tuple[Landscape, ...] = (
    Landscape(
        key="schwefel",
        name="Schwefel",
        formula="837.9657745448674 - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
        box=((-500.0, 500.0), (-500.0, 500.0)),
        line="The second best is far from the best",
        source="Schwefel 1981, Problem 2.26",
        minima=crossed(SCHWEFEL, SCHWEFEL),
        lowest=0.0,
        start=(-310.0, -180.0),
        tags=("many minima", "deceptive", "classic"),
    ),
    Landscape(
        key="lunacek",
        name="Lunacek's two funnels",
        formula=(
            f"min((x - 2.5)^2 + (y - 2.5)^2, 2 + {WIDTH}*((x + {PLACE})^2 + (y + {PLACE})^2)) + "
            "A*(2 - cos(2*pi*(x - 2.5)) - cos(2*pi*(y - 2.5)))"
        ),
        box=((-9.0, 5.0), (-9.0, 5.0)),
        line="The wide funnel is the wrong one",
        source="Lunacek, Whitley & Sutton 2008; COCO f24 unturned",
        constants=(Constant("A", 10.0, 0.0, 20.0, "How high the ripples are; 0 leaves two bowls"),),
        minima=((2.5, 2.5),),
        lowest=0.0,
        start=(-6.3, -1.2),
        tags=("many minima", "deceptive", "kink"),
    ),
    Landscape(
        key="modified-rosenbrock",
        name="Rosenbrock with a hole",
        formula="74 + 100*(y - x^2)^2 + (1 - x)^2 - depth*exp(-((x + 1)^2 + (y + 1)^2)/0.1)",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="The valley leads past the best",
        source="Jamil & Yang 2013, Rosenbrock Modified",
        constants=(Constant("depth", 400.0, 0.0, 800.0, "How deep the hole off the valley is"),),
        minima=((-0.9095537365026206, -0.9505717126590494), (1.0, 1.0)),
        lowest=34.04024310664063,
        start=(-1.3, 1.2),
        tags=("local minima", "deceptive", "valley", "smooth"),
    ),
    Landscape(
        key="damavandi",
        name="Damavandi",
        formula=("(1 - abs(sinc(pi*(x - 2))*sinc(pi*(y - 2)))^5)*(2 + (x - 7)^2 + 2*(y - 7)^2)"),
        box=((0.0, 14.0), (0.0, 14.0)),
        line="Every slope leads to the wrong bowl",
        source="Damavandi & Safavi-Naeini 2005",
        minima=((2.0, 2.0), (7.0, 7.0)),
        lowest=0.0,
        start=(4.1, 11.2),
        tags=("local minima", "deceptive"),
    ),
    Landscape(
        key="easom",
        name="Easom",
        formula="-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
        box=((-1.0, 7.0), (-1.0, 7.0)),
        line="One hole in a plain, faint traps by",
        source="Easom 1990",
        minima=(
            (3.141592653589793, 3.141592653589793),
            (1.3049954504376675, 1.3049954504376675),
            (4.978189856741919, 1.3049954504376675),
            (1.3049954504376675, 4.978189856741919),
            (4.978189856741919, 4.978189856741919),
        ),
        lowest=-1.0,
        start=(4.9, 3.6),
        tags=("local minima", "plateau", "deceptive", "smooth", "classic"),
    ),
    Landscape(
        key="michalewicz",
        name="Michalewicz",
        formula="-sin(x)*(sin(x^2/pi)^2)^m - sin(y)*(sin(2*y^2/pi)^2)^m",
        box=((0.0, PI), (0.0, PI)),
        line="Canyons cross plains without slope",
        source="Michalewicz 1992",
        constants=(Constant("m", 10.0, 2.0, 20.0, "How narrow and steep the canyons are"),),
        minima=(
            (2.2029055201726093, 1.5707963267948966),
            (2.2029055201726093, 2.7115714838430143),
        ),
        lowest=-1.8013034100985525,
        start=(1.2, 1.8),
        tags=("local minima", "plateau", "steep", "smooth", "classic"),
    ),
    Landscape(
        key="xin-she-yang-4",
        name="Xin-She Yang 4",
        formula=(
            "(sin(x)^2 + sin(y)^2 - exp(-(x^2 + y^2)))"
            "*exp(-sin(sqrt(abs(x)))^2 - sin(sqrt(abs(y)))^2)"
        ),
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="A pin in the middle of an egg box",
        source="Yang 2010",
        minima=mirrored(
            (
                (0.0, 0.0),
                (3.141432869625715, 0.0),
                (3.1415926453332226, 3.1415926453332226),
                (6.283185307179586, 0.0),
                (6.283185307179586, 3.141592653589793),
                (6.283185307179586, 6.283185307179586),
                (9.42477796076938, 0.0),
                (9.42477796076938, 3.141592653589793),
                (9.42477796076938, 6.283185307179586),
                (9.42477796076938, 9.42477796076938),
            )
        ),
        lowest=-1.0,
        start=(-5.2, 1.3),
        tags=("many minima", "deceptive", "kink"),
    ),
)
