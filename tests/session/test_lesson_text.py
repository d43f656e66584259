"""Numbers in texts: shown by name and by a few formats; nothing in a text is ever run."""

from math import inf, nan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.session.lesson import LessonError, Number
from explorer.session.lesson_text import (
    check_format,
    check_text,
    filled,
    names_in,
    shown_format,
    single_format,
    written,
)

FORMATS = [
    f"{sign}{comma}{digits}{letter}"
    for sign in ("", "+")
    for comma in ("", ",")
    for digits in ("", ".0", ".1", ".3")
    for letter in "dfge%"
]


@pytest.mark.parametrize("form", FORMATS)
def test_every_allowed_format_writes_every_number(form):
    check_format(form)
    for value in (0.0, -0.0, 1.0, -1.0, 0.5, 1e-300, 1e300, -2.5e-7, 123456.789, inf, -inf, nan):
        text = written(value, form)
        assert text
        assert "e" not in text or text == "no number"
        assert "-" not in text


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.5625, ".1%", "56.2%"),
        (0.5625, ".2%", "56.25%"),
        (-0.5, "+.1f", "−0.5"),
        (0.5, "+.1f", "+0.5"),
        (-0.001, ".2f", "0.00"),
        (68320000, ",d", "68,320,000"),
        (2.6, "d", "3"),
        (68320000, ".3g", "6.83 × 10⁷"),
        (1.8e-15, ".1e", "1.8 × 10⁻¹⁵"),
        (6.250081, ".4g", "6.25"),
        (nan, ".1%", "no number"),
        (-inf, "d", "−∞"),
    ],
)
def test_numbers_are_written_as_a_book_would(value, form, text):
    assert written(value, form) == text


@pytest.mark.parametrize("form", ["", "s", "!r", "10.2f", ".12f", "{}", ".1%%", "n", "0>9d", "x"])
def test_other_formats_are_refused(form):
    with pytest.raises(LessonError):
        check_format(form)


def test_numbers_stand_in_bold_and_unknown_ones_are_an_ellipsis():
    text = "From {plain} to {momentum:.0%} or {later}."
    forms = {"plain": ".1%", "momentum": ".1%"}
    assert names_in(text) == ("plain", "momentum", "later")
    assert (
        filled(text, {"plain": 0.5625, "momentum": 1.0}, forms)
        == "From **56.2%** to **100%** or …."
    )
    assert filled(text, {}, forms) == "From … to … or …."
    assert filled("{x}", {"x": 2.0}, {}, mark="") == "2"


@given(st.text(alphabet="{}ab:.1%f_!r[]0, é\n", max_size=40))
@example("{a.__class__}")
@example("{a!r}")
@example("{0}{}")
def test_no_text_can_do_more_than_show_a_number(text):
    """What is understood shows only given numbers; all else with a brace is refused."""
    try:
        check_text(text)
    except LessonError:
        assert "{" in text or "}" in text
        return
    shown = filled(text, dict.fromkeys(names_in(text), 1.0), {}, mark="")
    assert "{" not in shown
    assert "}" not in shown


def test_a_number_is_written_as_its_unit_is():
    assert shown_format(Number("a", measure="success")) == ".1%"
    assert shown_format(Number("a", measure="steps")) == ",d"
    assert shown_format(Number("a", measure="steps", format=".1f")) == ".1f"
    many = Number("a", measure="height", draws=9, summary="share-above")
    assert shown_format(many) == ".1%"
    assert shown_format(Number("a", experiment="grokking", finding="learned")) == ".3g"


def test_a_draw_of_a_share_is_written_as_what_it_is_itself():
    """Of 200 draws 62 % end beyond 4.5; each of them ends at a place, which is no share."""
    many = Number("a", measure="coordinate", draws=9, summary="share-above", format=".0%")
    assert (shown_format(many), single_format(many)) == (".0%", ".3g")
    for alone in (Number("a", measure="height", format=".1f"), Number("b", measure="success")):
        assert single_format(alone) == shown_format(alone)
