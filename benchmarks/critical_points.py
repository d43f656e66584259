"""How much the search for critical points finds of the reference functions, and how long it takes.

    python benchmarks/critical_points.py [--rounds 3] [--only shubert,trefethen]

For each function of tests/reference/functions.json, over the box in which its minima were counted:
how many minima are listed there (those counted, where the count is marked stable), found, missed,
and found beyond the listed ones ("false", only where all are listed); saddles and hilltops found,
listed ones missed, kinks, and the best milliseconds of some rounds of work on the processor.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from explorer.core import minima
from explorer.core.landscape import Landscape
from explorer.core.landscapes import LANDSCAPES

REFERENCE = Path(__file__).parents[1] / "tests" / "reference" / "functions.json"
SAME = 1e-6  # of the width


def main() -> None:
    """Print a row for each function, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="", help="keys of functions, with commas between")
    options = parser.parse_args()
    heads = ("listed", "found", "missed", "false", "saddles", "missed", "maxima", "missed", "kinks")
    print(f"{'function':22s}" + "".join(f"{head:>8s}" for head in heads) + f"{'ms':>8s}")
    rows = json.loads(REFERENCE.read_text())
    only = set(filter(None, options.only.split(",")))
    wanted = [row for row in rows if not only or row["key"] in only]
    totals = np.zeros(10)
    for row in wanted:
        numbers = measured(row, options.rounds)
        totals += numbers
        print(f"{row['key']:22s}" + "".join(f"{n:8.0f}" for n in numbers), flush=True)
    print(f"{len(wanted):<4d}{'functions':18s}" + "".join(f"{n:8.0f}" for n in totals))


def measured(row: dict[str, Any], rounds: int) -> list[float]:
    """Return the numbers of a row."""
    hill = LANDSCAPES[row["landscape"]].with_box(row["count_domain"] or row["domain"])
    best = min(searched(hill) for _ in range(rounds))
    found = minima.critical_points(hill)
    inside = [m["x"] for m in row["minimisers"] if not m["on_boundary"] and hill.contains(m["x"])]
    local = [m["x"] for m in row["local_minima"] or []]
    listed = row["n_local_minima"] if row["count_stable"] else len(local) or len(inside)
    lows = sum(c.kind == "minimum" for c in found)
    false = max(0, lows - listed) if row["count_stable"] else 0
    return [
        *(listed, lows, missed(hill, "minimum", local or inside), false),
        *(sum(c.kind == "saddle" for c in found), missed(hill, "saddle", places(row, "saddles"))),
        *(sum(c.kind == "maximum" for c in found), missed(hill, "maximum", places(row, "maxima"))),
        *(sum(c.form == "kink" for c in found), best),
    ]


def searched(hill: Landscape) -> float:
    """Search anew, and return the milliseconds it took."""
    minima._found.clear()  # what was found before is remembered
    begun = time.process_time()
    minima.critical_points(hill)
    return 1e3 * (time.process_time() - begun)


def places(row: dict[str, Any], name: str) -> list[list[float]]:
    """Return the listed places, none where none are listed."""
    return [place["x"] for place in row[name] or []]


def missed(hill: Landscape, kind: str, listed: list[list[float]]) -> int:
    """Return how many of the listed places are not among those found of a kind."""
    width = np.array([high - low for low, high in hill.box])
    points = [c.point for c in minima.critical_points(hill) if c.kind == kind]
    shares = np.array(points).reshape(-1, hill.dim) / width
    near = [(np.abs(shares - np.array(p) / width).max(axis=1) < SAME).any() for p in listed]
    return len(listed) - sum(map(bool, near))


if __name__ == "__main__":
    main()
