"""What the picture of the answers says: its title, an example in words, and what to do."""

from explorer.core.nets.data_set import PARTS, Part
from explorer.views.answers_learner import Answered, Learner
from explorer.views.numbers import number

__all__ = [
    "NO_NET",
    "NO_OPTIMIZER",
    "TRAINING",
    "example_words",
    "flown_words",
    "short_answer",
    "titles",
]

NAME = "What the net answers"
NO_NET = "This landscape learns from no examples. Pick a net under Tiny net on the left."
NO_OPTIMIZER = "No optimizer trains the net. Add one on the right."
TRAINING = "The net is being trained."
_PARTS: dict[Part, str] = {"train": "train", "held-out": "held-out", "choosing": "for choosing"}
_IN = ("used for training", "held out", "kept for choosing")
MOST_SHOWN = 4  # inputs of an example that are written out


def titles(answered: Answered | None, note: str = "") -> tuple[str, ...]:
    """Return the title, and shorter ones for narrow panels."""
    tail = f" · {note}" if note else ""
    if answered is None:
        return NAME + tail, NAME
    if not answered.is_defined.all():
        return f"{NAME} · nothing any more", "no answer"
    one, found = answered.learner, []
    for part in PARTS:
        mark = answered.mark(part)
        if mark is not None:
            text = f"{mark:.3f}" if one.classes else number(mark, 3)
            found.append((_PARTS[part], text))
    kind = "" if one.classes else "loss "
    if len(found) == 1:
        figures = f"{'right' if one.classes else 'loss'} {found[0][1]}"
    else:
        figures = kind + " · ".join(f"{name} {text}" for name, text in found)
    said = f"{NAME} · {figures}{tail}", f"{NAME} · {figures}", figures
    if len(found) < len(PARTS):
        return said
    return *said, kind + " · ".join(f"{name} {text}" for name, text in found[:2])


def flown_words(step: int, whole: bool) -> str:
    """Say that the net has no answer any more, everywhere or in places."""
    if whole:
        return (
            f"No answer: by step {step} the weights have flown away. Take a smaller learning rate."
        )
    return "Hatched: there the net has no answer, its numbers are too large."


def example_words(
    one: Learner, answered: Answered | None, row: int, shown: tuple[int, ...]
) -> tuple[str, ...]:
    """Return lines about an example: where it is, what it is, and what the net makes of it."""
    heading = f"Example {row + 1}"
    if (one.parts != 0).any():
        heading += f", {_IN[int(one.parts[row])]}"
    if one.group is not None:
        heading += f", {one.groups[int(one.group[row])]}"
    facts = [_fact(one.features[k], float(one.inputs[row, k])) for k in shown[:MOST_SHOWN]]
    facts = [] if one.is_picture else facts
    target = float(one.targets[row])
    if not one.classes:
        facts.append(_fact(one.target, target))
    elif target == int(target):
        heading += f": {one.classes[int(target)]}"
    else:
        heading += f": {number(target, 3)} {one.classes[1]}"
    lines = [heading, *(" · ".join(facts[k : k + 2]) for k in range(0, len(facts), 2))]
    if answered is not None:
        lines.append(f"{_given(answered, row)} · loss {number(float(answered.losses[row]), 3)}")
    return tuple(lines)


def short_answer(answered: Answered, row: int) -> tuple[str, bool]:
    """Return an answer in a word or two, and whether it is wrong."""
    one = answered.learner
    if not answered.is_defined[row]:
        return "no answer", True
    if not one.classes:
        return number(float(answered.raw[0, row]), 3), False
    chosen = one.classes[int(answered.choices[row])]
    if not answered.is_wrong[row]:
        return chosen, False
    return f"{chosen}, is {one.classes[round(float(one.targets[row]))]}", True


def _fact(name: str, value: float) -> str:
    """Return a feature with its value, the unit behind it: bill length 39.1 mm."""
    name, _, unit = name.partition(" (")
    return f"{name} {number(value, 3)} {unit.removesuffix(')')}".rstrip()


def _given(answered: Answered, row: int) -> str:
    one = answered.learner
    if not answered.is_defined[row]:
        return "no answer"
    if not one.classes:
        return f"answer {number(float(answered.raw[0, row]), 3)}"
    chosen = int(answered.choices[row])
    share = f"{answered.shares[chosen, row]:.3f}"
    wrong = ", wrong" if answered.is_wrong[row] else ""
    return f"answer {one.classes[chosen]} ({share}){wrong}"
