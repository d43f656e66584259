"""The grammar of formulas: text becomes a graph, or a sentence that says what is wrong where.

Loosest first: comparisons (only inside where), + and -, * / % and writing side by side, signs,
powers (from the right, so 2^3^2 is 2^9 and -x^2 is -(x^2)). There is no evaluation of Python,
no attribute, text or index in the language: nothing to escape to.
"""

import difflib
from collections.abc import Callable
from typing import NoReturn

from explorer.core.formula.functions import NUMBERS, OTHER_NAMES, WORDS
from explorer.core.formula.graph import Graph, Node, NotFiniteError, TooManyNodesError
from explorer.core.formula.term import Term, of
from explorer.core.formula.tokens import FormulaError, Token, spelled, tokens

__all__ = ["MAX_DEPTH", "VARIABLES", "Parser"]

MAX_DEPTH = 60
VARIABLES = ("x", "y")
SUM, PRODUCT, SIGN, POWER, COMPARISON = 10, 20, 30, 40, 5
STRENGTH = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "%": PRODUCT, "^": POWER}
COMPARISONS = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge", "==": "eq", "!=": "ne"}
STRENGTH |= dict.fromkeys(COMPARISONS, COMPARISON)
ARITHMETIC = {"+": "add", "-": "sub", "*": "mul", "/": "div", "^": "pow"}


