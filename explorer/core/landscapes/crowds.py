"""Crowds of hollows: dozens or hundreds, so that one run tells next to nothing."""

from itertools import product

from explorer.core.landscape import Landscape
from explorer.core.landscapes.symmetry import mirrored

__all__ = ["CROWDS"]


def _waves(variable: str) -> str:
    """Return the five waves of Shubert in one variable."""
    return " + ".join(f"{i}*cos({i + 1}*{variable} + {i})" for i in range(1, 6)).removeprefix("1*")


def _whitley(u: str, v: str) -> str:
    valley = f"100*({u}^2 - {v})^2 + (1 - {v})^2"
    return f"({valley})^2/4000 - cos({valley}) + 1"


def _ringing(a: int, b: int) -> str:
    """Return what fades around (a, b), ring by ring."""
    square = f"((x - {a})^2 + (y - {b})^2)"
    return f"cos(pi*{square})*exp(-{square}/pi)"


# Where the five waves are lowest and highest; a product is lowest where one is low, one high.
LOW = (-1.425128428319761, 4.858056878859825, -7.708313735499347)
HIGH = (-0.8003211004719731, 5.482864206707613, -7.0835064076515595)
# Where Hansen's slower waves in x are highest.
SLOW_HIGH = (-1.306707703621301, 4.976477603558285, -7.589893010800887)
# exp(pi/20 + k*pi/5): there sin(10 log x) is 1.
VINCENT = (
    *(7.706277256305776, 4.111207142885353, 2.1932800507380152),
    *(1.1700887874964219, 0.6242284336485697, 0.33301843547196486),
)
# Where x is 0 or sin(x) is -0.1.
ALPINE = (
    *(0.0, -0.1001674211615598, 3.241760074751353, -3.0414252324282334),
    *(6.1830178860180265, -6.383352728341146, 9.524945381930939, -9.32461053960782),
)

