"""What a climb has come to at a step, in words and numbers."""

from math import isnan

from explorer.core.nets.climbing import Climb
from explorer.views.numbers import number

__all__ = ["TICKS", "chance_words", "step_at", "told"]

TICKS = 240  # of the slider over the steps


def step_at(tick: int, steps: int) -> int:
    """Return the step at a tick of the slider: the first steps, which do most, have more room."""
    return round(steps * (tick / TICKS) ** 2)


def chance_words(chance: float, name: str) -> str:
    """Return how sure the net is of a class, like "lower: 99.8 %"."""
    if isnan(chance):
        return "no answer"
    if chance > 0.9995:
        return f"{name}: over 99.9 %"
    if chance < 0.0005:
        return f"{name}: under 0.1 %"
    return f"{name}: {100.0 * chance:.1f} %"


def told(climb: Climb, step: int, classes: tuple[str, ...]) -> tuple[str, str]:
    """Return what the net says at a step, and how far that is from the truth."""
    said = chance_words(float(climb.chances[step]), classes[climb.goal])
    away = float(climb.nearest[step])
    if isnan(away):
        return said, ""
    usual = "" if isnan(climb.typical) else f", usually {number(climb.typical, 3)}"
    return said, f"nearest real one {number(away, 3)} away{usual}"
