"""The operations a formula is made of, each with its derivative beside it.

An operation is NumPy's function, the same as a line of scalar source, and the partial derivative
after each argument, written in terms of the result `f` and the arguments `u`, `v`. Where a
derivative does not exist the table gives the mean of both sides: 0 for abs and sqrt at 0.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.core.array import Array
from explorer.core.formula.noise import noise
from explorer.core.formula.term import Term, of, where

__all__ = ["OPERATIONS", "Operation"]

Partials = tuple[Term | float, ...]


@dataclass(frozen=True)
class Operation:
    """One row of the table.

    `partials(f, *arguments)` are the partial derivatives; `push(arguments, slopes)` replaces them
    where a product with 0 would let a NaN of the side not taken leak in.
    """

    evaluate: Callable[..., Any]
    source: str
    partials: Callable[..., Partials] | None = None
    push: Callable[[tuple[Term, ...], tuple[Term, ...]], Term] | None = None
    is_condition: bool = False


def _erf(u: Array) -> Array:
    flat = np.asarray(u, dtype=np.float64)
    return np.fromiter(map(math.erf, flat.ravel()), np.float64, flat.size).reshape(flat.shape)


def _sigmoid(u: Array) -> Any:
    return 1.0 / (1.0 + np.exp(-u))


def _softplus(u: Array) -> Any:
    return np.log1p(np.exp(-np.abs(u))) + np.maximum(u, 0.0)


def _pow_partials(f: Term, u: Term, v: Term) -> Partials:
    # x^y is flat in y where it is 0; log(0) must not turn that into NaN.
    by_exponent = where(of("eq", f, 0), 0, f * of("log", u))
    c = v.number
    if c is not None and 0 < c < 1:
        return where(of("eq", u, 0), 0, c * u ** (c - 1)), by_exponent
    return v * u ** (v - 1), by_exponent


def _power_partials(f: Term, u: Term, n: Term) -> Partials:
    exponent = n.number
    assert exponent is not None
    return exponent * u ** (exponent - 1), 0


def _ratio(u: Term | float, f: Term) -> Term:
    return where(of("eq", f, 0), 0, u / f)


def _atan2_partials(f: Term, u: Term, v: Term) -> Partials:
    square = u * u + v * v
    return v / square, -u / square


def _push_where(u: tuple[Term, ...], d: tuple[Term, ...]) -> Term:
    return where(u[0], d[1], d[2])


def _push_min(u: tuple[Term, ...], d: tuple[Term, ...]) -> Term:
    return _side(of("lt", u[0], u[1]), of("lt", u[1], u[0]), d)


def _push_max(u: tuple[Term, ...], d: tuple[Term, ...]) -> Term:
    return _side(of("gt", u[0], u[1]), of("gt", u[1], u[0]), d)


def _side(first: Term, second: Term, d: tuple[Term, ...]) -> Term:
    mean = 0.5 * d[0] + 0.5 * d[1]
    return where(first, d[0], where(second, d[1], mean))


def _flat(f: Term, *arguments: Term) -> Partials:
    return (0,) * len(arguments)


def _condition(evaluate: Callable[..., Any], source: str) -> Operation:
    return Operation(evaluate, source, is_condition=True)


OPERATIONS: dict[str, Operation] = {
    "add": Operation(np.add, "{0} + {1}", lambda f, u, v: (1, 1)),
    "sub": Operation(np.subtract, "{0} - {1}", lambda f, u, v: (1, -1)),
    "mul": Operation(np.multiply, "{0} * {1}", lambda f, u, v: (v, u)),
    "div": Operation(np.divide, "{0} / {1}", lambda f, u, v: (1 / v, -f / v)),
    "neg": Operation(np.negative, "-{0}", lambda f, u: (-1,)),
    # A whole exponent becomes multiplications before anything is evaluated: see program.py.
    "power": Operation(np.power, "", _power_partials),
    "pow": Operation(np.power, "{0} ** {1}", _pow_partials),
    "sqrt": Operation(np.sqrt, "sqrt({0})", lambda f, u: (_ratio(0.5, f),)),
    "cbrt": Operation(np.cbrt, "cbrt({0})", lambda f, u: (1 / (3 * f * f),)),
    "exp": Operation(np.exp, "exp({0})", lambda f, u: (f,)),
    "expm1": Operation(np.expm1, "expm1({0})", lambda f, u: (f + 1,)),
    "log": Operation(np.log, "log({0})", lambda f, u: (1 / u,)),
    "log1p": Operation(np.log1p, "log1p({0})", lambda f, u: (1 / (1 + u),)),
    "log2": Operation(np.log2, "log2({0})", lambda f, u: (1 / (math.log(2) * u),)),
    "log10": Operation(np.log10, "log10({0})", lambda f, u: (1 / (math.log(10) * u),)),
    "sin": Operation(np.sin, "sin({0})", lambda f, u: (of("cos", u),)),
    "cos": Operation(np.cos, "cos({0})", lambda f, u: (-of("sin", u),)),
    "tan": Operation(np.tan, "tan({0})", lambda f, u: (1 + f * f,)),
    "asin": Operation(np.arcsin, "arcsin({0})", lambda f, u: (1 / of("sqrt", 1 - u * u),)),
    "acos": Operation(np.arccos, "arccos({0})", lambda f, u: (-1 / of("sqrt", 1 - u * u),)),
    "atan": Operation(np.arctan, "arctan({0})", lambda f, u: (1 / (1 + u * u),)),
    "sinh": Operation(np.sinh, "sinh({0})", lambda f, u: (of("cosh", u),)),
    "cosh": Operation(np.cosh, "cosh({0})", lambda f, u: (of("sinh", u),)),
    "tanh": Operation(np.tanh, "tanh({0})", lambda f, u: (1 - f * f,)),
    "asinh": Operation(np.arcsinh, "arcsinh({0})", lambda f, u: (1 / of("sqrt", 1 + u * u),)),
    "acosh": Operation(np.arccosh, "arccosh({0})", lambda f, u: (1 / of("sqrt", u * u - 1),)),
    "atanh": Operation(np.arctanh, "arctanh({0})", lambda f, u: (1 / (1 - u * u),)),
    "erf": Operation(
        _erf,
        "erf({0})",
        lambda f, u: (2 / math.sqrt(math.pi) * of("exp", -u * u),),
    ),
    "sigmoid": Operation(_sigmoid, "1.0 / (1.0 + exp(-{0}))", lambda f, u: (f * (1 - f),)),
    "softplus": Operation(
        _softplus,
        "log1p(exp(-abs({0}))) + ({0} if {0} > 0.0 else 0.0)",
        lambda f, u: (of("sigmoid", u),),
    ),
    "abs": Operation(np.abs, "abs({0})", lambda f, u: (of("sign", u),)),
    "sign": Operation(np.sign, "1.0 if {0} > 0.0 else (-1.0 if {0} < 0.0 else {0})", _flat),
    "floor": Operation(np.floor, "floor({0})", _flat),
    "ceil": Operation(np.ceil, "ceil({0})", _flat),
    "round": Operation(np.rint, "rint({0})", _flat),
    "noise": Operation(noise, "noise({0}, {1})", _flat),
    "hypot": Operation(np.hypot, "hypot({0}, {1})", lambda f, u, v: (_ratio(u, f), _ratio(v, f))),
    "atan2": Operation(np.arctan2, "arctan2({0}, {1})", _atan2_partials),
    "min": Operation(np.minimum, "{0} if ({0} < {1}) | ({0} != {0}) else {1}", push=_push_min),
    "max": Operation(np.maximum, "{0} if ({0} > {1}) | ({0} != {0}) else {1}", push=_push_max),
    "where": Operation(np.where, "{1} if {0} else {2}", push=_push_where),
    "lt": _condition(np.less, "{0} < {1}"),
    "le": _condition(np.less_equal, "{0} <= {1}"),
    "gt": _condition(np.greater, "{0} > {1}"),
    "ge": _condition(np.greater_equal, "{0} >= {1}"),
    "eq": _condition(np.equal, "{0} == {1}"),
    "ne": _condition(np.not_equal, "{0} != {1}"),
    "and": _condition(np.logical_and, "{0} & {1}"),
}
