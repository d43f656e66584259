"""Slope and curvature are exact: against SymPy for every operation, and against differences."""

import re

import numpy as np
import pytest
import sympy

from explorer.core.formula import parse
from explorer.core.formula.functions import WORDS
from explorer.core.formula.operations import OPERATIONS

NOTHING = np.empty(0)
X, Y = sympy.symbols("x y", real=True)

# Every operation of the table, at points inside its domain, away from kinks.
POINTS = np.array([[0.3, 0.55, 0.71, 0.4], [0.6, 0.35, 0.9, 0.15]])
FAMILY = {
    "add": ("x + 2*y + 1", X + 2 * Y + 1),
    "sub": ("x^2 - y - 3", X**2 - Y - 3),
    "mul": ("x*y*(x + y)", X * Y * (X + Y)),
    "div": ("(x - y)/(1 + x*y)", (X - Y) / (1 + X * Y)),
    "neg": ("-(x*y)^2", -((X * Y) ** 2)),
    "power": ("(x + 2y)^7 + x^-3", (X + 2 * Y) ** 7 + X**-3),
    "pow": ("x^y + (x*y)^0.3 + 2^(x*y) + x^80", X**Y + (X * Y) ** 0.3 + 2 ** (X * Y) + X**80),
    "sqrt": ("sqrt(x + y^2)", sympy.sqrt(X + Y**2)),
    "cbrt": ("cbrt(x*y + x)", (X * Y + X) ** sympy.Rational(1, 3)),
    "exp": ("exp(-x^2 + y)", sympy.exp(-(X**2) + Y)),
    "expm1": ("expm1(x*y)", sympy.exp(X * Y) - 1),
    "log": ("log(x + 3*y)", sympy.log(X + 3 * Y)),
    "log1p": ("log1p(x*y)", sympy.log(1 + X * Y)),
    "log2": ("log2(x + y^2)", sympy.log(X + Y**2, 2)),
    "log10": ("log10(x*y)", sympy.log(X * Y, 10)),
    "sin": ("sin(5x*y)", sympy.sin(5 * X * Y)),
    "cos": ("cos(x - y^2)", sympy.cos(X - Y**2)),
    "tan": ("tan(x*y)", sympy.tan(X * Y)),
    "asin": ("asin(x*y)", sympy.asin(X * Y)),
    "acos": ("acos(x*y^2)", sympy.acos(X * Y**2)),
    "atan": ("atan(x + y)", sympy.atan(X + Y)),
    "sinh": ("sinh(x - y)", sympy.sinh(X - Y)),
    "cosh": ("cosh(x*y)", sympy.cosh(X * Y)),
    "tanh": ("tanh(x + y^2)", sympy.tanh(X + Y**2)),
    "asinh": ("asinh(x - 3*y)", sympy.asinh(X - 3 * Y)),
    "acosh": ("acosh(2 + x*y)", sympy.acosh(2 + X * Y)),
    "atanh": ("atanh(x*y)", sympy.atanh(X * Y)),
    "erf": ("erf(x - y)", sympy.erf(X - Y)),
    "sigmoid": ("sigmoid(3*x*y)", 1 / (1 + sympy.exp(-3 * X * Y))),
    "softplus": ("softplus(x - 2*y)", sympy.log(1 + sympy.exp(X - 2 * Y))),
    "abs": ("abs(x*y - 1)*x", (1 - X * Y) * X),
    "sign": ("sign(x)*x*y", X * Y),
    "floor": ("floor(x)*y + x^2", X**2),
    "ceil": ("ceil(x)*x*y", X * Y),
    "round": ("round(x + 2)*y + round(0.1*x)*x", sympy.Piecewise((2 * Y, X < 0.5), (3 * Y, True))),
    "noise": ("x^2*y + (noise(x) - noise(x, 0))*y", X**2 * Y),
    "hypot": ("hypot(x, 2*y)", sympy.sqrt(X**2 + 4 * Y**2)),
    "atan2": ("atan2(x, y)", sympy.atan(X / Y)),
    "min": ("min(x^2, 5 + y)", X**2),
    "max": ("max(x^2, 5 + y^2)", 5 + Y**2),
    "where": ("where(x > 0, x^2*y, log(-x))", X**2 * Y),
    "lt": ("where(x < 9, x*y, 0)", X * Y),
    "le": ("where(x <= 9, x*y, 0)", X * Y),
    "gt": ("where(x > 9, 0, x*y)", X * Y),
    "ge": ("where(x >= 9, 0, x*y)", X * Y),
    "eq": ("where(x == 9, 0, x*y)", X * Y),
    "ne": ("where(x != 9, x*y, 0)", X * Y),
    "and": ("where(0 < x < 9, x*y, 0)", X * Y),
}
WORDS_FAMILY = {
    "square": ("square(x*y)", (X * Y) ** 2),
    "sinc": (
        "sinc(x*y) + sinc(9*x)",  # by the series, and by sin(x)/x
        sympy.sin(X * Y) / (X * Y) + sympy.sin(9 * X) / (9 * X),
    ),
    "relu": ("relu(x*y)", X * Y),
    "mod": ("mod(x + 5*y^2 + 20, 30)*x", (X + 5 * Y**2 + 20) * X),
    "pow": ("pow(x, y)", X**Y),
    "clip": ("clip(x^2*y, 0, 9)", X**2 * Y),
}
MIXED = {
    "rosenbrock": ("(1-x)^2 + 100*(y-x^2)^2", (1 - X) ** 2 + 100 * (Y - X**2) ** 2),
    "ackley": (
        "-20*exp(-0.2*sqrt(0.5*(x^2+y^2))) - exp(0.5*(cos(2*pi*x)+cos(2*pi*y))) + e + 20",
        -20 * sympy.exp(-0.2 * sympy.sqrt(0.5 * (X**2 + Y**2)))
        - sympy.exp(0.5 * (sympy.cos(2 * sympy.pi * X) + sympy.cos(2 * sympy.pi * Y)))
        + sympy.E
        + 20,
    ),
    "brown": ("(x^2)^(y^2+1) + (y^2)^(x^2+1)", (X**2) ** (Y**2 + 1) + (Y**2) ** (X**2 + 1)),
    "cancelling": ("x*y - y*x + 0*x", sympy.Integer(0)),
}


