"""Steps: terraces without slope, and ground that breaks off."""

from explorer.core.landscape import Constant, Landscape

__all__ = ["STEPS"]

STEPS: tuple[Landscape, ...] = (
    Landscape(
        key="step",
        name="Steps",
        formula="floor(abs(x)) + floor(abs(y))",
        box=((-5.12, 5.12), (-5.12, 5.12)),
        line="No slope anywhere, only steps",
        source="De Jong 1975, F3, with a foot in the middle",
        lowest=0.0,
        start=(-3.6, 2.4),
        tags=("step", "plateau"),
    ),
    Landscape(
        key="terraces",
        name="Terraces",
        formula="floor(x + 0.5)^2 + floor(y + 0.5)^2",
        box=((-4.0, 4.0), (-4.0, 4.0)),
        line="A bowl built of level terraces",
        source="Jamil & Yang 2013, Step 2",
        lowest=0.0,
        start=(-2.8, 3.2),
        tags=("step", "plateau"),
    ),
    Landscape(
        key="tripod",
        name="Tripod",
        formula=(
            "where(y < 0, abs(x) + abs(y + 50), "
            "where(x < 0, 1 + abs(x + 50) + abs(y - 50), 2 + abs(x - 50) + abs(y - 50)))"
        ),
        box=((-100.0, 100.0), (-100.0, 100.0)),
        line="Three pits with breaks between them",
        source="Jamil & Yang 2013",
        minima=((0.0, -50.0), (-50.0, 50.0), (50.0, 50.0)),
        lowest=0.0,
        start=(70.0, 15.0),
        tags=("local minima", "step", "kink"),
    ),
    Landscape(
        key="fault",
        name="Fault",
        formula="(x - 2)^2 + (y - 1)^2 + where(x + y > 1, height, 0)",
        box=((-4.0, 4.0), (-4.0, 4.0)),
        line="The best lies at the foot of a break",
        source="defined here",
        constants=(Constant("height", 3.0, 0.0, 10.0, "How high the ground breaks off"),),
        minima=((1.0, 0.0), (2.0, 1.0)),
        lowest=2.0,
        start=(-3.1, -0.6),
        tags=("local minima", "step"),
    ),
)
