"""Lasting: whether a restless run goes on like that for ever, and whether it is chaos.

Such runs are rare, so they are taken again, and on from where they ended.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from explorer.core.gear import Gear
from explorer.core.legs import last_leg
from explorer.core.parting import LEG, is_chaos, partings
from explorer.core.recurrence import recurrence
from explorer.core.restless import is_by_chance, not_for_ever, with_parting
from explorer.core.run import Trace
from explorer.core.verdict import Verdict
from explorer.core.walkers import Walkers

__all__ = ["lasting"]

LONGEST, SHORTEST = 300, 30  # steps in which it is watched: the last half of the run, within these
FURTHER = 3000  # steps that a run may be taken on; ten times those it had
REPEATED = 300  # steps that a cycle is taken on
EXACT = 1e-12  # of the box: repeated so exactly though its rule may carry something that does not


def lasting(traces: Sequence[Trace], gear: Gear) -> list[Trace]:
    """Return the traces of one batch, with all there is to say of those that found no rest.

    `gear` made them. In plain Python each step more is felt, so there they are not taken on: what
    is chaos, or a cycle, may end later.
    """
    found, further = list(traces), gear.is_compiled
    doubted, repeating = [], []
    for i, trace in enumerate(traces):
        # Of a forked run, only what came after the fork is looked at.
        since = 0 if trace.run is None else last_leg(trace.run, trace.steps).begin
        if (trace.steps - since) // 2 >= SHORTEST:
            if _is_doubted(trace):
                doubted.append((since, i))
            elif further and _may_carry_more(trace):
                repeating.append((since, i))
    for places, look in ((doubted, _parted), (repeating, _repeated)):
        for since in {since for since, _ in places}:
            which = [i for begin, i in places if begin == since]
            runs = [run for i in which if (run := traces[i].run) is not None]
            again = Walkers(runs if look is _repeated else [*runs, *runs], gear)
            verdicts = look(again, [traces[i].verdict for i in which], since, further)
            for i, verdict in zip(which, verdicts, strict=True):
                found[i] = replace(traces[i], verdict=verdict)
    return found


def _is_doubted(trace: Trace) -> bool:
    run = trace.run
    if run is None or trace.verdict.kind != "oscillating":
        return False
    return run.optimizer.derivatives != "value" and not is_by_chance(run, trace.steps)


def _may_carry_more(trace: Trace) -> bool:
    """Tell whether points repeat exactly while what the rule carries may still change."""
    run = trace.run
    if run is None or trace.verdict.period is None or not run.optimizer.rule().rows(1):
        return False
    period = trace.verdict.period
    widths = np.array([high - low for low, high in run.landscape.box])
    missed = np.abs(trace.points[-1] - trace.points[-1 - period]) / widths
    return bool(missed.max() <= EXACT)


def _parted(both: Walkers, verdicts: list[Verdict], since: int, further: bool) -> list[Verdict]:
    """Return the verdicts of runs that `both` holds twice, with how two of them part."""
    steps = both.steps
    legs = min(LONGEST, (steps - since) // 2) // LEG
    both.go(steps - legs * LEG)
    growths = partings(both, legs)
    chaotic = [bool(np.isfinite(g).all()) and is_chaos(g) for g in growths]
    found = [
        with_parting(verdict, float(g.sum()), legs * LEG, is_chaotic)
        if np.isfinite(g).all()
        else verdict
        for verdict, g, is_chaotic in zip(verdicts, growths, chaotic, strict=True)
    ]
    if further and any(chaotic):
        more = min(FURTHER, 10 * steps)
        stays = _stays(both, more, [0] * len(verdicts))
        found = [
            not_for_ever(verdict, more) if is_chaotic and not lasts else verdict
            for verdict, is_chaotic, lasts in zip(found, chaotic, stays, strict=True)
        ]
    return found


def _repeated(again: Walkers, verdicts: list[Verdict], since: int, further: bool) -> list[Verdict]:
    """Return the verdicts of cycles, unless they end as soon as they are taken on."""
    again.go(again.steps)
    stays = _stays(again, REPEATED, [verdict.period or 0 for verdict in verdicts])
    return [
        verdict if lasts else not_for_ever(verdict, REPEATED)
        for verdict, lasts in zip(verdicts, stays, strict=True)
    ]


def _stays(runs: Walkers, more: int, periods: list[int]) -> list[bool]:
    """Take runs on, and tell which go to and fro still, with these periods (0: none)."""
    points, values = runs.go(more)
    widths = tuple(high - low for low, high in runs.landscape.box)
    ended = runs.have_ended.tolist()
    stays = []
    for lane, period in enumerate(periods):
        seen = None if ended[lane] else recurrence(points[lane], values[lane], widths)
        stays.append(seen is not None and seen.lasts and seen.period == period)
    return stays
