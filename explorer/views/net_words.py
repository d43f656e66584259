"""What the parts of a net are called: its units, its weights, and how well it is."""

from collections.abc import Sequence

from explorer.core.array import Array
from explorer.core.nets.activations import ACTIVATIONS
from explorer.core.nets.cost import cost
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.units import UNITS, UnitState
from explorer.views.net_layout import NetLayout, Unit
from explorer.views.numbers import number

__all__ = ["cost_words", "health_words", "net_words", "unit_name", "unit_words", "weight_words"]

States = Sequence[Sequence[UnitState]]


def net_words(net: TinyNet, states: States) -> str:
    """Return the layers and what is wrong with the units: "2-8-1 tanh · no dead units"."""
    layers = "-".join(map(str, net.sizes))
    if not net.hidden:
        return f"{layers} · no hidden units"
    return f"{layers} {ACTIVATIONS[net.activation].name} · {health_words(states)}"


def health_words(states: States) -> str:
    """Return how many units are dead or asleep."""
    every = [state for layer in states for state in layer]
    total = len(every)
    if "undefined" in every:
        return "its numbers have grown beyond all bounds"
    dead = every.count("dead")
    asleep = every.count("saturated") + every.count("constant")
    parts = [f"{count} of {total} {word}" for count, word in ((dead, "dead"), (asleep, "asleep"))]
    told = [part for part, count in zip(parts, (dead, asleep), strict=True) if count]
    return ", ".join(told) if told else "no dead units"


def cost_words(net: TinyNet) -> str:
    """Return what a step costs, by backpropagation and by trying one weight at a time."""
    found = cost(net)
    return (
        f"one step: {found.backpropagation:,} multiply-adds · "
        f"one weight at a time: {found.one_by_one:,}"
    )


def unit_name(net: TinyNet, unit: Unit) -> str:
    """Return what a unit is called: an input, "unit 3", "unit 3 of layer 1", or an answer."""
    column, place = unit
    data = net.data_set
    if column == 0:
        return data.features[place]
    if column > len(net.hidden):
        return f"answer {data.classes[place]}" if data.outputs > 1 else "answer"
    return f"unit {place + 1}" + (f" of layer {column}" if len(net.hidden) > 1 else "")


def weight_words(net: TinyNet, layout: NetLayout, weights: Array, place: int) -> str:
    """Return a weight in words, by its place in the vector: "weight 17, x → unit 3: −1.28"."""
    unit = layout.unit_of(place)
    if unit is not None:
        what = f"weight {place}, bias of {unit_name(net, unit)}"
    else:
        row = layout.line_of(place)
        assert row is not None
        column, left, right = (int(n) for n in layout.ends[row])
        start, end = unit_name(net, (column, left)), unit_name(net, (column + 1, right))
        what = f"weight {place}, {start} → {end}"
    return f"{what}: {number(float(weights[place]))}"


def unit_words(net: TinyNet, layout: NetLayout, weights: Array, unit: Unit, states: States) -> str:
    """Return a unit in words: its name, its bias, and its state where it is not well."""
    name = unit_name(net, unit)
    bias = layout.bias(unit)
    if bias is None:
        return f"input {name}"
    said = f"{name}: bias {number(float(weights[bias]))}"
    if unit[0] > len(net.hidden):
        return said
    state = states[unit[0] - 1][unit[1]]
    return said if state == "works" else f"{said}. {UNITS[state]}"
