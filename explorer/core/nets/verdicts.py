"""Verdicts on trainings: how one ended, in one word and with its evidence.

The rules, in order.

1. The weights flew away or the loss passed all bounds: blew up.
2. Full batch and next to no slope: the exact Hessian tells a minimum (nothing curves down), a
   saddle (something does) and a plateau (most weights do nothing, and the loss is not at 0). With
   more weights than LARGEST it is not asked, and level ground is called a plateau.
3. Full batch, and the last quarter goes up and down without getting lower: oscillating.
4. Else the steps were used up, and the evidence says how fast the loss still falls.
"""

from collections.abc import Callable
from dataclasses import replace
from math import isfinite

import numpy as np

from explorer.core.array import Array
from explorer.core.legs import last_leg
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.rounding import rounded_down
from explorer.core.run import Run, Stop
from explorer.core.verdict import Kind, Verdict

__all__ = ["LARGEST", "judge"]

LARGEST = 400  # weights whose Hessian is looked at
LEVEL = 1e-7  # gradient norm: no more steps than anybody takes would lead anywhere
PERFECT = 1e-9  # a loss so near 0 is at its minimum
DOWN = 1e-6  # of the largest curvature: curving down as much counts
FLAT = 1e-7  # of the largest curvature: curving as little is flat
IDLE = 1e-9  # of the largest entry of the Hessian: a weight with less in its row does nothing
FEWEST = 8  # steps that can show a to and fro
RISING = 0.25  # share of the steps that lead up, in a to and fro
VISIBLE = 1e-3  # of the loss: a smaller to and fro is none
SLOW = 1e-3  # of the loss, over the last quarter: hardly learning


