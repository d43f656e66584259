"""Promises of the formula language: what is accepted, what is refused, and what it means."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.formula import FUNCTIONS, Formula, FormulaError, parse, pretty

CORPUS = Path(__file__).parents[1] / "reference" / "formulas-hostile.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]
NOTHING = np.empty(0)


def text_of(case):
    if "s" in case:
        return case["s"]
    return "".join(piece * times for piece, times in case["parts"])


def grid(low=-3.0, high=3.0, count=13):
    line = np.linspace(low, high, count)
    x, y = np.meshgrid(line, line)
    return np.stack([x.ravel(), y.ravel()])


def at(text, x=0.0, y=0.0):
    return float(parse(text).value(np.array([[float(x)], [float(y)]]), NOTHING)[0])


def slope_at(text, x=0.0, y=0.0):
    return parse(text).slope(np.array([[float(x)], [float(y)]]), NOTHING)[1][:, 0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_hostile_text_comes_out_as_expected(case):
    text = text_of(case)
    if case["expect"] == "reject":
        with pytest.raises(FormulaError) as refused:
            parse(text)
        error = refused.value
        assert str(error) == f"Column {error.column + 1}: {error.message}"
        assert 0 <= error.column < error.end
        assert len(error.message) < 200
        assert all(" " <= c <= "~" for c in error.message)
        return
    formula = parse(text)
    values, gradient = formula.slope(grid(), NOTHING)
    hessian = formula.curvature(grid(), NOTHING)
    assert values.dtype == gradient.dtype == hessian.dtype == np.float64
    assert gradient.shape == (2, 169)
    assert hessian.shape == (2, 2, 169)
    assert np.isnan(gradient[:, np.isnan(values)]).all()
    assert (not np.isfinite(values).all()) == (case["expect"] == "accept-with-nan-regions")


PIECES = st.sampled_from(
    [
        *FUNCTIONS,
        *"xyab+-*/%^()|<>=,. 0123456789eE",
        "x",
        "y",
        "(",
        ")",
        "**",
        "<=",
        "pi",
        "²",
        "⁻¹",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_is_a_formula_or_refused(text):
    try:
        formula = parse(text)
    except FormulaError:
        return
    columns = grid(count=3)
    values = formula.value(columns, NOTHING)
    again, gradient = formula.slope(columns, NOTHING)
    assert values.shape == (9,)
    assert gradient.shape == (2, 9)
    np.testing.assert_array_equal(values, again)
    assert pretty(formula).isprintable()


@pytest.mark.parametrize("text", ["x" * 1_000_000, "(" * 1_000_000, "1" * 1_000_000])
def test_a_megabyte_is_refused_for_its_length(text):
    with pytest.raises(FormulaError, match="3,000 are allowed"):
        parse(text)


def test_the_largest_derivatives_stay_small():
    text = "*".join(f"sin({k}x+y)" for k in range(2, 46))
    formula = parse(text)
    assert len(formula.nodes) > 200
    assert len(formula.derivatives.graph.nodes) < 40 * len(formula.nodes)


@pytest.mark.parametrize(
    ("text", "x", "value"),
    [
        ("-x^2", 3, -9),
        ("2^3^2", 0, 512),
        ("2**3**2", 0, 512),
        ("2^-1", 0, 0.5),
        ("-2^2", 0, -4),
        ("1/2x", 3, 1.5),
        ("2x^2", 3, 18),
        ("3(x+1)", 1, 6),
        ("(x+1)(x-1)", 3, 8),
        ("x sin(x)", 2, 2 * math.sin(2)),
        ("2exp(x)", 0, 2),
        ("7 % 4", 0, 3),
        ("x % 2", -0.5, 1.5),
        ("||x|-1|", -3, 2),
        ("x² + 2·x − 1", 3, 14),
        ("x⁻²", 2, 0.25),
        ("π÷2", 0, math.pi / 2),
        ("where(-1 < x <= 1, 5, 7)", 1, 5),
        ("where(-1 < x <= 1, 5, 7)", -1, 7),
        ("max(1, x, 3)", 2, 3),
        ("clip(x, -1, 1)", -5, -1),
        ("cbrt(x)", -8, -2),
        ("1e-3*x", 1000, 1),
        ("- -x", 2, 2),
        ("x^0", 0, 1),
    ],
)
def test_meaning(text, x, value):
    assert at(text, x) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(
    "text", ["2 3", "x(y)", "x (y)", "1e", "1E", "x\ny", "x < 0", "sin x", "x = 1", "sin", "x 2"]
)
def test_what_could_be_read_in_two_ways_is_refused(text):
    with pytest.raises(FormulaError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x+foo", "Column 3: unknown name 'foo'; did you mean 'floor'?"),
        ("х^2", "Column 1: this letter is not a plain one (U+0445 CYRILLIC SMALL LETTER HA)"),
        ("x\u202e", "Column 2: this character is not allowed (U+202E RIGHT-TO-LEFT OVERRIDE)"),
        ("x\x1b", "Column 2: this character is not allowed (U+001B)"),
        ("x²+foo", "Column 4: unknown name 'foo'"),
        ("", "Column 1: type a formula, for example x^2 + 3*sin(5*x)"),
        ("1 + sqrt(-1)", "Column 5: this part is not a number, whatever x is"),
        ("1e", "Column 2: after a number 'e' needs an exponent"),
        ("min(x)", "Column 1: min takes 2 to 8 values, not 1"),
    ],
)
def test_refusals_say_where_and_what(text, sentence):
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert str(refused.value).startswith(sentence)


def test_undefined_is_nan_and_never_complex():
    for text in (
        "sqrt(x)",
        "log(x)",
        "x^0.3",
        "x^y",
        "acosh(x)",
        "asin(x)",
        "log(x)*0",
        "mod(x,0)",
    ):
        assert math.isnan(at(text, -1.5, 0.5)), text
        assert np.isnan(slope_at(text, -1.5, 0.5)).all(), text


def test_a_hole_stays_a_hole():
    assert math.isnan(at("x/x", 0))
    assert at("x/x", 2) == 1


@pytest.mark.parametrize(
    ("text", "x", "y", "slope"),
    [
        ("abs(x)", 0, 0, (0, 0)),
        ("max(x, y)", 1, 1, (0.5, 0.5)),
        ("min(3*x, y)", 1, 3, (1.5, 0.5)),
        ("relu(x)", 0, 0, (0.5, 0)),
        ("sqrt(x^2 + y^2)", 0, 0, (0, 0)),
        ("hypot(x, y)", 0, 0, (0, 0)),
        ("sqrt(abs(x))", 0, 0, (0, 0)),
        ("floor(x)", 0.5, 0, (0, 0)),
        ("sign(x)", 2, 0, (0, 0)),
        ("mod(x, 2)", 0.5, 0, (1, 0)),
        ("where(x > 0, log(x), y)", -1, 2, (0, 1)),
        ("where(x > 0, log(x), y)", 2, 2, (0.5, 0)),
        ("where(x == 0, 1, sin(x)/where(x == 0, 1, x))", 0, 0, (0, 0)),
        ("max(x, sqrt(y - 1))", 1, 1, (1, 0)),
        ("(x^2)^(y^2 + 1)", 0, 0, (0, 0)),
    ],
)
def test_where_the_slope_breaks_it_is_the_mean_or_the_branch(text, x, y, slope):
    np.testing.assert_array_equal(slope_at(text, x, y), slope)


def test_constants_are_values_not_text():
    formula = parse("(a-x)^2 + b*(y-x^2)^2", ("a", "b"))
    point = np.array([[1.5], [0.5]])
    for a, b in ((1.0, 100.0), (0.0, 3.0)):
        values, gradient = formula.slope(point, np.array([a, b]))
        same = parse(f"({a}-x)^2 + {b}*(y-x^2)^2")
        np.testing.assert_allclose(values, same.value(point, NOTHING), rtol=1e-14)
        np.testing.assert_allclose(gradient, same.slope(point, NOTHING)[1], rtol=1e-14)
    assert parse("e*x", ("e",)).constants == ("e",)
    with pytest.raises(FormulaError):
        parse("a*x")
    for name in ("x", "sin", "__class__", "1a", "а"):
        with pytest.raises(ValueError, match="cannot be called"):
            parse("x", (name,))


def test_equal_text_is_an_equal_formula():
    assert parse("x^2") is parse("x^2")
    assert parse("x^2") == Formula(**{**vars_of(parse("x^2")), "words": frozenset()})
    assert parse("x^2") != parse("x**2")
    assert len({parse("x"), parse("x"), parse("y")}) == 2


def vars_of(formula):
    return {
        name: getattr(formula, name) for name in ("text", "constants", "nodes", "root", "words")
    }


def test_dimension_is_what_occurs():
    assert parse("3").dim == 1
    assert parse("x^2").dim == 1
    assert parse("y").dim == 2
    line = np.linspace(-1, 1, 5)[np.newaxis]
    values, gradient = parse("x^3").slope(line, NOTHING)
    assert values.shape == (5,)
    assert gradient.shape == (1, 5)
    np.testing.assert_allclose(parse("x^3").curvature(line, NOTHING)[0, 0], 6 * line[0])
    with pytest.raises(ValueError, match="columns"):
        parse("x+y").value(line, NOTHING)
    with pytest.raises(ValueError, match="constants"):
        parse("x").value(line, np.ones(1))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("3", "This formula is constant"),
        ("x - x + abs(x)", "The slope may break (abs)"),
        ("floor(x)", "The slope of floor is 0 almost everywhere"),
    ],
)
def test_warnings_tell_what_is_special(text, start):
    assert any(sentence.startswith(start) for sentence in parse(text).warnings)


def test_a_smooth_formula_has_no_warnings():
    assert parse("x^2 + y^2").warnings == ()


def test_tiles_give_the_same_bits_as_points_alone():
    columns = np.random.default_rng(0).uniform(-3, 3, (2, 9000))
    formula = parse("sin(x*y)*exp(-x^2) + x^y")
    together = formula.slope(columns, NOTHING)[1]
    for i in (0, 4095, 4096, 8999):
        alone = formula.slope(np.ascontiguousarray(columns[:, i : i + 1]), NOTHING)[1]
        np.testing.assert_allclose(alone[:, 0], together[:, i], rtol=1e-13)
