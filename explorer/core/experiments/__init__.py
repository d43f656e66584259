"""The experiments, in the order of a menu: studies that need more than one race."""

from collections.abc import Mapping
from types import MappingProxyType

from explorer.core.experiment import Experiment
from explorer.core.experiments.bootstrap_o_rings import BootstrapORings
from explorer.core.experiments.double_descent import DoubleDescent
from explorer.core.experiments.grokking import Grokking
from explorer.core.experiments.label_errors import LabelErrors
from explorer.core.experiments.same_budget import SameBudget
from explorer.core.experiments.thumbs import Thumbs

__all__ = ["EXPERIMENTS"]

EXPERIMENTS: Mapping[str, type[Experiment]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            DoubleDescent,
            Grokking,
            BootstrapORings,
            Thumbs,
            LabelErrors,
            SameBudget,
        )
    }
)
