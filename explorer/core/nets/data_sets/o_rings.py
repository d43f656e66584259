"""O-ring flights: how cold it was at 23 launches of the space shuttle, and what the seals took."""

import numpy as np

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.data_sets.kind import DataKind, Drawn

__all__ = ["FLIGHTS", "O_RINGS"]

# Joint temperature in °F and whether any O-ring showed distress, in the order of the flights.
FLIGHTS = (
    *((66, 0), (70, 1), (69, 0), (68, 0), (67, 0), (72, 0), (73, 0), (70, 0)),
    *((57, 1), (63, 1), (70, 1), (78, 0), (67, 0), (53, 1), (67, 0), (75, 0)),
    *((70, 0), (81, 0), (76, 0), (79, 0), (75, 1), (76, 0), (58, 1)),
)


def _draw(plan: DataPlan) -> Drawn:
    flights = np.array(FLIGHTS, dtype=np.float64)
    return Drawn(flights[:, :1], flights[:, 1])


O_RINGS = DataKind(
    key="o-rings",
    name="O-ring flights",
    line="23 shuttle flights before Challenger: how cold it was, and whether a seal suffered",
    task="classes",
    features=("temperature (°F)",),
    target="O-rings",
    classes=("sound", "distress"),
    draw=_draw,
    plan=DataPlan("o-rings", examples=len(FLIGHTS), noise=0.0, held_out=0.0, standardised=True),
    noise_matters=False,
    most=len(FLIGHTS),
    source="Dalal, Fowlkes and Hoadley (1989), table 1. Published facts.",
)
