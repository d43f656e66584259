"""How a formula is set on the screen: like a book, and meaning the same."""

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.core.formula import parse, pretty

CORPUS = Path(__file__).parents[1] / "reference" / "formulas-hostile.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x**2+3*sin(5*x)", "x² + 3·sin(5·x)"),
        ("-x^2", "−x²"),
        ("x^-2*y", "x⁻²·y"),
        ("2^x", "2^x"),
        ("2^3^2", "2^3²"),
        ("cos(2*pi*x)", "cos(2·π·x)"),
        ("where(x<=1,x,-2)", "where(x ≤ 1, x, −2)"),
        ("x sin(y)", "x sin(y)"),
    ],
)
def test_pretty_sets_it_like_a_book(text, shown):
    assert pretty(parse(text)) == shown


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["expect"] == "accept"], ids=lambda case: str(case["id"])
)
def test_pretty_still_means_the_same(case):
    formula = parse(case["s"] if "s" in case else "".join(s * n for s, n in case["parts"]))
    again = parse(pretty(formula))
    columns = np.stack([c.ravel() for c in np.meshgrid(*[np.linspace(-3.0, 3.0, 13)] * 2)])
    nothing = np.empty(0)
    np.testing.assert_array_equal(again.value(columns, nothing), formula.value(columns, nothing))
