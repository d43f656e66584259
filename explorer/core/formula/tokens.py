"""Cut the text of a formula into numbers, names and signs, or say which character is wrong."""

import re
import unicodedata
from typing import Literal, NamedTuple

__all__ = [
    "MAX_CHARACTERS",
    "MAX_TOKENS",
    "SUPERSCRIPTS",
    "FormulaError",
    "Token",
    "spelled",
    "tokens",
]

MAX_CHARACTERS = 3000
MAX_TOKENS = 1000  # as much as sixteen hills on a formula that is long itself

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
SIGNS = {
    "−": "-",
    "–": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "**": "^",
}
PATTERN = re.compile(
    r"[ \t\r\n]+"
    r"|(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*|π)"
    rf"|(?P<raised>⁻?[{SUPERSCRIPTS}]+)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/%^(),<>|−–×·⋅÷≤≥≠])",
    re.ASCII,
)
DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


class FormulaError(ValueError):
    """The text is not a formula: one sentence for the user, and which characters it is about."""

    def __init__(self, message: str, column: int = 0, end: int | None = None) -> None:
        super().__init__(f"Column {column + 1}: {message}")
        self.message = message
        self.column = column
        self.end = column + 1 if end is None else end


class Token(NamedTuple):
    """A piece of the text and where it stands."""

    kind: Literal["number", "name", "sign", "end"]
    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Return the pieces of a formula, the last of kind "end"; FormulaError says what is wrong."""
    if len(text) > MAX_CHARACTERS:
        raise FormulaError(
            f"the formula has {len(text):,} characters; {MAX_CHARACTERS:,} are allowed",
            MAX_CHARACTERS,
            len(text),
        )
    found: list[Token] = []
    start = 0
    while start < len(text):
        match = PATTERN.match(text, start)
        if match is None:
            raise FormulaError(_refused(text[start]), start)
        found.extend(_cut(match))
        if len(found) > MAX_TOKENS:
            raise FormulaError(
                f"the formula is too long; {MAX_TOKENS} numbers, names and signs are allowed",
                start,
                len(text),
            )
        start = match.end()
    found.append(Token("end", "", len(text), len(text)))
    return found


def _cut(match: re.Match[str]) -> list[Token]:
    piece, start, end = match.group(), match.start(), match.end()
    if match.lastgroup == "raised":
        minus = [Token("sign", "-", start, start)] if piece[0] == "⁻" else []
        number = Token("number", piece.lstrip("⁻").translate(DIGITS), start, end)
        return [Token("sign", "^", start, start), *minus, number]
    if match.lastgroup == "number":
        return [Token("number", piece, start, end)]
    if match.lastgroup == "name":
        return [Token("name", "pi" if piece == "π" else piece, start, end)]
    if match.lastgroup == "sign":
        return [Token("sign", SIGNS.get(piece, piece), start, end)]
    return []


def spelled(text: str) -> str:
    """Return text that is safe to show: control, invisible and foreign characters escaped."""
    return "".join(c if " " <= c <= "~" else c.encode("unicode_escape").decode() for c in text)


def _refused(character: str) -> str:
    name = unicodedata.name(character, "")
    if " " < character <= "~":
        return (
            f"'{character}' is not part of the language; allowed are numbers, x, y, + - * / ^ ( )"
        )
    named = f"U+{ord(character):04X}" + (f" {name}" if name else "")
    if unicodedata.category(character)[0] == "L":
        return f"this letter is not a plain one ({named}); allowed are a to z"
    return f"this character is not allowed ({named}); remove it or type a plain one"
