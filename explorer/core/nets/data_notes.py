"""What the user should know about a data set: leaks, a single class, inputs that say nothing."""

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.nets.data_split import HELD_OUT, TRAIN

__all__ = ["notes_on"]


def notes_on(
    inputs: Array,
    targets: Array,
    parts: NDArray[np.int8],
    features: tuple[str, ...],
    classes: tuple[str, ...],
) -> tuple[str, ...]:
    """Return what looks wrong with the examples, a sentence each."""
    notes = []
    if len(targets) == 1:
        notes.append("There is a single example: it is trained on, and nothing is held out.")
    notes += _leaks(inputs, targets, parts)
    if classes:
        notes += _missing_classes(targets[parts == TRAIN], classes)
    elif len(targets) > 1 and np.ptp(targets[parts == TRAIN]) == 0.0:
        notes.append("All training examples have the same target: a net learns to repeat it.")
    notes += _constant_inputs(inputs[parts == TRAIN], features)
    return tuple(notes)


def _leaks(inputs: Array, targets: Array, parts: NDArray[np.int8]) -> list[str]:
    rows = np.column_stack([inputs, targets]) + 0.0  # −0 becomes 0, which it equals
    known = {row.tobytes() for row in rows[parts == TRAIN]}
    held = [row.tobytes() for row in rows[parts == HELD_OUT]]
    found = sum(row in known for row in held)
    if not found:
        return []
    those = "row is" if found == 1 else "rows are"
    return [
        f"{found} of the {len(held)} held-out {those} also in training: that is a leak, and the "
        "held-out score may look better than it is."
    ]


def _missing_classes(targets: Array, classes: tuple[str, ...]) -> list[str]:
    if len(targets) < 2:
        return []
    present = {round(float(target)) for target in targets}
    if len(present) == 1 and np.ptp(targets) == 0.0:
        only = classes[present.pop()]
        return [f"All training examples are “{only}”: a net learns to say nothing else."]
    missing = [name for number, name in enumerate(classes) if number not in present]
    if not missing or (len(classes) == 2 and np.ptp(targets) > 0.0):
        return []
    return [f"No training example is “{'” or “'.join(missing)}”: a net cannot learn what that is."]


def _constant_inputs(known: Array, features: tuple[str, ...]) -> list[str]:
    if len(known) < 2:
        return []
    names = [features[column] for column in np.flatnonzero(np.ptp(known, axis=0) == 0.0)]
    if not names:
        return []
    if len(names) == 1:
        return [f"The input “{names[0]}” is the same in all training examples: it tells nothing."]
    return [
        f"{len(names)} inputs are the same in all training examples, “{names[0]}” for one: "
        "they tell nothing."
    ]
