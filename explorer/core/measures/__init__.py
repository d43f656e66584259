"""The measures, in the order of the menu: the numbers that can be read off finished runs."""

from collections.abc import Mapping
from types import MappingProxyType

from explorer.core.measure import Measure
from explorer.core.measures.answers import ANSWERS
from explorer.core.measures.barrier import BARRIERS
from explorer.core.measures.calibration import CALIBRATION
from explorer.core.measures.climbing import CLIMBS
from explorer.core.measures.confidence import CONFIDENCE
from explorer.core.measures.costs import COSTS
from explorer.core.measures.landscapes import ON_LANDSCAPES
from explorer.core.measures.paths import PATHS
from explorer.core.measures.slices import OF_SLICES
from explorer.core.measures.stopping import STOPPING
from explorer.core.measures.weights import OF_WEIGHTS
from explorer.core.measures.world import WORLD

__all__ = ["MEASURES"]

FAMILIES: tuple[tuple[type[Measure], ...], ...] = (
    *(PATHS, ON_LANDSCAPES),
    *(ANSWERS, STOPPING, WORLD, CONFIDENCE, CALIBRATION, OF_WEIGHTS, COSTS, OF_SLICES),
    *(BARRIERS, CLIMBS),
)

MEASURES: Mapping[str, type[Measure]] = MappingProxyType(
    {kind.key: kind for family in FAMILIES for kind in family}
)
