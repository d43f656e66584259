"""Double descent: too many features for the points, then far too many, and it gets better again."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

import numpy as np

from explorer.core.array import Array
from explorer.core.experiment import Cancelled, Curve, Experiment, Finding
from explorer.core.param import param
from explorer.core.randomness import DATA, WEIGHTS, derived_seed, normals

__all__ = ["DoubleDescent"]

INPUTS = 5
ASKED = 1000  # new points that the error is measured at
# Features for each point: close together about 1, where the error rises and falls again.
RATIOS = (
    *(0.05, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 0.95, 1.0, 1.05, 1.125, 1.25, 1.5),
    *(2.0, 3.0, 5.0, 10.0, 25.0),
)
FEW, AS_MANY, MANY = 0.375, 1.0, 25.0
EXACT = 1e-12  # a smaller mean square is rounding: the points are met exactly


@dataclass(frozen=True)
class DoubleDescent(Experiment):
    """Least squares of the smallest norm on random ReLU features max(0, w·x + b).

    A draw has `points` noisy points of a smooth function of 5 normal inputs, and its own random
    features, of which the first few, more, or all are used. Errors are mean squares at 1,000 new
    points without noise; each number is the median over `repeats` draws.
    """

    key: ClassVar[str] = "double-descent"
    name: ClassVar[str] = "Double descent"
    line: ClassVar[str] = "Fit the same few points with ever more random features"
    source: ClassVar[str] = (
        "Belkin, Hsu, Ma and Mandal 2019, Reconciling modern machine-learning practice and the "
        "classical bias-variance trade-off, PNAS 116 (32)"
    )
    finds: ClassVar[Mapping[str, str]] = {
        "few": "error with 3 features for every 8 points",
        "as-many": "error with as many features as points",
        "many": "error with 25 features for each point",
        "worst-ratio": "features for each point where the error is largest",
    }

    points: int = param(40, 10, 100, "How many points are fitted", whole=True)
    noise: float = param(0.3, 0.0, 2.0, "How far the points lie off the function")
    repeats: int = param(30, 1, 100, "How many draws the median is of", whole=True)

    def run(self, cancelled: Cancelled = lambda: False) -> Finding | None:
        """Return the errors; None when `cancelled` says so, asked once a draw."""
        counts = [max(1, round(ratio * self.points)) for ratio in RATIOS]
        errors = np.empty((self.repeats, 2, len(counts)))
        for repeat in range(self.repeats):
            if cancelled():
                return None
            errors[repeat] = self._draw(derived_seed(self.seed, repeat), counts)
        met, missed = np.median(errors, axis=0)
        known = dict(zip(RATIOS, missed.tolist(), strict=True))
        features = np.array(counts, np.float64)
        inexact = met > EXACT
        return Finding(
            {
                "few": known[FEW],
                "as-many": known[AS_MANY],
                "many": known[MANY],
                "worst-ratio": RATIOS[int(missed.argmax())],
            },
            (
                Curve("new points", features, missed),
                Curve("the points it was fitted to", features[inexact], met[inexact]),
            ),
            across="random features",
            up="mean squared error",
            log_x=True,
            log_y=True,
        )

    def _draw(self, seed: int, counts: list[int]) -> Array:
        """Return the errors at the points and at new ones, (2, counts), of one draw."""
        shape = self.points + ASKED, INPUTS
        inputs = normals(seed, DATA, shape[0] * INPUTS).reshape(shape)
        slope = normals(seed, DATA, INPUTS, lane=1)
        truth = np.tanh(1.5 / sqrt(INPUTS) * (inputs @ slope))
        given = truth[: self.points] + self.noise * normals(seed, DATA, self.points, lane=2)
        # Drawn feature by feature, so that the first ones stay when there are more.
        drawn = normals(seed, WEIGHTS, counts[-1] * (INPUTS + 1)).reshape(counts[-1], INPUTS + 1)
        sums = inputs @ drawn[:, :INPUTS].T / sqrt(INPUTS) + 0.3 * drawn[:, INPUTS]
        features = np.maximum(sums, 0.0)
        errors = np.empty((2, len(counts)))
        for k, count in enumerate(counts):
            here = features[:, :count]
            answers = here @ (np.linalg.pinv(here[: self.points]) @ given)
            errors[0, k] = ((answers[: self.points] - given) ** 2).mean()
            errors[1, k] = ((answers[self.points :] - truth[self.points :]) ** 2).mean()
        return errors
