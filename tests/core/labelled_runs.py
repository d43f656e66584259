"""All labelled runs, and how the judge does on them."""

from collections import Counter
from typing import NamedTuple

from explorer.core.descent import descend_interpreted
from explorer.core.verdict import Verdict
from tests.core.labelled import Labelled
from tests.core.labelled_away import away
from tests.core.labelled_maps import maps
from tests.core.labelled_rest import rest
from tests.core.labelled_restless import restless
from tests.core.labelled_units import units

__all__ = ["Judged", "confusion", "judged_runs"]


class Judged(NamedTuple):
    """A labelled run with the verdict it got."""

    labelled: Labelled
    verdict: Verdict

    @property
    def is_right(self) -> bool:
        """Whether the kind is that of the label, and the period too."""
        wanted, found = self.labelled, self.verdict
        return found.kind == wanted.kind and found.period == wanted.period

    @property
    def line(self) -> str:
        """What is known of the run, and what was said of it."""
        wanted, found = self.labelled, self.verdict
        return (
            f"{wanted.kind} {wanted.period or ''} ({wanted.why}) got {found.words}: {wanted.name}. "
            f"{found.evidence}"
        )


def judged_runs() -> list[Judged]:
    """Run all labelled runs, without compiling anything, and judge them."""
    wanted = [*rest(), *restless(), *maps(), *away(), *units()]
    traces = descend_interpreted([one.run for one in wanted])
    return [Judged(one, trace.verdict) for one, trace in zip(wanted, traces, strict=True)]


def confusion(judged: list[Judged]) -> str:
    """Return the table of labels, by row, and verdicts, by column; a wrong period counts apart."""
    kinds = sorted({one.labelled.kind for one in judged} | {one.verdict.kind for one in judged})
    counts = Counter(
        (one.labelled.kind, one.verdict.kind, one.is_right or one.verdict.kind != "cycle")
        for one in judged
    )
    lines = [" " * 12 + "".join(f"{kind:>12}" for kind in kinds)]
    for label in kinds:
        cells = []
        for kind in kinds:
            right, off = counts[label, kind, True], counts[label, kind, False]
            cells.append((str(right) if right else "") + (f"+{off} off" if off else ""))
        lines.append(f"{label:<12}" + "".join(f"{cell or '.':>12}" for cell in cells))
    wrong = sum(not one.is_right for one in judged)
    share = 1 - wrong / len(judged)
    return "\n".join([*lines, f"{len(judged) - wrong} of {len(judged)} right: {share:.2%}"])
