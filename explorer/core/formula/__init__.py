"""The formula language: what the user types becomes value, exact slope and exact curvature."""

from explorer.core.formula.formula import Formula, parse
from explorer.core.formula.functions import FUNCTIONS
from explorer.core.formula.pretty import pretty
from explorer.core.formula.tokens import FormulaError

__all__ = ["FUNCTIONS", "Formula", "FormulaError", "parse", "pretty"]
