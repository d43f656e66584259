"""Set a formula the way a book would: x² + 3·sin(5·x) instead of x**2 + 3*sin(5*x)."""

from explorer.core.formula.formula import Formula
from explorer.core.formula.tokens import SUPERSCRIPTS, Token, tokens

__all__ = ["pretty"]

SIGNS = {"*": "·", "-": "−", "<=": "≤", ">=": "≥", "!=": "≠"}
SPACED = {"+", "-", "<", "<=", ">", ">=", "==", "!=", "%"}
RAISED = str.maketrans("0123456789-", SUPERSCRIPTS + "⁻")


def pretty(formula: Formula) -> str:
    """Return the text of a formula with raised exponents, · for times, − for minus and π."""
    pieces = tokens(formula.text)
    written = ""
    place = 0
    while pieces[place].kind != "end":
        raised, length = _raised(pieces, place)
        if length:
            written += raised
            place += length
            continue
        before = pieces[place - 1] if place else None
        written += _piece(pieces[place], before)
        place += 1
    return written


def _raised(pieces: list[Token], place: int) -> tuple[str, int]:
    """Return a whole exponent as raised digits and how many tokens it takes, else 0."""
    if pieces[place].text != "^":
        return "", 0
    length = 3 if pieces[place + 1].text == "-" else 2
    number = pieces[place + length - 1]
    is_tower = pieces[place + length].text == "^"
    if number.kind != "number" or not number.text.isdigit() or is_tower:
        return "", 0
    digits = "".join(token.text for token in pieces[place + 1 : place + length])
    return digits.translate(RAISED), length


def _piece(token: Token, before: Token | None) -> str:
    if token.kind == "name":
        name = "π" if token.text == "pi" else token.text
        # Names side by side need the space; a number before a name does not.
        return f" {name}" if before is not None and before.kind == "name" else name
    if token.kind == "number" or token.text not in SPACED | set(SIGNS) | {","}:
        return token.text
    if token.text == ",":
        return ", "
    sign = SIGNS.get(token.text, token.text)
    is_prefix = before is None or (before.kind == "sign" and before.text not in (")", "|"))
    return f" {sign} " if token.text in SPACED and not is_prefix else sign
