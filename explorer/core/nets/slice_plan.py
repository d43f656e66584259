"""The slice plan: which plane through the space of the weights is shown, and what is its height."""

from dataclasses import dataclass
from typing import Literal, get_args

from explorer.core.param import SettingError, check_settings, param

__all__ = ["LAYERS", "SLICES", "MapLayer", "SliceKind", "SlicePlan"]

SliceKind = Literal[
    "anchored", "pca", "weights", "random", "hessian", "minima", "line", "live", "exact"
]
SLICES: dict[SliceKind, tuple[str, str]] = {
    "anchored": (
        "anchored PCA",
        "Through the start and the end of the path, and along what is left of it: true at both.",
    ),
    "pca": ("PCA of the path", "Along the two directions in which the path varies most."),
    "weights": ("two weights", "Two weights move, all others stay where the path ended."),
    "random": ("random, filter-normalised", "Two random directions, scaled to the weights."),
    "hessian": ("steepest curvatures", "The two directions in which the land curves most."),
    "minima": ("three ends", "Through the ends of three paths."),
    "line": ("straight line", "From one net to another, as a curve."),
    "live": ("live, at the weights", "Always through the present weights: the dot is on it."),
    "exact": ("exact", "All weights there are: nothing is left out."),
}

MapLayer = Literal["train", "held-out", "batch", "penalty", "difference"]
LAYERS: dict[MapLayer, tuple[str, str]] = {
    "train": ("training loss", "What training descends: mean loss of the training examples."),
    "held-out": ("held-out loss", "The mean loss of the examples that training never sees."),
    "batch": ("this step's batch", "The loss that the step at the play head saw."),
    "penalty": ("penalty alone", "What L1 and L2 add for large weights."),
    "difference": ("held-out − training", "Where the net does worse on what it has not seen."),
}


@dataclass(frozen=True)
class SlicePlan:
    """How the landscape of a net is shown; the weights are counted from 0."""

    kind: SliceKind = "anchored"
    layer: MapLayer = "train"
    first: int = param(0, 0, 5000, "The weight along the map", whole=True)
    second: int = param(1, 0, 5000, "The weight up the map", whole=True)
    seed: int = param(0, 0, 2**31 - 1, "Which random directions", whole=True)
    matched: int = param(
        0, 0, 1, "1: a line leads to the copy of the other net whose units lie nearest", whole=True
    )

    def __post_init__(self) -> None:
        check_settings(self)
        if self.kind not in get_args(SliceKind):
            raise SettingError(f"The slice must be one of {', '.join(SLICES)}.")
        if self.layer not in get_args(MapLayer):
            raise SettingError(f"The map can show {', '.join(LAYERS)}.")
