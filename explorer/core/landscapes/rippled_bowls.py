"""Rippled bowls: one bowl to the eye from afar, a field of dents from close by."""

from explorer.core.landscape import Constant, Landscape
from explorer.core.landscapes.symmetry import crossed, mirrored

__all__ = ["RIPPLED_BOWLS"]

RIPPLED_BOWLS: tuple[Landscape, ...] = (
    Landscape(
        key="cosine-mixture",
        name="Cosine mixture",
        formula="x^2 + y^2 + A*(2 - cos(5*pi*x) - cos(5*pi*y))",
        box=((-1.0, 1.0), (-1.0, 1.0)),
        line="A bowl with 25 shallow dents",
        source="Breiman & Cutler 1993",
        constants=(
            Constant("A", 0.1, 0.0, 0.5, "How high the ripples are; 0 leaves a round bowl"),
        ),
        minima=mirrored(
            (
                (0.0, 0.0),
                (0.36887486419793397, 0.0),
                (0.36887486419793397, 0.36887486419793397),
                (0.725107017148202, 0.0),
                (0.725107017148202, 0.36887486419793397),
                (0.725107017148202, 0.725107017148202),
            )
        ),
        lowest=0.0,
        start=(-0.85, 0.55),
        tags=("many minima", "smooth"),
    ),
    Landscape(
        key="bohachevsky-1",
        name="Bohachevsky 1",
        formula="x^2 + 2*y^2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="Small dents near the bottom",
        source="Bohachevsky, Johnson & Stein 1986",
        minima=mirrored(
            (
                (0.0, 0.0),
                (0.6186120678279501, 0.0),
                (0.0, 0.46952754566849225),
                (0.6186120678279501, 0.46952754566849225),
                (1.2224947771568115, 0.0),
                (0.0, 0.9333791416826435),
                (1.2224947771568115, 0.46952754566849225),
                (0.6186120678279501, 0.9333791416826435),
                (1.2224947771568115, 0.9333791416826435),
            ),
            swapped=False,
        ),
        lowest=0.0,
        start=(-1.7, 1.3),
        tags=("many minima", "smooth"),
    ),
    Landscape(
        key="bohachevsky-2",
        name="Bohachevsky 2",
        formula="x^2 + 2*y^2 - 0.3*cos(3*pi*x)*cos(4*pi*y) + 0.3",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="Dents like the squares of chess",
        source="Bohachevsky, Johnson & Stein 1986",
        minima=mirrored(
            (
                (0.0, 0.0),
                (0.3091582591307131, 0.22986257030758958),
                (0.6186120678279501, 0.0),
                (0.0, 0.45947552594714364),
                (0.608573453646004, 0.45247995477237163),
                (0.9194684740603962, 0.22350271636394353),
                (0.2980003913284758, 0.6807702513679207),
                (1.2224947771568115, 0.0),
                (0.0, 0.8992070786781823),
            ),
            swapped=False,
        ),
        lowest=0.0,
        start=(-1.6, -1.4),
        tags=("many minima", "smooth"),
    ),
    Landscape(
        key="griewank",
        name="Griewank",
        formula="(x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2)) + 1",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="From afar a bowl, nearby an egg box",
        source="Griewank 1981",
        minima=mirrored(
            (
                (0.0, 0.0),
                (3.1400226338955397, 4.438444480920714),
                (6.280045279379904, 0.0),
                (0.0, 8.876888929095657),
                (9.420067886213593, 4.438444437201061),
                (6.280045217550294, 8.876888885374552),
            ),
            swapped=False,
        ),
        lowest=0.0,
        start=(-7.7, 6.1),
        tags=("many minima", "smooth", "classic"),
    ),
    Landscape(
        key="levy",
        name="Levy",
        formula=(
            "sin(pi*(x + 3)/4)^2 + ((x - 1)/4)^2*(1 + 10*sin(pi*(x + 3)/4 + 1)^2) + "
            "((y - 1)/4)^2*(1 + sin(pi*(y + 3)/2)^2)"
        ),
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="A bowl of forty uneven dents",
        source="Levy & Montalvo 1985; in Surjanovic & Bingham 2013",
        minima=crossed(
            {
                1.0: 0.0,
                3.79108219045051: 1.16045321067,
                -4.205434985718203: 2.40007940818,
                7.723082150790462: 3.535922202,
                -8.244554665464944: 6.05585142497,
            },
            {
                1.0: 0.0,
                4.890649608461714: 0.973711595577,
                -2.8906496084617133: 0.973711595577,
                6.930286250610244: 2.22427097741,
                -4.930286250610244: 2.22427097741,
                8.948452278487519: 3.97445014328,
                -6.948452278487519: 3.97445014328,
                -8.959023320607939: 6.22453052571,
            },
        ),
        lowest=0.0,
        start=(-6.2, -7.9),
        tags=("many minima", "smooth"),
    ),
    Landscape(
        key="levy-13",
        name="Levy 13",
        formula=("sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)"),
        box=((-3.0, 5.0), (-3.0, 5.0)),
        line="Some 500 dents, close together",
        source="Levy & Montalvo 1985; in Surjanovic & Bingham 2013",
        minima=((1.0, 1.0),),
        lowest=0.0,
        start=(-2.1, 3.8),
        tags=("many minima", "smooth"),
    ),
    Landscape(
        key="weierstrass-carpet",
        name="Weierstrass carpet",
        formula=(
            "2 - cos(2*pi*x) - cos(2*pi*y) + a*(2 - cos(6*pi*x) - cos(6*pi*y)) + "
            "a^2*(2 - cos(18*pi*x) - cos(18*pi*y)) + a^3*(2 - cos(54*pi*x) - cos(54*pi*y))"
        ),
        box=((-0.5, 0.5), (-0.5, 0.5)),
        line="Ripples upon ripples upon ripples",
        source="Weierstrass 1872, four of his endless ripples; COCO f16",
        constants=(Constant("a", 0.5, 0.0, 0.9, "How high each finer ripple is"),),
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-0.38, 0.29),
        tags=("many minima", "smooth"),
    ),
)
