"""Declare a setting once; the form, the file, the command line and the range check read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite, nan
from types import MappingProxyType
from typing import Any

__all__ = ["Param", "SettingError", "check_settings", "choice", "param", "params"]


class SettingError(ValueError):
    """A setting is out of range or unknown; the message is one sentence for the user."""


@dataclass(frozen=True, slots=True)
class Param:
    """Range, scale and help of one number that the user can set.

    `low` and `high` bound what is accepted; the slider may span less. `log` makes the slider
    logarithmic; `whole` accepts whole numbers only.
    """

    low: float
    high: float
    help: str
    log: bool = False
    whole: bool = False
    main: bool = True  # shown on the card; the others are folded
    label: str = ""  # words on the screen; empty: the field's name with spaces
    slider_low: float | None = None  # ends of the slider; None: low and high
    slider_high: float | None = None
    words: tuple[str, ...] = ()  # what 0, 1, 2, ... stand for, where it is a choice

    @property
    def slider(self) -> tuple[float, float]:
        """The ends of the slider; what lies beyond can still be typed."""
        low = self.low if self.slider_low is None else self.slider_low
        return low, self.high if self.slider_high is None else self.slider_high

    def refusal(self, name: str, value: float) -> str | None:
        """Return why `value` cannot be taken, in one sentence, or None."""
        words = self.label or name.replace("_", " ")
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            return f"The {words} must be a number from {self.low:g} to {self.high:g}."
        if self.whole and value != int(value):
            return f"The {words} must be a whole number from {self.low:g} to {self.high:g}."
        if not self.low <= value <= self.high:
            return f"The {words} must lie between {self.low:g} and {self.high:g}, not {value:g}."
        return None

    def number(self, name: str, value: float | str) -> float:
        """Return a value of the setting `name` as a number; SettingError where it is not allowed.

        A choice may be said by its word, and yes or no as True or False.
        """
        if self.words and isinstance(value, str | bool):
            return self._place(name, value)
        # A word is no number, and neither is NaN: both are refused by the same sentence.
        if refusal := self.refusal(name, nan if isinstance(value, str) else value):
            raise SettingError(refusal)
        return float(value)

    def _place(self, name: str, said: str | bool) -> float:
        word = said if isinstance(said, str) else ("no", "yes")[said]
        known = [_plain(each) for each in self.words]
        if _plain(word) in known:
            return float(known.index(_plain(word)))
        called = self.label or name.replace("_", " ")
        raise SettingError(f"The {called} must be one of {', '.join(self.words)}, not {word!r}.")


def _plain(word: str) -> str:
    """Return a word without what may be typed in several ways: capitals, hyphens for blanks."""
    return word.strip().lower().replace("-", " ").replace("_", " ")


def param(
    default: float,
    low: float,
    high: float,
    help: str,  # noqa: A002
    *,
    log: bool = False,
    whole: bool = False,
    main: bool = True,
    label: str = "",
    slider_low: float | None = None,
    slider_high: float | None = None,
) -> Any:
    """Return a dataclass field that carries its own `Param`."""
    declared = Param(low, high, help, log, whole, main, label, slider_low, slider_high)
    return field(default=default, metadata={"param": declared})


def choice(
    default: int,
    words: tuple[str, ...],
    help: str,  # noqa: A002
    *,
    main: bool = True,
    label: str = "",
) -> Any:
    """Return a field whose numbers 0, 1, 2, ... stand for words to choose from."""
    declared = Param(0, len(words) - 1, help, False, True, main, label, words=words)
    return field(default=default, metadata={"param": declared})


def params(thing: Any) -> Mapping[str, Param]:
    """Return the settings that a dataclass (or an instance of one) declares, by field name."""
    return MappingProxyType(
        {f.name: f.metadata["param"] for f in fields(thing) if "param" in f.metadata}
    )


def check_settings(thing: Any) -> None:
    """Raise SettingError when a declared setting of `thing` is out of its range."""
    for name, declared in params(thing).items():
        if refusal := declared.refusal(name, getattr(thing, name)):
            raise SettingError(refusal)
