"""Edges and endless slopes: it is lowest where the map ends, or nowhere at all."""

from explorer.core.landscape import Landscape

__all__ = ["EDGES"]

EDGES: tuple[Landscape, ...] = (
    Landscape(
        key="adjiman",
        name="Adjiman",
        formula="cos(x)*sin(y) - x/(y^2 + 1)",
        box=((-1.0, 2.0), (-1.0, 1.0)),
        line="Lowest where the map ends",
        source="Adjiman, Dallwig, Floudas & Neumaier 1998",
        lowest=-2.021806783359787,  # at (2, 0.10578346945171691)
        start=(-0.6, 0.7),
        tags=("edge", "no minimum", "smooth"),
    ),
    Landscape(
        key="eggholder",
        name="Eggholder",
        formula=("-(y + 47)*sin(sqrt(abs(y + x/2 + 47))) - x*sin(sqrt(abs(x - (y + 47))))"),
        box=((-512.0, 512.0), (-512.0, 512.0)),
        line="Hundreds of pits, best at the edge",
        source="Whitley et al. 1996",
        lowest=-959.6406627208508,  # at (512, 404.2318051137578)
        start=(-130.0, 210.0),
        tags=("edge", "many minima", "deceptive", "classic"),
    ),
    Landscape(
        key="tilted-plane",
        name="Tilted plane",
        formula="x + 2*y",
        box=((-5.0, 5.0), (-5.0, 5.0)),
        line="One slope, and it never ends",
        source="COCO f5, Hansen et al. 2009, without its end",
        start=(2.3, 3.9),
        tags=("no minimum", "smooth"),
    ),
    Landscape(
        key="endless-valley",
        name="Endless valley",
        formula="exp(-x) + y^2",
        box=((-2.0, 8.0), (-3.0, 3.0)),
        line="Ever lower, ever slower, never there",
        source="defined here; as a classifier that is ever more certain",
        start=(-1.2, 2.1),
        tags=("no minimum", "valley", "convex", "smooth"),
    ),
    Landscape(
        key="open-monkey-saddle",
        name="Open monkey saddle",
        formula="x^3 - 3*x*y^2",
        box=((-2.0, 2.0), (-2.0, 2.0)),
        line="Flat at the pass, endless beyond",
        source="Hilbert & Cohn-Vossen 1932",
        start=(1.3, 0.04),
        tags=("saddle", "no minimum", "flat", "smooth"),
    ),
)
