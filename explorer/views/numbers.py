"""Numbers as the screen shows them; sentences of the core write them the same way."""

from explorer.core.numbers import MINUS, coordinates, number

__all__ = ["MINUS", "coordinates", "number"]