def judge(
    run: Run,
    points: Array,
    values: Array,
    gradients: Array,
    stop: Stop,
    problem: Array,
    hessian: Callable[[Array, Array], Array],
) -> Verdict:
    """Say how a training ended, from its recorded rows.

    `problem` is the objective as the engine reads it, and hessian(problem, weights) its curvature.
    """
    net = run.landscape
    assert isinstance(net, TinyNet)
    with np.errstate(all="ignore"):
        norm = float(np.linalg.norm(gradients[-1]))
    plain = Verdict(
        "budget", None, tuple(points[-1].tolist()), float(values[-1]), norm, (), None, "", ""
    )
    count = int(problem[5])
    is_noisy = 0 < net.batch < count
    if stop is Stop.DIVERGED or not isfinite(plain.value):
        return _blown_up(plain, run, len(points) - 1)
    if not is_noisy and (norm <= LEVEL or stop is Stop.FLAT):
        return _at_rest(plain, problem, hessian)
    own = values[last_leg(run, len(points) - 1).begin :]  # what came after the last fork
    tail = own[-(max(FEWEST, len(own) // 4) + 1) :]
    if not is_noisy and _swings(tail):
        return _swinging(plain, run, tail)
    return _on_the_way(plain, run, stop, tail, (net.batch, count) if is_noisy else None)


def _says(plain: Verdict, kind: Kind, words: str, evidence: str) -> Verdict:
    return replace(plain, kind=kind, words=words, evidence=evidence)


def _blown_up(plain: Verdict, run: Run, steps: int) -> Verdict:
    far = max(map(abs, plain.point))
    loss = f"the loss was {plain.value:.3g}" if isfinite(plain.value) else "the loss had no value"
    evidence = f"After {_steps(steps)} {loss} and the largest weight {far:.3g}."
    return _says(plain, "diverged", "blew up", f"{evidence}{_advice(run, 'may hold')}")


def _advice(run: Run, hope: str) -> str:
    rate = getattr(run.optimizer, "learning_rate", 0.0)
    if not rate > 0.0:
        return ""
    return f" The steps are too long: a learning rate of {rounded_down(rate / 5):g} {hope}."


def _at_rest(plain: Verdict, problem: Array, hessian: Callable[[Array, Array], Array]) -> Verdict:
    slope = "The slope is exactly zero" if plain.gradient_norm == 0 else (
        f"The slope is next to zero, {plain.gradient_norm:.1g}"
    )  # fmt: skip
    if len(plain.point) > LARGEST:
        if plain.value <= PERFECT:
            return _says(plain, "minimum", "minimum", f"{slope}, and so is the loss.")
        unseen = f"{slope}. Whether the land falls off somewhere was not looked at."
        return _says(plain, "plateau", "level", unseen)
    matrix = hessian(problem, np.array(plain.point))
    bends = np.linalg.eigvalsh(matrix)
    plain = replace(plain, curvatures=tuple(bends.tolist()))
    size, rows, dim = float(np.abs(bends).max()), np.abs(matrix).max(axis=0), len(bends)
    flat = int((np.abs(bends) <= FLAT * size).sum())
    down = int((bends < -DOWN * size).sum())
    idle = int((rows <= IDLE * rows.max()).sum())
    if plain.value <= PERFECT:
        lowest = f"{slope}, and the loss is {plain.value:.1g}: it cannot be lower than 0."
        return _says(plain, "minimum", "minimum", lowest)
    if down:
        falls = f"the land falls off in {down} of {dim} directions (curvature {bends[0]:.2g})"
        return _says(plain, "saddle", "saddle", f"{slope}, but {falls}.")
    if 2 * idle > dim:
        level = f"{slope}: {idle} of {dim} weights do nothing, whichever way they move."
        return _says(plain, "plateau", "plateau", level)
    rises = f"{slope}, and the land falls off nowhere: curvatures {bends[0]:.2g} to {bends[-1]:.2g}"
    rest = f", {flat} of {dim} directions flat." if flat else "."
    return _says(plain, "minimum", "minimum", rises + rest)


def _swings(tail: Array) -> bool:
    """Tell whether the loss goes up and down over some range, and no lower."""
    if len(tail) <= FEWEST:
        return False
    moves, half = np.diff(tail), len(tail) // 2
    extent, size = float(np.ptp(tail)), float(np.abs(tail).mean())
    if (moves > 0).mean() < RISING or (moves < 0).mean() < RISING or extent <= VISIBLE * size:
        return False
    return float(tail[half:].mean()) >= float(tail[:half].mean()) - 0.05 * extent


def _swinging(plain: Verdict, run: Run, tail: Array) -> Verdict:
    between = f"between {tail.min():.3g} and {tail.max():.3g}, and does not get lower."
    evidence = f"In its last {_steps(len(tail) - 1)} the loss goes up and down {between}"
    if getattr(run.optimizer, "noise_level", 0.0) > 0.0:
        evidence += " The noise that is added to the slope keeps it moving."
    else:
        evidence += _advice(run, "may settle it")
    return _says(plain, "oscillating", "oscillating", evidence)


def _on_the_way(
    plain: Verdict, run: Run, stop: Stop, tail: Array, batch: tuple[int, int] | None
) -> Verdict:
    last, half = len(tail) - 1, len(tail) // 2
    if stop is Stop.FINISHED:
        stopped = f"The method stopped by itself; the slope is {plain.gradient_norm:.2g}."
        return _says(plain, "budget", "stopped", stopped)
    if batch is not None and half:
        # Single steps are noise: halves are compared.
        before, after = float(tail[:half].mean()), float(tail[half:].mean())
        scatter = float(np.abs(np.diff(tail)).mean())
        noise = (
            f" Single steps scatter by {scatter:.2g}: that is noise, as each sees only "
            f"{batch[0]} of {batch[1]} examples."
        )
    else:
        before, after, noise = float(tail[0]), plain.value, ""
    if last == 0:
        return _says(plain, "budget", "still learning", f"The loss is {plain.value:.3g}.")
    fall, size = before - after, max(abs(before), 1e-300)
    change = f"from {before:.4g} to {after:.4g}, by {100 * abs(fall) / size:.2g}%"
    change = f"fell {change}" if fall > 0 else f"rose {change}"
    evidence = f"In its last {_steps(last)} the loss {change if fall else 'did not change'}."
    words = "still learning" if fall > SLOW * size else "hardly learning"
    return _says(plain, "budget", words, f"{evidence}{noise}")


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count:,} steps"
