"""What a file with an optimizer of your own imports; `--plugin file.py` loads it.

A plugin is Python, and runs with all that Python may do: it is loaded only where the user says so.
"""

from explorer.core.chance import Chance, normal_from, one_of, uniform_from
from explorer.core.marks import Arrow, Dots, Mark, Moment, Outline, Ring
from explorer.core.optimizer import MATRIX, NUMBER, VECTOR, Optimizer, rule, whole_rule
from explorer.core.param import choice, param
from explorer.core.probe import World, curvature_at, looked_at, norm, slope_at, treat, value_at
from explorer.core.suggesting import of_width, per_curvature
from explorer.core.usual_settings import learning_rate

__all__ = [
    "MATRIX", "NUMBER", "VECTOR",
    "Arrow", "Chance", "Dots", "Mark", "Moment", "Optimizer", "Outline", "Ring", "World",
    "choice", "curvature_at", "learning_rate", "looked_at", "norm", "normal_from", "of_width",
    "one_of", "param", "per_curvature", "rule", "slope_at", "treat", "uniform_from", "value_at",
    "whole_rule",
]  # fmt: skip
