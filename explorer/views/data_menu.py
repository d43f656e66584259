"""The menu of data sets: those of one kind stand under a heading."""

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets import DATA_SETS
from explorer.views.choices import Item, heading

__all__ = ["HEADINGS", "OWN", "data_items"]

HEADINGS = {  # above the data set that each of them begins with
    "moons": "Shapes",
    "sine": "Curves",
    "o-rings": "Measured",
    "tanks": "For lessons",
}
OWN = "Examples of your own: drawn, dragged, typed, or read from a file."


def data_items(plan: DataPlan) -> tuple[Item, ...]:
    """Return what a net can learn from; rows of one's own are listed where a plan has them."""
    items = []
    for key, kind in DATA_SETS.items():
        if key in HEADINGS:
            items.append(heading(HEADINGS[key]))
        items.append(Item(key, kind.name, f"{kind.line}."))
    if plan.own is not None:
        items += [heading("Your own"), Item("own", plan.own.name, OWN)]
    return tuple(items)
