"""Rings and stars: moats and spokes all round the lowest point."""

from explorer.core.landscape import Constant, Landscape
from explorer.core.landscapes.symmetry import mirrored

__all__ = ["RINGS"]

RINGS: tuple[Landscape, ...] = (
    Landscape(
        key="drop-wave",
        name="Drop wave",
        formula="-(1 + cos(n*sqrt(x^2 + y^2)))/((x^2 + y^2)/2 + 2)",
        box=((-5.12, 5.12), (-5.12, 5.12)),
        line="Moats all round, each a trap",
        source="Surjanovic & Bingham 2013",
        constants=(Constant("n", 12.0, 2.0, 24.0, "How close together the rings are"),),
        minima=((0.0, 0.0),),
        lowest=-1.0,
        start=(-2.3, 1.1),
        tags=("rings", "many minima", "smooth"),
    ),
    Landscape(
        key="salomon",
        name="Salomon",
        formula="1 - cos(2*pi*sqrt(x^2 + y^2)) + 0.1*sqrt(x^2 + y^2)",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="Moats round a pointed pit",
        source="Salomon 1996",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-3.3, 1.2),
        tags=("rings", "many minima", "kink"),
    ),
    Landscape(
        key="schaffer-6",
        name="Schaffer 6",
        formula="0.5 + (sin(sqrt(x^2 + y^2))^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2",
        box=((-15.0, 15.0), (-15.0, 15.0)),
        line="Moats almost as deep as the middle",
        source="Schaffer, Caruana, Eshelman & Das 1989",
        minima=((0.0, 0.0),),
        lowest=0.0,
        start=(-9.8, 4.6),
        tags=("rings", "many minima", "smooth"),
    ),
    Landscape(
        key="schaffer-2",
        name="Schaffer 2",
        formula="0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2",
        box=((-4.0, 4.0), (-4.0, 4.0)),
        line="Two troughs cross at the answer",
        source="Schaffer; in Mishra 2006",
        minima=mirrored(
            (
                (0.0, 0.0),
                (1.7723132396346362, 0.0),
                (2.506529159829285, 0.0),
                (3.0698994493433815, 0.0),
                (3.5448380526460253, 0.0),
                (3.963265194304936, 0.0),
            )
        ),
        lowest=0.0,
        start=(-2.6, 1.5),
        tags=("valley", "many minima", "smooth"),
    ),
    Landscape(
        key="schaffer-4",
        name="Schaffer 4",
        formula="0.5 + (cos(sin(x^2 - y^2))^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2",
        box=((-4.0, 4.0), (-4.0, 4.0)),
        line="Two ridges cross, four best beside",
        source="Schaffer; in Mishra 2006",
        minima=mirrored(
            (
                (1.2531318314637332, 0.0),
                (2.1706988435531294, 0.0),
                (2.8024145915390126, 0.0),
                (3.3158892634577417, 0.0),
                (3.7598824002108837, 0.0),
            )
        ),
        lowest=0.2925786320359805,
        start=(-2.9, 1.1),
        tags=("valley", "equal minima", "many minima", "smooth"),
    ),
)
