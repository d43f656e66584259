"""Ravines and cliffs: floors so bent, narrow or walled in that following them is hard."""

from explorer.core.landscape import Constant, Landscape

__all__ = ["RAVINES"]

# What a sigmoid neuron says that hears its own last answer, twelve steps after 0.5.
ECHO = "0.5"
for _ in range(12):
    ECHO = f"sigmoid(x*{ECHO} + y)"

RAVINES: tuple[Landscape, ...] = (
    Landscape(
        key="cube",
        name="Cube",
        formula="100*(y - x^3)^2 + (1 - x)^2",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="A ravine in the shape of an S",
        source="Lavi & Vogl 1966; in Jamil & Yang 2013",
        minima=((1.0, 1.0),),
        lowest=0.0,
        start=(-1.2, 0.4),
        tags=("valley", "smooth"),
    ),
    Landscape(
        key="dixon-price",
        name="Dixon-Price",
        formula="(x - 1)^2 + 2*(2*y^2 - x)^2",
        box=((-4.0, 8.0), (-2.0, 2.0)),
        line="One bent valley, two mirror answers",
        source="Dixon & Price 1989",
        minima=((1.0, 0.7071067811865476), (1.0, -0.7071067811865476)),
        lowest=0.0,
        start=(6.5, -0.3),
        tags=("valley", "equal minima", "saddle", "smooth"),
    ),
    Landscape(
        key="freudenstein-roth",
        name="Freudenstein-Roth",
        formula="(x - 13 + ((5 - y)*y - 2)*y)^2 + (x - 29 + ((y + 1)*y - 14)*y)^2",
        box=((-5.0, 15.0), (-3.0, 6.0)),
        line="Most runs end in the wrong ravine",
        source="Freudenstein & Roth 1963",
        minima=((5.0, 4.0), (11.412778986902094, -0.8968052532744765)),
        lowest=0.0,
        start=(0.5, -2.0),
        tags=("valley", "local minima", "smooth"),
    ),
    Landscape(
        key="el-attar",
        name="El-Attar",
        formula="(x^2 + y - 10)^2 + (x + y^2 - 7)^2 + (x^2 + y^3 - 1)^2",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Three equations, no common answer",
        source="El-Attar, Vidyasagar & Dutta 1979",
        minima=(
            (3.409186822190061, -2.171433036284005),
            (-3.6231475066867547, -2.3841454737409036),
            (2.276170285567143, 0.8647773429290152),
            (-1.5207074488890022, 1.4122812360054402),
        ),
        lowest=1.7127803548622033,
        start=(0.6, 3.3),
        tags=("valley", "local minima", "steep", "smooth"),
    ),
    Landscape(
        key="powell-badly-scaled",
        name="Powell badly scaled",
        formula="(1e4*x*y - 1)^2 + (exp(-x) + exp(-y) - 1.0001)^2",
        box=((-1.0, 10.0), (-1.0, 10.0)),
        line="One unit is a million of the other",
        source="Powell 1970; Moré, Garbow & Hillstrom 1981",
        minima=(
            (1.0981593296998175e-05, 9.106146739866524),
            (9.106146739866524, 1.0981593296998175e-05),
            (-0.009948091925800945, -0.009948091925800945),
        ),
        lowest=0.0,
        start=(0.0, 1.0),
        tags=("valley", "equal minima", "local minima", "badly scaled", "smooth"),
    ),
    Landscape(
        key="jennrich-sampson",
        name="Jennrich-Sampson",
        formula="(4 - exp(x) - exp(y))^2 + "
        + " + ".join(f"({2 + 2 * i} - exp({i}*x) - exp({i}*y))^2" for i in range(2, 11)),
        box=((-1.0, 1.0), (-1.0, 1.0)),
        line="A plain that ends at a vast wall",
        source="Jennrich & Sampson 1968; Moré, Garbow & Hillstrom 1981",
        minima=((0.2578252136703641, 0.2578252136703641),),
        lowest=124.36218235561485,
        start=(-0.7, 0.2),
        tags=("cliff", "steep", "valley", "smooth"),
    ),
    Landscape(
        key="dekkers-aarts",
        name="Dekkers-Aarts",
        formula="1e5*x^2 + y^2 - (x^2 + y^2)^2 + 1e-5*(x^2 + y^2)^4",
        box=((-1.0, 1.0), (-20.0, 20.0)),
        line="Twin pits, and a dent between them",
        source="Dekkers & Aarts 1991",
        minima=((0.0, 14.945112151891959), (0.0, -14.945112151891959), (0.0, 0.0)),
        lowest=-24776.51834231769,
        start=(0.7, 3.5),
        tags=("valley", "equal minima", "local minima", "badly scaled", "smooth"),
    ),
    Landscape(
        key="recurrent-neuron",
        name="Recurrent neuron",
        formula=f"({ECHO} - target)^2",
        box=((0.0, 10.0), (-8.0, 2.0)),
        line="A neuron hears itself: a sheer wall",
        source="Pascanu, Mikolov & Bengio 2013, here 12 steps; x: weight, y: bias",
        constants=(Constant("target", 0.7, 0.1, 0.9, "What the neuron should say in the end"),),
        lowest=0.0,
        start=(6.4, -5.2),
        tags=("cliff", "plateau", "curve of minima", "smooth"),
    ),
)