class Parser:
    """One pass over the tokens of a formula; `words` are the functions it used."""

    def __init__(self, text: str, constants: tuple[str, ...] = ()) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.graph = Graph()
        self.words: set[str] = set()
        self._constants = constants
        self._position = 0
        self._depth = 0

    @property
    def _next(self) -> Token:
        return self.tokens[self._position]

    def parse(self) -> int:
        """Return the node of the whole formula."""
        if len(self.tokens) == 1:
            raise FormulaError("type a formula, for example x^2 + 3*sin(5*x)")
        whole = self._real(self._expression(0), self._next)
        if self._next.kind != "end":
            self._unexpected(self._next)
        return whole.index

    def _take(self) -> Token:
        token = self._next
        self._position += 1
        return token

    def _is_sign(self, *signs: str) -> bool:
        return self._next.kind == "sign" and self._next.text in signs

    def _expect(self, sign: str) -> None:
        if not self._is_sign(sign):
            before = f"before '{self._next.text}'" if self._next.text else "at the end"
            _refuse(f"a '{sign}' is missing {before}", self._next)
        self._take()

    def _unexpected(self, token: Token) -> NoReturn:
        if token.kind == "end":
            _refuse("the formula ends too early; a number, x or a function must follow", token)
        if token.kind == "number":
            _refuse(f"a sign such as + or * is missing before '{token.text}'", token)
        if token.kind == "name" and token.text in ("e", "E"):
            _refuse("after a number 'e' needs an exponent, as in 1e3, or a '*'", token)
        if token.text == "(":
            _refuse("a sign such as * is missing before '('; only functions take values", token)
        _refuse(f"'{token.text}' cannot stand here", token)

    def _misplaced(self, token: Token) -> NoReturn:
        if token.kind == "end":
            self._unexpected(token)
        _refuse(f"'{token.text}' cannot stand here; a number, x or a function must", token)

    def _expression(self, strength: int) -> Term:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            _refuse(f"nested too deeply; {MAX_DEPTH} levels are allowed", self._next)
        left = self._operand()
        while True:
            token = self._next
            binding = STRENGTH.get(token.text, 0) if token.kind == "sign" else 0
            if binding > strength:
                left = self._binary(self._take(), left, binding)
            elif strength < PRODUCT and self._is_side_by_side():
                left = self._apply(token, "mul", left, self._expression(PRODUCT))
            else:
                break
        self._depth -= 1
        return left

    def _binary(self, token: Token, left: Term, binding: int) -> Term:
        if token.text in COMPARISONS:
            return self._comparison(token, left)
        if token.text == "^":
            return self._apply(token, "pow", left, self._expression(POWER - 1))
        right = self._expression(binding)
        if token.text == "%":
            return self._call(token, "mod", [left, right])
        return self._apply(token, ARITHMETIC[token.text], left, right)

    def _comparison(self, token: Token, left: Term) -> Term:
        right = self._expression(COMPARISON)
        whole = self._apply(token, COMPARISONS[token.text], left, right)
        while self._is_sign("<", "<=", ">", ">="):  # -1 < x < 1
            token, left = self._take(), right
            right = self._expression(COMPARISON)
            step = self._apply(token, COMPARISONS[token.text], left, right)
            whole = of("and", whole, step)
        return whole

    def _is_side_by_side(self) -> bool:
        """2x, 3(x + 1), x y and x sin(x) are products; 2 3, x(y), 1e and a new line are not."""
        before, token = self.tokens[self._position - 1], self._next
        if "\n" in self.text[before.end : token.start]:
            return False
        ends = before.kind != "sign" or before.text == ")"
        if token.kind == "name":
            is_exponent = before.kind == "number" and token.text in ("e", "E")
            return ends and not (is_exponent and token.start == before.end)
        opens = token.kind == "sign" and token.text == "("
        return opens and ends and before.kind != "name"

    def _operand(self) -> Term:
        token = self._take()
        if token.kind == "number":
            return self._number(token)
        if token.kind == "name":
            return self._name(token)
        if token.text in ("+", "-") and token.kind == "sign":
            minus = token.text == "-"
            while self._is_sign("+", "-"):
                minus ^= self._take().text == "-"
            operand = self._real(self._expression(SIGN), token)
            return self._apply(token, "neg", operand) if minus else operand
        if token.text == "(":
            inner = self._expression(0)
            self._expect(")")
            return inner
        if token.text == "|":
            inner = self._expression(0)
            self._expect("|")
            return self._call(token, "abs", [inner])
        return self._misplaced(token)

    def _number(self, token: Token) -> Term:
        value = float(token.text)
        if value == float("inf"):
            _refuse("this number is too large; the largest is about 1.8e308", token)
        return Term(self.graph, self._guarded(token, lambda: self.graph.number(value)))

    def _name(self, token: Token) -> Term:
        name = token.text
        if name in self._constants:
            return self._leaf(token, "constant", self._constants.index(name))
        if name in VARIABLES:
            return self._leaf(token, "variable", VARIABLES.index(name))
        if name in NUMBERS:
            return Term(self.graph, self._guarded(token, lambda: self.graph.number(NUMBERS[name])))
        word = OTHER_NAMES.get(name, name)
        if word not in WORDS:
            self._unknown(token)
        if not self._is_sign("("):
            _refuse(f"'{name}' needs brackets, as in {name}(x)", token)
        self._take()
        values = []
        if not self._is_sign(")"):
            values.append(self._expression(0))
            while self._is_sign(","):
                self._take()
                values.append(self._expression(0))
        self._expect(")")
        return self._call(token, word, values)

    def _unknown(self, token: Token) -> NoReturn:
        name = token.text
        known = [*VARIABLES, *self._constants, *NUMBERS, *WORDS, *OTHER_NAMES]
        near = difflib.get_close_matches(name, known, 1) if len(name) <= 30 else []
        shown = spelled(name if len(name) <= 30 else name[:30] + "...")
        names = ", ".join((*VARIABLES, *self._constants))
        hint = f"did you mean '{near[0]}'?" if near else f"allowed are {names} and functions"
        _refuse(f"unknown name '{shown}'; {hint}", token)

    def _call(self, token: Token, name: str, values: list[Term]) -> Term:
        word = WORDS[name]
        if not word.least <= len(values) <= word.most:
            many = f"{word.least} to {word.most}" if word.least < word.most else f"{word.least}"
            noun = "value" if word.most == 1 else "values"
            _refuse(f"{name} takes {many} {noun}, not {len(values)}", token)
        if name == "where":
            if not self.graph.is_condition(values[0].index):
                _refuse("where(...) must begin with a comparison, such as x < 0", token)
        else:
            self._real(values[0], token)
        for value in values[1:]:
            self._real(value, token)
        self.words.add(name)
        return Term(self.graph, self._guarded(token, lambda: word.build(*values).index))

    def _apply(self, token: Token, operation: str, *values: Term) -> Term:
        for value in values:
            self._real(value, token)
        return Term(self.graph, self._guarded(token, lambda: of(operation, *values).index))

    def _leaf(self, token: Token, kind: str, which: int) -> Term:
        node = Node(kind, leaf=float(which))
        return Term(self.graph, self._guarded(token, lambda: self.graph.add(node)))

    def _real(self, value: Term, token: Token) -> Term:
        if self.graph.is_condition(value.index):
            _refuse("a comparison can only be the first value of where(...)", token)
        return value

    def _guarded(self, token: Token, build: Callable[[], int]) -> int:
        try:
            return build()
        except NotFiniteError as error:
            _refuse(f"this part is {error}, whatever x is", token)
        except TooManyNodesError:
            _refuse("the formula is too big; 300 operations are allowed", token)


def _refuse(message: str, token: Token) -> NoReturn:
    raise FormulaError(message, token.start, max(token.end, token.start + 1))
