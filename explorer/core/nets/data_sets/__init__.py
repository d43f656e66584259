"""The data sets, in the order of the menu, and the examples that a plan asks for."""

from dataclasses import replace
from functools import lru_cache
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_examples import Examples, repeated
from explorer.core.nets.data_flaws import flawed
from explorer.core.nets.data_notes import notes_on
from explorer.core.nets.data_plan import DataPlan, OwnData, Split
from explorer.core.nets.data_set import DataSet, Field
from explorer.core.nets.data_sets.catalogue import DATA_SETS, dial, kind_of, plan_of, with_dial
from explorer.core.nets.data_sets.dials import Dial
from explorer.core.nets.data_sets.kind import DataKind
from explorer.core.nets.data_split import TRAIN, kept_parts, parts_of
from explorer.core.randomness import DATA, permutation

__all__ = ["DATA_SETS", "DataKind", "Dial", "as_own", "data_set", "dial", "plan_of", "with_dial"]

SAMPLE = 1010  # a lane of chance: which examples are used where there are more
SMALLEST_SPREAD = 1e-100  # a smaller one counts as none: dividing by it would overflow


@lru_cache(maxsize=64)
def data_set(plan: DataPlan) -> DataSet:
    """Return the examples of a plan: drawn, parted, flawed and looked over.

    Raises SettingError where there is no such data set, where it has no such dial, and where rows
    that count more than once would be too many.
    """
    kind = kind_of(plan)
    inputs, targets, parts, note, group, _ = _examples(plan, kind)
    centre, scale = _scaling(inputs[parts == TRAIN], plan.standardised)
    notes = (
        *(plan.own.notes if plan.own else ()),
        *((note,) if note else ()),
        *notes_on(inputs, targets, parts, kind.features, kind.classes),
    )
    _keep(inputs, targets, parts, centre, scale, group)
    return DataSet(
        *(kind.name, inputs, targets, kind.features, kind.target, kind.classes),
        *(parts, centre, scale, notes, kind.source),
        *(() if group is None else kind.groups, group, _field_of(plan, kind)),
        is_photo=kind.is_photo,
    )


def as_own(plan: DataPlan) -> DataPlan:
    """Return a plan with the same examples, in the same order and parts, as rows of its own.

    Groups and the field stay behind: an edited row may belong to no group any more.
    """
    data = data_set(plan)
    if plan.own and plan.flaw == "none" and _split(plan, data.parts) == plan.own.split:
        return plan
    name = data.name if plan.own else f"{data.name}, edited"
    note = _examples(plan, kind_of(plan)).note
    rows = np.column_stack([data.inputs, data.targets]).tolist()
    own = OwnData(
        *(data.features, data.target, data.classes, tuple(map(tuple, rows))),
        *((*(plan.own.notes if plan.own else ()), *((note,) if note else ())), name),
        _split(plan, data.parts),
    )
    return replace(plan, key="own", own=own, flaw="none", examples=len(rows), noise=0.0, dials=())


def _split(plan: DataPlan, parts: NDArray[np.int8]) -> Split:
    return Split(plan.seed, plan.held_out, plan.choosing, tuple(parts.tolist()))


def _examples(plan: DataPlan, kind: DataKind) -> Examples:
    inputs, targets, group, times = kind.draw(plan)
    if kind.most is None:
        inputs, targets = _rounded(inputs), _rounded(targets)
    elif plan.own is None and plan.examples < kind.most:
        rows = np.sort(permutation(plan.seed, DATA, kind.most, SAMPLE)[: plan.examples])
        inputs, targets = inputs[rows], targets[rows]
    split = plan.own.split if plan.own else None
    parts = kept_parts(plan, split, len(targets))
    if parts is None:
        parts = parts_of(plan, targets, bool(kind.classes))
    examples = Examples(np.ascontiguousarray(inputs), targets, parts, "", group, times)
    return repeated(flawed(plan, examples, kind.features, len(kind.classes)))


def _field_of(plan: DataPlan, kind: DataKind) -> Field | None:
    if kind.outside is None:
        return None
    # What else is in a plan is about training: the world does not change with it.
    dials = tuple((name, value) for name, value in plan.dials if name in kind.world_dials)
    return _field(replace(kind.plan, seed=plan.seed, noise=plan.noise, dials=dials))


@lru_cache(maxsize=16)
def _field(plan: DataPlan) -> Field:
    kind = DATA_SETS[plan.key]
    assert kind.outside is not None
    drawn = kind.outside(plan)
    assert drawn.group is not None
    inputs, targets = _rounded(drawn.inputs), _rounded(drawn.targets)
    _keep(inputs, targets, drawn.group)
    return Field(inputs, targets, kind.groups, drawn.group)


def _rounded(drawn: Array) -> Array:
    """Round to six decimals: sines and logarithms differ in their last digits between machines."""
    return np.round(drawn, 6)


def _keep(*arrays: Array | NDArray[np.int8] | None) -> None:
    """Let nobody write to arrays that all who have the same plan share."""
    for array in arrays:
        if array is not None:
            array.flags.writeable = False


def _scaling(known: Array, standardised: bool) -> tuple[Array, Array]:
    """Return what is taken off the inputs and what they are divided by, (features,) each."""
    centre, scale = np.zeros(known.shape[1]), np.ones(known.shape[1])
    if standardised:
        for column, cells in enumerate(known.T):
            # An exact sum does not depend on the order that a processor adds in.
            centre[column] = fsum(cells) / len(cells)
            off = cells - centre[column]
            reach = np.abs(off).max()
            if np.ptp(cells) > 0.0 and reach > SMALLEST_SPREAD:
                # Without the reach, squares of very large or small numbers would be lost.
                scale[column] = reach * sqrt(fsum((off / reach) ** 2) / len(cells))
    return centre, scale