def exact(expression, x, y):
    value = expression.subs({X: sympy.Float(float(x), 40), Y: sympy.Float(float(y), 40)})
    return float(value.evalf(30))


def test_the_family_covers_every_operation():
    assert set(FAMILY) == set(OPERATIONS)
    for word in set(WORDS) - set(FAMILY):
        assert word in WORDS_FAMILY, word
    for name, (text, _) in FAMILY.items():
        used = {node.operation for node in parse(text).nodes}
        assert name in used, name


@pytest.mark.parametrize(
    ("text", "expression"),
    [*FAMILY.values(), *WORDS_FAMILY.values(), *MIXED.values()],
    ids=[*FAMILY, *WORDS_FAMILY, *MIXED],
)
def test_derivatives_are_exact(text, expression):
    formula = parse(text)
    values, gradient = formula.slope(POINTS, NOTHING)
    hessian = formula.curvature(POINTS, NOTHING)
    np.testing.assert_array_equal(values, formula.value(POINTS, NOTHING))
    np.testing.assert_array_equal(hessian[0, 1], hessian[1, 0])
    variables = (X, Y)
    for k, (x, y) in enumerate(POINTS.T):
        wanted = [exact(expression, x, y)]
        wanted += [exact(sympy.diff(expression, v), x, y) for v in variables]
        wanted += [exact(sympy.diff(expression, v, w), x, y) for v in variables for w in variables]
        found = [values[k], *gradient[:, k], *hessian[:, :, k].ravel()]
        np.testing.assert_allclose(found, wanted, rtol=1e-10, atol=1e-13)


@pytest.mark.parametrize("text", [text for text, _ in FAMILY.values()], ids=list(FAMILY))
def test_derivatives_are_the_limits_of_differences(text):
    formula = parse(text)
    gradient = formula.slope(POINTS, NOTHING)[1]
    hessian = formula.curvature(POINTS, NOTHING)
    step = 1e-6
    for axis in range(2):
        ahead, behind = POINTS.copy(), POINTS.copy()
        ahead[axis] += step
        behind[axis] -= step
        slope = (formula.value(ahead, NOTHING) - formula.value(behind, NOTHING)) / (2 * step)
        np.testing.assert_allclose(gradient[axis], slope, rtol=1e-4, atol=1e-6)
        bend = (formula.slope(ahead, NOTHING)[1] - formula.slope(behind, NOTHING)[1]) / (2 * step)
        np.testing.assert_allclose(hessian[axis], bend, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("exponent", [2, 3, 5, 7, 16, 20, 63])
def test_whole_powers_are_multiplications(exponent):
    source = parse(f"x^{exponent}").source(1)
    assert "**" not in source
    assert len(re.findall(r" \* ", source.split("def value")[1].split("def slope")[0])) < 12
    found = parse(f"x^{exponent}").value(np.array([[-1.1]]), NOTHING)[0]
    assert found == pytest.approx((-1.1) ** exponent, rel=1e-14)
