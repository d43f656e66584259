"""The changes a user can make to a net, its data and its slice: each a pure function.

A change that cannot be made raises SettingError with one sentence.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from explorer.core.array import Array, Point
from explorer.core.landscape import Landscape
from explorer.core.nets.data_plan import DataPlan, OwnData
from explorer.core.nets.data_sets import DATA_SETS, as_own, data_set, with_dial
from explorer.core.nets.tiny_net import TinyNet, losses_for
from explorer.core.param import SettingError
from explorer.core.suggestion import suggested
from explorer.session.document import Document
from explorer.session.edits import refitted, with_optimizers

__all__ = [
    "add_example",
    "change_data",
    "change_net",
    "move_example",
    "net_of",
    "pick_net",
    "remove_example",
    "set_dial",
    "set_slice",
    "typed_weights",
]


def net_of(document: Document) -> TinyNet:
    """Return the net of a document; SettingError where it holds a formula."""
    if not isinstance(document.landscape, TinyNet):
        raise SettingError("This needs a tiny net: pick one under Tiny net.")
    return document.landscape


def pick_net(document: Document, net: TinyNet) -> Document:
    """Race on a net: from its initial weights, with the settings that suit it."""
    entrants = with_optimizers(document, lambda one: suggested(type(one), net))
    return replace(document, landscape=net, entrants=entrants, starts=(net.suggested_start,))


def change_net(document: Document, **changes: Any) -> Document:
    """Change settings of the net, by the names of TinyNet.

    Settings of optimizers are kept where the user has moved them away from what was suggested,
    and the starts unless the change is about them or they no longer fit.
    """
    before = net_of(document)
    changed = replace(before, **changes)
    entrants = with_optimizers(document, lambda one: refitted(one, before, changed))
    starts = document.starts
    if changed.dim != before.dim or (changed.init != "typed" and _begins(changed, before)):
        starts = tuple(_initial(changed, number) for number in range(len(starts)))
    return replace(document, landscape=changed, entrants=entrants, starts=starts)


def change_data(document: Document, **changes: Any) -> Document:
    """Change settings of the data, by the names of DataPlan; the loss follows where it must.

    Another data set begins with the settings that suit it.
    """
    plan, key = net_of(document).data, changes.get("key")
    if key is not None and key not in (plan.key, "own"):
        if key not in DATA_SETS:
            raise SettingError(f"There is no data set {key!r}; there is {', '.join(DATA_SETS)}.")
        plan = DATA_SETS[key].plan
    changed = replace(plan, **changes)
    return change_net(document, data=changed, **_loss(net_of(document), changed))


def set_dial(document: Document, name: str, value: float | str) -> Document:
    """Turn a dial: a setting that only this data set has. A choice may be said by its word."""
    return change_data(document, dials=with_dial(net_of(document).data, name, value).dials)


def set_slice(document: Document, **changes: Any) -> Document:
    """Change which plane is shown and what is its height, by the names of SlicePlan."""
    return replace(document, slice=replace(document.slice, **changes))


def typed_weights(document: Document, start: int, weights: Point | Array) -> Document:
    """Begin a run of the net from these weights."""
    if len(weights) != document.landscape.dim:
        raise SettingError(f"This net has {document.landscape.dim} weights, not {len(weights)}.")
    return document.with_start(start, tuple(float(w) for w in weights))


def move_example(
    document: Document, row: int, inputs: Point, target: float | None = None
) -> Document:
    """Give an example other inputs, and another target unless it is None."""
    if isinstance(document.landscape, Landscape):
        rows = _rows(document.landscape)
        rows[row] = (float(inputs[0]), rows[row][1] if target is None else float(target))
        return _fitted(document, document.landscape, rows)
    return _with_own(document, lambda own: own.moved(row, inputs, target))


def add_example(document: Document, inputs: Point, target: float) -> Document:
    """Add an example."""
    if isinstance(document.landscape, Landscape):
        rows = [*_rows(document.landscape), (float(inputs[0]), float(target))]
        return _fitted(document, document.landscape, rows)
    return _with_own(document, lambda own: own.added(inputs, target))


def remove_example(document: Document, row: int) -> Document:
    """Take an example away; the last one stays."""
    if isinstance(document.landscape, Landscape):
        rows = _rows(document.landscape)
        _check_that_one_stays(len(rows))
        return _fitted(document, document.landscape, rows[:row] + rows[row + 1 :])
    _check_that_one_stays(len(document.landscape.data_set.inputs))
    return _with_own(document, lambda own: own.removed(row))


def _rows(landscape: Landscape) -> list[tuple[float, float]]:
    if landscape.fit is None:
        raise SettingError("This landscape has no examples: pick one under Tiny net.")
    return list(landscape.fit.examples)


def _fitted(document: Document, landscape: Landscape, rows: list[tuple[float, float]]) -> Document:
    return replace(document, landscape=landscape.with_examples(rows))


def _with_own(document: Document, change: Callable[[OwnData], OwnData]) -> Document:
    """Return the document with other examples of its net; they become the user's own."""
    plan = as_own(net_of(document).data)
    assert plan.own is not None
    # Settings stay: learning rates that change under the hand would hide what the example does.
    data = replace(plan, own=change(plan.own))
    return replace(document, landscape=replace(net_of(document), data=data))


def _check_that_one_stays(count: int) -> None:
    if count == 1:
        raise SettingError("One example must stay: move it instead of removing it.")


def _loss(net: TinyNet, plan: DataPlan) -> dict[str, str]:
    """Return the loss to change to: the usual one stays usual, one that does not fit must go."""
    allowed, is_usual = losses_for(data_set(plan)), net.loss == losses_for(net.data_set)[0]
    return {"loss": allowed[0]} if is_usual or net.loss not in allowed else {}


def _begins(net: TinyNet, before: TinyNet) -> bool:
    """Tell whether the initial weights of a net are others than before."""
    return net.suggested_start != before.suggested_start


def _initial(net: TinyNet, number: int) -> Point:
    """Return the weights of start number so and so: each further one has the next seed."""
    init = "random" if net.init == "typed" else net.init
    return net.initial(init, net.init_seed + number)
