"""Handwritten digits: small grey pictures of 0 to 9, eight by eight."""

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn
from explorer.core.nets.data_sets.shipped import drawn_from

__all__ = ["DIGITS"]

COUNT = 300
INK = 16.0  # of the darkest pixel


def _draw(plan: DataPlan) -> Drawn:
    pictures = drawn_from("digits.csv")
    return Drawn(pictures.inputs / INK, pictures.targets)


DIGITS = DataKind(
    key="digits",
    name="Handwritten digits",
    line="300 pictures of eight by eight grey dots, written by people: which digit is it?",
    task="classes",
    features=tuple(f"row {row} column {column}" for row in range(1, 9) for column in range(1, 9)),
    target="label",
    classes=tuple(map(str, range(10))),
    draw=_draw,
    plan=DataPlan("digits", examples=COUNT, noise=0.0),
    noise_matters=False,
    most=COUNT,
    source="Alpaydin and Kaynak (1998), Optical Recognition of Handwritten Digits, UCI. CC BY 4.0.",
)
