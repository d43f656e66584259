"""The words of the formula language: functions, their other names, and fixed numbers."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, reduce
from types import MappingProxyType

from explorer.core.formula.term import Term, of, where

__all__ = ["FUNCTIONS", "NUMBERS", "OTHER_NAMES", "WORDS", "Word"]


@dataclass(frozen=True)
class Word:
    """A function of the language: what it builds, how many values it takes, one line of help.

    `trait` is "kink" or "step" where the slope breaks or vanishes, "noise" where it is left out.
    """

    build: Callable[..., Term]
    help: str
    least: int = 1
    most: int = 1
    trait: str = ""


def _fold(operation: str, *values: Term) -> Term:
    return reduce(partial(of, operation), values)


def _mod(u: Term, v: Term) -> Term:
    return u - v * of("floor", u / v)


def _clip(u: Term, low: Term, high: Term) -> Term:
    return of("min", of("max", u, low), high)


def _noise(u: Term, v: Term | float = 0) -> Term:
    return of("noise", u, v)


def _sinc(u: Term) -> Term:
    # sin(u)/u loses its curvature to rounding near 0; there the series is exact to the last digit.
    v = u * u
    series = 1 - v / 6 * (1 - v / 20 * (1 - v / 42 * (1 - v / 72 * (1 - v / 110))))
    return where(of("lt", v, 0.1), series, of("sin", u) / u)


def _plain(operation: str, help: str, trait: str = "") -> Word:  # noqa: A002
    return Word(partial(of, operation), help, trait=trait)


NOISE_HELP = (
    "noise(x) or noise(x, y), a number by chance that stays with its point: mean 0, standard "
    "deviation 1; slopes leave it out"
)

WORDS: dict[str, Word] = {
    "sin": _plain("sin", "sine, angle in radians"),
    "cos": _plain("cos", "cosine, angle in radians"),
    "tan": _plain("tan", "tangent"),
    "sinc": Word(_sinc, "sin(x)/x, and 1 at 0"),
    "asin": _plain("asin", "inverse sine, defined from -1 to 1"),
    "acos": _plain("acos", "inverse cosine, defined from -1 to 1"),
    "atan": _plain("atan", "inverse tangent"),
    "sinh": _plain("sinh", "hyperbolic sine"),
    "cosh": _plain("cosh", "hyperbolic cosine"),
    "tanh": _plain("tanh", "hyperbolic tangent, from -1 to 1"),
    "asinh": _plain("asinh", "inverse hyperbolic sine"),
    "acosh": _plain("acosh", "inverse hyperbolic cosine, defined from 1"),
    "atanh": _plain("atanh", "inverse hyperbolic tangent, defined between -1 and 1"),
    "exp": _plain("exp", "e to the power of x"),
    "expm1": _plain("expm1", "exp(x) - 1, exact near 0"),
    "log": _plain("log", "natural logarithm, defined above 0"),
    "log1p": _plain("log1p", "log(1 + x), exact near 0"),
    "log2": _plain("log2", "logarithm to base 2"),
    "log10": _plain("log10", "logarithm to base 10"),
    "sqrt": _plain("sqrt", "square root, defined from 0"),
    "cbrt": _plain("cbrt", "cube root, also of negative numbers"),
    "square": Word(lambda u: u**2, "x times x"),
    "abs": _plain("abs", "size without sign; |x| is the same", "kink"),
    "sign": _plain("sign", "-1, 0 or 1", "step"),
    "floor": _plain("floor", "next whole number below", "step"),
    "ceil": _plain("ceil", "next whole number above", "step"),
    "round": _plain("round", "nearest whole number", "step"),
    "sigmoid": _plain("sigmoid", "1/(1 + exp(-x)), from 0 to 1"),
    "relu": Word(lambda u: of("max", u, 0), "x above 0, else 0", trait="kink"),
    "softplus": _plain("softplus", "log(1 + exp(x)), a smooth relu"),
    "erf": _plain("erf", "error function"),
    "min": Word(partial(_fold, "min"), "smallest of 2 to 8 values", 2, 8, "kink"),
    "max": Word(partial(_fold, "max"), "largest of 2 to 8 values", 2, 8, "kink"),
    "hypot": Word(partial(of, "hypot"), "sqrt(x^2 + y^2)", 2, 2),
    "atan2": Word(partial(of, "atan2"), "angle of the point, atan2(y, x)", 2, 2),
    "mod": Word(_mod, "remainder, x - y*floor(x/y); x % y is the same", 2, 2, "kink"),
    "pow": Word(lambda u, v: u**v, "x to the power of y; x^y is the same", 2, 2),
    "clip": Word(_clip, "clip(x, low, high) keeps x between low and high", 3, 3, "kink"),
    "noise": Word(_noise, NOISE_HELP, 1, 2, "noise"),
    "where": Word(where, "where(x < 0, a, b) is a where x < 0, else b", 3, 3, "kink"),
}

OTHER_NAMES = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arctan2": "atan2",
    "fabs": "abs",
    "Abs": "abs",
    "power": "pow",
    "if": "where",
    "minimum": "min",
    "maximum": "max",
}

NUMBERS = {"pi": math.pi, "e": math.e, "tau": math.tau}

FUNCTIONS = MappingProxyType({name: word.help for name, word in WORDS.items()})
