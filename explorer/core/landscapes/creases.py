"""Creases: ground that is folded rather than curved, where the slope jumps from side to side."""

from itertools import product

from explorer.core.landscape import Constant, Landscape

__all__ = ["CREASES"]

# The real roots of x^5 - 3x^4 + 4x^3 + 2x^2 - 10x - 4.
ROOTS = (-1.0, 2.0, -0.4026279411861238)

CREASES: tuple[Landscape, ...] = (
    Landscape(
        key="max-abs",
        name="Pyramid max(|x|, |y|)",
        formula="max(abs(x), abs(y))",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Only one coordinate has a slope",
        source="Schwefel 1981, Problem 2.21",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-4.3, 2.6),
        tags=("convex", "kink"),
    ),
    Landscape(
        key="schwefel-6",
        name="Kinked Booth",
        formula="max(abs(x + 2*y - 7), abs(2*x + y - 5))",
        box=((-10.0, 10.0), (-10.0, 10.0)),
        line="Booth's bowl, folded of four planes",
        source="Schwefel 1981, Problem 2.6",
        minima=((1.0, 3.0),),
        lowest=0.0,
        start=(-7.4, -3.2),
        tags=("convex", "kink"),
    ),
    Landscape(
        key="sharp-ridge",
        name="Sharp ridge",
        formula="x^2 + k*abs(y)",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Across the crease, hardly along it",
        source="COCO f13, Hansen et al. 2009, unturned",
        constants=(Constant("k", 100.0, 1.0, 1000.0, "How steep the sides are", log=True),),
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-4.4, 1.7),
        tags=("convex", "valley", "kink"),
    ),
    Landscape(
        key="mifflin-2",
        name="Mifflin 2",
        formula="-x + 2*(x^2 + y^2 - 1) + 1.75*abs(x^2 + y^2 - 1)",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="A bent crease leads to the answer",
        source="Mifflin 1982; Lukšan & Vlček 2000",
        minima=((1.0, 0.0),),
        lowest=-1.0,
        start=(-1.3, 1.1),
        tags=("convex", "kink"),
    ),
    Landscape(
        key="crescent",
        name="Crescent",
        formula="max(x^2 + (y - 1)^2 + y - 1, -x^2 - (y - 1)^2 + y + 1)",
        box=((-3.0, 3.0), (-3.0, 3.0)),
        line="The crease is a circle; hug it down",
        source="Kiwiel 1985; Lukšan & Vlček 2000",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-1.5, 2.0),
        tags=("valley", "kink"),
    ),
    Landscape(
        key="cb2",
        name="Charalambous-Conn 2",
        formula="max(x^2 + y^4, (2 - x)^2 + (2 - y)^2, 2*exp(y - x))",
        box=((-3.0, 3.0), (-3.0, 3.0)),
        line="Three bowls; the worst one counts",
        source="Charalambous & Conn 1978; Lukšan & Vlček 2000",
        minima=((1.1390376519926626, 0.8995599383953928),),
        lowest=1.952224493870659,
        start=(-1.6, -0.7),
        tags=("convex", "kink"),
    ),
    Landscape(
        key="wolfe",
        name="Wolfe's wedge",
        formula=(
            "where(x >= abs(y), 5*sqrt(9*x^2 + 16*y^2), "
            "where(x > 0, 9*x + 16*abs(y), 9*x + 16*abs(y) - x^9))"
        ),
        box=((-1.5, 4.0), (-2.5, 2.5)),
        line="The best steps lead to no minimum",
        source="Wolfe 1975; Lukšan & Vlček 2000",
        minima=((-1.0, 0.0),),
        lowest=-8.0,
        start=(3.2, 1.7),
        tags=("convex", "kink"),
    ),
    Landscape(
        key="chebyshev-rosenbrock",
        name="Chebyshev-Rosenbrock",
        formula="abs(x - 1)/4 + abs(y - 2*abs(x) + 1)",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="A corner of the crease is no end",
        source="Nesterov; in Gürbüzbalaban & Overton 2012",
        minima=((1.0, 1.0),),
        lowest=0.0,
        start=(-1.3, 1.2),
        tags=("valley", "kink"),
    ),
    Landscape(
        key="bukin-6",
        name="Bukin 6",
        formula="100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
        box=((-15.0, -5.0), (-3.0, 3.0)),
        line="A bent crease, endlessly steep aside",
        source="Bukin 1997; in Jamil & Yang 2013",
        minima=((-10.0, 1.0),),
        lowest=0.0,
        start=(-6.2, -1.9),
        tags=("valley", "steep", "kink"),
    ),
    Landscape(
        key="quintic",
        name="Quintic",
        formula=(
            "abs(x^5 - 3*x^4 + 4*x^3 + 2*x^2 - 10*x - 4) + "
            "abs(y^5 - 3*y^4 + 4*y^3 + 2*y^2 - 10*y - 4)"
        ),
        box=((-2.0, 3.0), (-2.0, 3.0)),
        line="Nine folded pits; books tell of four",
        source="Jamil & Yang 2013",
        minima=tuple(product(ROOTS, ROOTS)),
        lowest=0.0,
        start=(0.7, 2.6),
        tags=("equal minima", "many minima", "kink"),
    ),
)
