"""Numbers on the screen: short, true, and with a real minus sign."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.views.numbers import coordinates, number


@given(st.floats(-1e308, 1e308))
def test_a_number_is_short_and_close(value):
    text = number(value)
    assert len(text) <= 10
    read = float(text.replace("−", "-"))
    assert read == pytest.approx(value, rel=0.06, abs=1e-300)


@given(st.floats(1e-3, 1e6))
def test_ordinary_numbers_have_four_digits(value):
    assert float(number(value)) == pytest.approx(value, rel=6e-4)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (118.4, "118.4"),
        (-29, "−29"),
        (2.4e-7, "2.4e-7"),
        (0.0, "0"),
        (-0.0, "0"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "undefined"),
    ],
)
def test_examples(value, text):
    assert number(value) == text


def test_a_point():
    assert coordinates((-0.2, 0.7)) == "(−0.20, 0.70)"
    assert coordinates((-0.001,)) == "(0.00)"
    assert coordinates((1e9, 0.0)) == "(1e9, 0.00)"
