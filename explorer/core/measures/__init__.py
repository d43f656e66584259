"""The measures, in the order of the menu: the numbers that can be read off finished runs."""

from collections.abc import Mapping
from types import MappingProxyType

from explorer.core.measure import Measure
from explorer.core.measures.answers import ANSWERS
from explorer.core.measures.paths import PATHS

__all__ = ["MEASURES"]

MEASURES: Mapping[str, type[Measure]] = MappingProxyType(
    {kind.key: kind for kind in (*PATHS, *ANSWERS)}
)
