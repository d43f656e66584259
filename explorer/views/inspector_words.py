"""What the inspector says of the land at a point: a few short lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from explorer.core.local_model import LocalModel, Rate
from explorer.session.reading import Reading
from explorer.views.numbers import coordinates, number

__all__ = ["Line", "Racer", "lines"]

Sign = Literal["", "downhill", "up", "down", "level", "newton", "racer"]
Tone = Literal["text", "muted", "bad"]

MOST = 4  # optimizers


@dataclass(frozen=True)
class Racer:
    """An optimizer as the inspector speaks of it."""

    slot: int
    name: str
    rate: Rate


@dataclass(frozen=True)
class Line:
    """A line of the card: its sign on the map, its words and how they are said."""

    sign: Sign
    words: str
    tone: Tone = "text"
    slot: int = 0


def lines(reading: Reading, racers: Sequence[Racer]) -> tuple[Line, ...]:
    """Return what is said of a point, and of the rates of optimizers that bounds are known for."""
    model = reading.model
    said = [Line("", f"f {number(model.value)} · {reading.words}")]
    if not model.is_known:
        return tuple(said)
    steep = f"slope {number(model.slope, 3)}" if len(model.point) > 1 else _slope(model)
    said.append(Line("downhill" if model.slope > 0 else "", steep))
    for bend in reversed(model.curvatures):
        way = "bends up" if bend > 0 else "bends down" if bend < 0 else "does not bend"
        size = f" {_signed(bend)}" if bend else ""
        said.append(Line("down" if bend < 0 else "up", f"{way}{size}"))
    said += _newton(model)
    said += _rates(model, racers)
    return tuple(said)


def _slope(model: LocalModel) -> str:
    return f"slope {_signed(model.gradient[0])}"


def _newton(model: LocalModel) -> list[Line]:
    if model.level is None or model.rise is None:
        return [Line("", "no Newton step: straight one way", "muted")]
    goal = "bottom" if model.curvatures[0] > 0 else "top" if model.curvatures[-1] < 0 else "pass"
    where = coordinates(model.level)
    change = f"{number(abs(model.rise), 3)} {'lower' if model.rise <= 0 else 'higher'}"
    return [Line("newton", f"Newton step to the {goal} {where}, {change}")]


def _rates(model: LocalModel, racers: Sequence[Racer]) -> list[Line]:
    if model.steepest <= 0:
        return [Line("", "Any learning rate: nothing bends up here", "muted")]
    most = number(2 / model.steepest, 3)
    said = [Line("", f"Gradient descent is stable up to {most}", "muted")] * (not racers)
    for racer in racers[:MOST]:
        now, largest = number(racer.rate.now, 3), number(racer.rate.largest, 3)
        if racer.rate.is_stable:
            words = f"{racer.name}: rate {now}, stable up to {largest}"
        else:
            words = f"{racer.name}: rate {now} is too large, above {largest}"
        tone: Tone = "text" if racer.rate.is_stable else "bad"
        said.append(Line("racer", words, tone, racer.slot))
    return said


def _signed(value: float) -> str:
    return f"+{number(value, 3)}" if value > 0 else number(value, 3)