CROWDS: tuple[Landscape, ...] = (
    Landscape(
        key="vincent",
        name="Vincent",
        formula="-sin(10*log(x)) - sin(10*log(y))",
        box=((0.25, 10.0), (0.25, 10.0)),
        line="36 equal hollows, tiny to wide",
        source="Vincent; in Jamil & Yang 2013",
        minima=tuple(product(VINCENT, VINCENT)),
        lowest=-2.0,
        start=(5.4, 3.0),
        tags=("many minima", "equal minima", "undefined", "smooth"),
    ),
    Landscape(
        key="alpine-1",
        name="Alpine 1",
        formula="abs(x*sin(x) + 0.1*x) + abs(y*sin(y) + 0.1*y)",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="64 sharp clefts, all the way to 0",
        source="Clerc 1999",
        minima=tuple(product(ALPINE, ALPINE)),
        lowest=0.0,
        start=(-5.1, 7.4),
        tags=("many minima", "equal minima", "kink"),
    ),
    Landscape(
        key="cross-in-tray",
        name="Cross in a tray",
        formula="-0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="Hollows between walls without width",
        source="Mishra 2006",
        minima=mirrored(
            (
                (1.3494066171539107, 1.3494066171539107),
                (4.4190758742568725, 1.4706221621674318),
                (4.490999270743704, 4.490999270743704),
                (7.551422464401016, 1.5085213314357113),
                (7.58748868615687, 4.550121985637071),
                (7.632591924333497, 7.632591924333497),
            )
        ),
        lowest=-2.062611870822737,
        start=(-5.6, 8.4),
        tags=("many minima", "equal minima", "kink"),
    ),
    Landscape(
        key="holder-table",
        name="Hölder table",
        formula="-abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x^2 + y^2)/pi)))",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="A table on its four deepest corners",
        source="Mishra 2006",
        minima=mirrored(
            (
                (8.055023475736563, 9.664590019241272),
                (4.853855848168829, 9.702113880430847),
                (8.09758272512733, 6.479497356652597),
                (1.623129475512689, 9.729001856268278),
                (8.14131217899, 3.2593510491859483),
                (4.9011448802306266, 6.53250260076771),
                (8.162150705090468, 0.0),
                (1.6479448346558905, 6.582678304989755),
                (4.9712420488573565, 3.316439374840691),
                (5.020558051500675, 0.0),
                (1.2626272556789118, 0.0),
                (1.7123918431426985, 3.418867791850568),
            ),
            swapped=False,
        ),
        lowest=-19.208502567886732,
        start=(2.7, -1.2),
        tags=("many minima", "equal minima", "kink"),
    ),
    Landscape(
        key="keane",
        name="Keane's bump",
        formula="where(x^2 + y^2 > 0, -(sin(x - y)*sin(x + y))^2/sqrt(x^2 + y^2), 0)",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Four best round a needle-thin hill",
        source="Keane 1994, without his constraints",
        minima=mirrored(
            (
                (1.3932490753255886, 0.0),
                (3.0767494588077433, 1.5384415541046468),
                (4.658778262957684, 0.0),
                (4.675409881663993, 3.116952318998028),
            )
        ),
        lowest=-0.6736675211468547,
        start=(-3.7, 2.9),
        tags=("many minima", "equal minima", "smooth"),
    ),
    Landscape(
        key="shubert",
        name="Shubert",
        formula=f"({_waves('x')})*({_waves('y')})",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="18 equal best among 722 hollows",
        source="Shubert 1972",
        minima=(*product(LOW, HIGH), *product(HIGH, LOW)),
        lowest=-186.73090883102384,
        start=(2.4, -3.1),
        tags=("many minima", "equal minima", "smooth", "classic"),
    ),
    Landscape(
        key="hansen",
        name="Hansen",
        formula=(
            "(cos(1) + 2*cos(x + 2) + 3*cos(2*x + 3) + 4*cos(3*x + 4) + 5*cos(4*x + 5))"
            f"*({_waves('y')})"
        ),
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="Nine equal best among hundreds",
        source="Hansen; in Jamil & Yang 2013",
        minima=tuple(product(SLOW_HIGH, LOW)),
        lowest=-176.5417931367457,
        start=(3.1, 1.2),
        tags=("many minima", "equal minima", "smooth"),
    ),
    Landscape(
        key="xin-she-yang-2",
        name="Xin-She Yang 2",
        formula="(abs(x) + abs(y))*exp(-sin(x^2) - sin(y^2))",
        box=((-6.283185307179586, 6.283185307179586), (-6.283185307179586, 6.283185307179586)),
        line="A pointed pit; ripples grow finer",
        source="Yang 2010",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-4.9, 3.4),
        tags=("many minima", "kink"),
    ),
    Landscape(
        key="langermann",
        name="Langermann",
        formula=(
            f"-({_ringing(3, 5)} + 2*{_ringing(5, 2)} + 5*{_ringing(2, 1)} + "
            f"2*{_ringing(1, 4)} + 3*{_ringing(7, 9)})"
        ),
        box=((0.0, 10.0), (0.0, 10.0)),
        line="Rings round five stones in a pond",
        source="Langermann; in Bersini et al. 1996",
        minima=((2.0029921199344654, 1.0060959402921885),),
        lowest=-5.162126159963982,
        start=(4.1, 7.3),
        tags=("many minima", "rings", "plateau", "smooth"),
    ),
    Landscape(
        key="trefethen",
        name="Trefethen",
        formula=(
            "exp(sin(50*x)) + sin(60*exp(y)) + sin(70*sin(x)) + sin(sin(80*y)) - "
            "sin(10*(x + y)) + (x^2 + y^2)/4"
        ),
        box=((-1.0, 1.0), (-1.0, 1.0)),
        line="693 hollows; find ten digits of one",
        source="Trefethen 2002, SIAM 100-Digit Challenge, Problem 4",
        minima=((-0.024403079694375173, 0.21061242715535577),),
        lowest=-3.306868647475237,
        start=(-0.62, 0.45),
        tags=("many minima", "smooth"),
    ),
    Landscape(
        key="whitley",
        name="Whitley",
        formula=" + ".join(_whitley(u, v) for v, u in product("xy", "xy")),
        box=((-0.5, 1.5), (-0.5, 1.5)),
        line="A bent valley, riddled with ripples",
        source="Whitley et al. 1996",
        minima=((1.0, 1.0),),
        lowest=0.0,
        start=(-0.3, 0.8),
        tags=("many minima", "valley", "steep", "smooth"),
    ),
)
