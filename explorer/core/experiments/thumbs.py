"""Thumbs: do more of what raters approve of, and see what it is good for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from explorer.core.array import Array
from explorer.core.experiment import Cancelled, Curve, Experiment, Finding
from explorer.core.landscapes import LANDSCAPES
from explorer.core.nets.activations import sigmoid
from explorer.core.param import param
from explorer.core.randomness import DIRECTIONS, NOISE, derived_seed, uniforms

__all__ = ["Thumbs"]

APPROVAL, TRUE_USE = LANDSCAPES["approval"], LANDSCAPES["true-use"]
TRIED = 0.3  # how far off the changed assistant is that raters compare
MOVED = 0.1  # how far it then goes their way
CLEAR = 4.0  # approval that is larger by 1/CLEAR has 73 % of the thumbs


@dataclass(frozen=True)
class Thumbs(Experiment):
    """An assistant of so much effort and so much flattery is changed as its raters want it.

    Each question shows raters the assistant as it is and changed in a random direction. A thumb
    goes up with the chance sigmoid(4 × the gain in approval). Where most thumbs are up it goes
    that way, where most are down the other, and in a tie it stays. Approval and true use are minus
    the landscapes of these names; both curves are means over `repeats` draws.
    """

    key: ClassVar[str] = "thumbs"
    name: ClassVar[str] = "Thumbs up"
    line: ClassVar[str] = "Change an assistant as its raters approve, and measure its true use"
    source: ClassVar[str] = (
        "Defined here; measured with nets by Gao, Schulman and Hilton 2022, Scaling laws for "
        "reward model overoptimization, arXiv:2210.10760"
    )
    finds: ClassVar[Mapping[str, str]] = {
        "approval": "approval at the end",
        "true-use": "true use at the end",
        "best-true-use": "the most that its true use ever was",
        "best-question": "after how many questions that was",
    }

    thumbs: int = param(100, 1, 1000, "How many raters answer each question", whole=True, log=True)
    questions: int = param(60, 10, 200, "How many questions are asked", whole=True)
    repeats: int = param(20, 1, 50, "How many draws the mean is of", whole=True, main=False)

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return approval and use; None when `cancelled` says so, asked once a question."""
        seeds = [derived_seed(self.seed, repeat) for repeat in range(self.repeats)]
        angles = np.array([uniforms(seed, DIRECTIONS, self.questions) for seed in seeds])
        here = np.tile(APPROVAL.suggested_start, (self.repeats, 1))
        visited = [here]
        for question in range(self.questions):
            if cancelled():
                return None
            turn = 2.0 * np.pi * angles[:, question, None]
            way = np.hstack([np.cos(turn), np.sin(turn)])
            gain = _approval(here + TRIED * way) - _approval(here)
            chances = sigmoid(CLEAR * gain)
            up = [
                (uniforms(seed, NOISE, self.thumbs, lane=question) < chance).mean()
                for seed, chance in zip(seeds, chances.tolist(), strict=True)
            ]
            here = here + MOVED * way * np.sign(np.array(up) - 0.5)[:, None]
            visited.append(here)
        return _found(np.array(visited))


def _approval(points: Array) -> Array:
    return -APPROVAL.value(points)


def _found(visited: Array) -> Finding:
    """Return what came of points (questions + 1, repeats, 2)."""
    flat = visited.reshape(-1, 2)
    approval, use = (
        values.reshape(visited.shape[:2]).mean(axis=1)
        for values in (_approval(flat), -TRUE_USE.value(flat))
    )
    asked = np.arange(len(visited), dtype=np.float64)
    return Finding(
        {
            "approval": float(approval[-1]),
            "true-use": float(use[-1]),
            "best-true-use": float(use.max()),
            "best-question": float(use.argmax()),
        },
        (Curve("approval", asked, approval), Curve("true use", asked, use)),
        across="questions asked",
        up="approval and true use",
    )
