"""How often methods that search by chance succeed, and how often SciPy's and pycma's did.

    python benchmarks/success_rates.py [--runs 101]

Each method runs from starts drawn evenly from the box until a value is at most 1e-8 above the
lowest, or 4000 evaluations are spent. A gradient counts as two evaluations more, as SciPy's was
taken by differences. ERT: all evaluations over the number of successes (Hansen et al. 2010).
SciPy's dual annealing is in the record, too; we have no such method.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from math import comb, inf
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.core.array import Array
from explorer.core.descent import descend
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES
from explorer.core.optimizer import Optimizer
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.randomness import starts_in
from explorer.core.run import Run

RECORD = json.loads(
    (Path(__file__).parents[1] / "tests" / "reference" / "statistics.json").read_text("utf-8")
)
BUDGET, TARGET, RUNS = RECORD["budget"], RECORD["target"], RECORD["runs"]


class Score(NamedTuple):
    """Successes, and evaluations in all divided by them; infinity where there are none."""

    successes: int
    ert: float


def searched(
    key: str, steps: int, settings: dict[str, Any], landscape: Landscape, runs: int, *, width: float
) -> Score:
    """Score single runs of a method; `width` is the setting `size` as a share of the box."""
    low, high = landscape.box[0]
    sized = {"size": width * (high - low)} if width else {}
    return _score([_spent(landscape, OPTIMIZERS[key](**settings, **sized), steps, 0.0, 0, runs)])


def restarted(
    key: str,
    steps: int,
    settings: dict[str, Any],
    landscape: Landscape,
    runs: int,
    *,
    tolerance: float,
) -> Score:
    """Score restarts of a local method, one after another until one reaches the target."""
    optimizer, turns, left = OPTIMIZERS[key](**settings), [], np.full(runs, float(BUDGET))
    while (left > 0).any():
        turns.append(_spent(landscape, optimizer, steps, tolerance, len(turns), runs, left > 0))
        spent, is_hit = turns[-1]
        left = np.where(is_hit, 0.0, left - spent)
    return _score(turns)


def _spent(
    landscape: Landscape, optimizer: Optimizer, steps: int, tolerance: float, seed: int,
    runs: int, wanted: NDArray[np.bool_] | None = None,
) -> tuple[Array, NDArray[np.bool_]]:  # fmt: skip
    """Return what each run spent, until the target where it was reached, and whether it was."""
    spent, is_hit = np.zeros(runs), np.zeros(runs, bool)
    chosen = np.arange(runs) if wanted is None else np.flatnonzero(wanted)
    starts = starts_in(landscape.box, seed, 0, runs).tolist()
    todo = [
        Run(landscape, optimizer, tuple(starts[i]), steps, seed * runs + int(i), tolerance)
        for i in chosen
    ]
    for i, trace in zip(chosen, descend(todo), strict=True):
        hits = np.flatnonzero(trace.values <= TARGET)
        is_hit[i] = len(hits) > 0
        # SciPy took gradients by differences: two values more.
        values, gradients, _ = trace.costs[hits[0] if is_hit[i] else -1]
        spent[i] = values + 2 * gradients
    return spent, is_hit


def _score(turns: Sequence[tuple[Array, NDArray[np.bool_]]]) -> Score:
    """Return the score of runs that took these turns, each until it is done or out of budget."""
    total = np.zeros(len(turns[0][0]))
    is_done = np.zeros(len(total), bool)
    for spent, is_hit in turns:
        total += np.where(is_done, 0.0, spent)
        is_done |= is_hit & (total <= BUDGET)
    successes = int(is_done.sum())
    return Score(
        successes, float(np.minimum(total, BUDGET).sum()) / successes if successes else inf
    )


# By the name in the record: what of ours is the same method, with the same settings.
Scoring = Callable[[Landscape, int], Score]
METHODS: MappingProxyType[str, Scoring] = MappingProxyType(
    {
        "cma-es (pycma 4, lambda=6, no restart)": partial(
            searched, "cma-es", 666, {"edge": 0}, width=0.3
        ),
        "bipop-cma-es (pycma 4)": partial(
            searched, "cma-es", 666, {"edge": 0, "restarts": 2}, width=0.3
        ),
        "scipy differential_evolution (best1bin, polish off)": partial(
            searched, "differential-evolution", 133, {"members": 30}, width=0.0
        ),
        "scipy basinhopping+L-BFGS-B (finite differences)": partial(
            searched, "basin-hopping", 300, {"size": 0.5, "heat": 1.0, "edge": 0}, width=0.0
        ),
        "multistart Nelder-Mead": partial(
            restarted,
            "nelder-mead",
            500,
            {"point_tolerance": 1e-8, "value_tolerance": 1e-8},
            tolerance=0.0,
        ),
        # 150 steps: on the way down Beale's endless valley SciPy's differences, too rough to go
        # on with, ended it after about as many.
        "multistart L-BFGS-B (finite differences)": partial(
            restarted, "l-bfgs", 150, {}, tolerance=1e-5
        ),
        "pure random search": partial(searched, "random-search", 400, {"looks": 10}, width=0.0),
    }
)


def recorded(method: str, function: str) -> Score:
    """Return what the record says."""
    for row in RECORD["results"]:
        if (row["method"], row["function"]) == (method, function):
            return Score(row["successes"], row["ert"] or inf)
    raise KeyError(f"{method} on {function}")


def likelihood(one: int, other: int, runs: int, recorded_runs: int) -> float:
    """Return how likely counts at least as far apart are of one rate (Fisher 1934, two-sided)."""
    both, ways = one + other, comb(runs + recorded_runs, one + other)
    chances = [
        comb(runs, k) * comb(recorded_runs, both - k) / ways
        for k in range(max(0, both - recorded_runs), min(runs, both) + 1)
    ]
    seen = comb(runs, one) * comb(recorded_runs, other) / ways
    return sum(chance for chance in chances if chance <= seen * (1 + 1e-9))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS)
    runs = parser.parse_args(arguments).runs
    heads = f"{'ours':>6s}{'theirs':>8s}{'p':>8s}{'ERT':>9s}{'theirs':>9s}"
    print(f"{'function':12s}{'method':54s}{heads}")
    for function in ("rosenbrock", "himmelblau", "beale", "rastrigin"):
        for method, scoring in METHODS.items():
            ours, theirs = scoring(LANDSCAPES[function], runs), recorded(method, function)
            chance = likelihood(ours.successes, theirs.successes, runs, RUNS)
            print(
                f"{function:12s}{method:54s}{ours.successes:6d}{theirs.successes:8d}"
                f"{chance:8.3f}{ours.ert:9.0f}{theirs.ert:9.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
