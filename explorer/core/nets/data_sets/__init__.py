"""The data sets, in the order of the menu, and the examples that a plan asks for."""

from dataclasses import replace
from functools import lru_cache
from math import fsum, sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_flaws import Examples, flawed
from explorer.core.nets.data_notes import notes_on
from explorer.core.nets.data_plan import DataPlan, OwnData, Split
from explorer.core.nets.data_set import DataSet
from explorer.core.nets.data_sets.blobs import BLOBS
from explorer.core.nets.data_sets.circles import CIRCLES
from explorer.core.nets.data_sets.curves import SINE, STEP
from explorer.core.nets.data_sets.digits import DIGITS
from explorer.core.nets.data_sets.kind import DataKind
from explorer.core.nets.data_sets.moons import MOONS
from explorer.core.nets.data_sets.o_rings import O_RINGS
from explorer.core.nets.data_sets.penguins import PENGUINS
from explorer.core.nets.data_sets.spiral import SPIRAL
from explorer.core.nets.data_sets.xor import XOR
from explorer.core.nets.data_split import TRAIN, kept_parts, parts_of
from explorer.core.param import SettingError
from explorer.core.randomness import DATA, permutation

__all__ = ["DATA_SETS", "DataKind", "as_own", "data_set"]

DATA_SETS = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            *(MOONS, BLOBS, CIRCLES, XOR, SPIRAL),
            *(SINE, STEP),
            *(O_RINGS, PENGUINS, DIGITS),
        )
    }
)

SAMPLE = 1010  # a lane of chance: which examples are used where there are more
SMALLEST_SPREAD = 1e-100  # a smaller one counts as none: dividing by it would overflow


@lru_cache(maxsize=64)
def data_set(plan: DataPlan) -> DataSet:
    """Return the examples of a plan: drawn, parted, flawed and looked over."""
    examples, kind = _examples(plan)
    inputs, targets, parts, flaw = examples
    centre, scale = _scaling(inputs[parts == TRAIN], plan.standardised)
    notes = (
        *(plan.own.notes if plan.own else ()),
        *((flaw,) if flaw else ()),
        *notes_on(inputs, targets, parts, kind.features, kind.classes),
    )
    for array in (inputs, targets, parts, centre, scale):
        array.flags.writeable = False  # whoever has the same plan has the same arrays
    return DataSet(
        *(kind.name, inputs, targets, kind.features, kind.target, kind.classes),
        *(parts, centre, scale, notes, kind.source),
    )


def as_own(plan: DataPlan) -> DataPlan:
    """Return a plan with the same examples, in the same order and parts, as rows of its own."""
    data = data_set(plan)
    if plan.own and plan.flaw == "none" and _split(plan, data.parts) == plan.own.split:
        return plan
    name = data.name if plan.own else f"{data.name}, edited"
    flaw = _examples(plan)[0].note
    rows = np.column_stack([data.inputs, data.targets]).tolist()
    own = OwnData(
        *(data.features, data.target, data.classes, tuple(map(tuple, rows))),
        *((*(plan.own.notes if plan.own else ()), *((flaw,) if flaw else ())), name),
        _split(plan, data.parts),
    )
    return replace(plan, key="own", own=own, flaw="none", examples=len(rows), noise=0.0)


def _split(plan: DataPlan, parts: NDArray[np.int8]) -> Split:
    return Split(plan.seed, plan.held_out, plan.choosing, tuple(parts.tolist()))


def _examples(plan: DataPlan) -> tuple[Examples, DataKind]:
    kind = _own_kind(plan, plan.own) if plan.own else DATA_SETS.get(plan.key)
    if kind is None:
        known = ", ".join([*DATA_SETS, "own"])
        raise SettingError(f"There is no data set called {plan.key!r}; there is {known}.")
    inputs, targets = kind.draw(plan)
    if kind.most is None:
        # Sines and logarithms differ in their last digits between processors; these do not.
        inputs, targets = np.round(inputs, 6), np.round(targets, 6)
    elif plan.own is None and plan.examples < kind.most:
        rows = np.sort(permutation(plan.seed, DATA, kind.most, SAMPLE)[: plan.examples])
        inputs, targets = inputs[rows], targets[rows]
    split = plan.own.split if plan.own else None
    parts = kept_parts(plan, split, len(targets))
    if parts is None:
        parts = parts_of(plan, targets, bool(kind.classes))
    examples = Examples(np.ascontiguousarray(inputs), targets, parts)
    return flawed(plan, examples, kind.features, len(kind.classes)), kind


def _own_kind(plan: DataPlan, own: OwnData) -> DataKind:
    table = np.array(own.rows, dtype=np.float64)
    return DataKind(
        key="own",
        name=own.name,
        line="Rows of your own",
        task="classes" if own.classes else "curve",
        features=own.features,
        target=own.target,
        classes=own.classes,
        draw=lambda _: (table[:, :-1].copy(), table[:, -1].copy()),
        plan=plan,
        noise_matters=False,
        most=len(own.rows),
    )


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
