"""Palmer penguins: three species, told apart by four measurements."""

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.nets.data_sets.shipped import drawn_from

__all__ = ["PENGUINS"]

COUNT = 342


def _draw(plan: DataPlan) -> Drawn:
    return drawn_from("penguins.csv")


PENGUINS = DataKind(
    key="penguins",
    name="Palmer penguins",
    line="342 real penguins of three species: bill, flipper and weight",
    task="classes",
    features=("bill length (mm)", "bill depth (mm)", "flipper length (mm)", "body mass (g)"),
    target="species",
    classes=("Adelie", "Chinstrap", "Gentoo"),
    draw=_draw,
    plan=DataPlan("penguins", examples=COUNT, noise=0.0, standardised=True),
    noise_matters=False,
    most=COUNT,
    source="Gorman, Williams and Fraser (2014); Palmer Station LTER. Public domain (CC0 1.0).",
)
