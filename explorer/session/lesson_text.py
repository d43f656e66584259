"""The texts of a lesson: where a measured number stands in them, and how it is written."""

import re
from collections.abc import Mapping
from math import isfinite, isnan

from explorer.session.lesson import Lesson, LessonError, Number

__all__ = [
    "UNKNOWN", "check_format", "check_text", "filled", "formats", "names_in", "shown_format",
    "single_format", "written",
]  # fmt: skip

UNKNOWN = "…"
_PLACE = re.compile(r"\{([a-z][a-z0-9_-]{0,39})(?::([^{}]{0,12}))?\}")
_FORMAT = re.compile(r"(\+?)(,?)(?:\.([0-9]))?([dfge%])")
_FORMATS = {"share": ".1%", "count": ",d", "loss": ".3g", "length": ".3g", "value": ".3g"}
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def names_in(text: str) -> tuple[str, ...]:
    """Return the names of the numbers that a text shows, in its order."""
    return tuple(place[1] for place in _PLACE.finditer(text))


def check_text(text: str) -> None:
    """Raise LessonError where a brace or a format in a text cannot be understood."""
    for place in _PLACE.finditer(text):
        if place[2] is not None:
            check_format(place[2])
    if brace := re.search(r"[{}]", _PLACE.sub("", text)):
        raise LessonError(
            f"A text has a {brace[0]!r} that belongs to no number: numbers are shown as {{name}}."
        )


def check_format(text: str) -> None:
    """Raise LessonError where a text is no format like .1%, +.2f or ,d."""
    if _FORMAT.fullmatch(text) is None:
        raise LessonError(
            f"There is no format {text[:20]!r}: write one like .1%, .3f, .2g, .1e or ,d."
        )


def filled(
    text: str, numbers: Mapping[str, float], formats: Mapping[str, str], mark: str = "**"
) -> str:
    """Return a text with its numbers written out between marks; an ellipsis for unknown ones.

    Braces are looked up by one pattern; nothing in a text is ever run.
    """

    def shown(place: re.Match[str]) -> str:
        value = numbers.get(place[1])
        if value is None:
            return UNKNOWN
        return f"{mark}{written(value, place[2] or formats.get(place[1], '.3g'))}{mark}"

    return _PLACE.sub(shown, text)


def formats(lesson: Lesson) -> Mapping[str, str]:
    """Return how each number of a lesson is written where a text does not say."""
    return {number.name: shown_format(number) for step in lesson.steps for number in step.numbers}


def shown_format(number: Number) -> str:
    """Return how a number is written: as it says, else as its unit is."""
    if number.format:
        return number.format
    if _is_share_of_draws(number):
        return _FORMATS["share"]
    return _unit_format(number)


def single_format(number: Number) -> str:
    """Return how one draw of a number is written: a share of draws is no share in each of them."""
    return _unit_format(number) if _is_share_of_draws(number) else shown_format(number)


def _is_share_of_draws(number: Number) -> bool:
    return number.summary == "share-above" and number.draws > 1


def _unit_format(number: Number) -> str:
    from explorer.core.measures import MEASURES  # the window does not wait for them

    kind = MEASURES.get(number.measure)
    return _FORMATS["value" if kind is None else kind.unit]


def written(value: float, form: str) -> str:
    """Return a number in one of the allowed formats, with a true minus sign and powers of ten."""
    sign, comma, digits, letter = _parts(form)
    if isnan(value):
        return "no number"
    minus = "−" if value < 0 else sign
    if not isfinite(value):
        return f"{minus}∞"
    size = abs(round(value)) if letter == "d" else abs(value)
    precision = "" if letter == "d" or digits is None else f".{digits}"
    text = format(size, f"{comma}{precision}{letter}")
    if "e" in text:
        mantissa, _, power = text.partition("e")
        text = f"{mantissa} × 10{str(int(power)).translate(_RAISED)}"
    is_zero = not any(digit in text for digit in "123456789")
    return text if is_zero and not sign else minus + text


def _parts(form: str) -> tuple[str, str, str | None, str]:
    found = _FORMAT.fullmatch(form)
    if found is None:
        raise LessonError(f"There is no format {form[:20]!r}.")
    sign, comma, digits, letter = found.groups()
    return sign, comma, digits, letter
