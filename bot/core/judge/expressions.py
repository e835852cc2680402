"""Algebraic expressions: the same terms and factors in another order are the same answer.

Source: what computer-marked homework calls "the same expression": sums and products commute,
spaces and multiplication signs do not matter, and nothing is expanded or factorised.
"""

from __future__ import annotations

import re
from typing import TypeAlias

_TOKEN = re.compile(
    r"\d+(?:\.\d+)?|[a-z]{2,6}(?=\()|(?:sqrt|sin|cos|tan|ln|log|exp|pi|theta)|[a-zα-ω]|[-+*/^=()<>!±,]|√"
)
_FACTORS = re.compile(r"\d+(?:\^\d+)?(?:\s?[x*]\s?\d+(?:\^\d+)?)+")
_LOOKS = re.compile(
    r"[a-zα-ω]\s?[-+*/^=<>]|[-+*/^=<>]\s?[a-zα-ω(]|\d[xyzqr]\b|π|[a-z]\(|\)\(|√|sqrt|\d\s?[+*]\s?\d|\^\d+\s?x\s?\d"
)
_WORD = re.compile(r"[A-Za-z]{3,}")
_FUNCTIONS = frozenset(
    {"sqrt", "sin", "cos", "tan", "log", "exp", "theta", "pi", "sec", "cot", "csc"}
)
_POWER_OF_TEN = re.compile(r"[\d\s.,]+x\s?10\s?\^?\s?-?\d*")
# The base of a logarithm is a constant factor, which an order of growth leaves out.
_ORDER = re.compile(r"\s*[oθω]\s?\(")
_BASE = re.compile(r"log_?(?:\d+|\{\d+\})(?=[\s(a-z])")
LONGEST = 80
DEEPEST = 12
_LONGEST_SUBJECT = 50

Tree: TypeAlias = "tuple[Tree, ...] | str"


def is_expression(text: str) -> bool:
    """Tell whether a wording is algebra: letters and operators, and no words."""
    lower = text.lower()
    if len(text) > LONGEST or not _LOOKS.search(lower):
        return False
    if _POWER_OF_TEN.fullmatch(lower):
        return False
    if not re.search(r"[a-zα-ω]", lower):
        return _FACTORS.fullmatch(lower) is not None
    return (
        all(word.lower() in _FUNCTIONS for word in _WORD.findall(text)) and parse(text) is not None
    )


def parse(text: str) -> Tree | None:
    """Read an expression or equation into a sorted tree; None where it is not one."""
    text = text.lower().replace("**", "^").replace("·", "*").replace("π", "pi")
    if "log" in text and _ORDER.match(text):
        text = _BASE.sub("log", text)
    text = re.sub(r"(?<=\d)\s?x\s?(?=\d)", "*", text)
    squeezed = re.sub(r"\s+", "", text).strip(".?!$")
    if len(squeezed) > LONGEST:
        return None
    found = _TOKEN.findall(squeezed)
    if "".join(found) != squeezed or not found:
        return None
    try:
        return _Reader(found).relation()
    except _NotAnExpression:
        return None


class _NotAnExpression(Exception):  # noqa: N818  it never leaves this module
    pass


class _Reader:
    """Recursive descent over the tokens of one expression."""

    def __init__(self, found: list[str]) -> None:
        self._tokens = found
        self._at = 0
        self._depth = 0

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._peek()
        self._at += 1
        return token

    def relation(self) -> Tree:
        left = self._sum()
        if self._peek() in {"=", "<", ">"}:
            sign = self._take()
            if self._peek() == "=":
                sign += self._take()
            right = self._sum()
            if sign.startswith(">"):
                left, right, sign = right, left, "<" + sign[1:]
            sides = tuple(sorted((left, right), key=repr)) if sign == "=" else (left, right)
            left = (sign, *sides)
        if self._at < len(self._tokens):
            raise _NotAnExpression
        return left

    def _sum(self) -> Tree:
        self._depth += 1
        if self._depth > DEEPEST:
            raise _NotAnExpression
        terms: list[Tree] = []
        sign = ""
        if self._peek() in {"+", "-"}:
            sign = self._take()
        while True:
            term = self._product()
            terms.append(("neg", term) if sign == "-" else term)
            if self._peek() not in {"+", "-"}:
                break
            sign = self._take()
        self._depth -= 1
        return terms[0] if len(terms) == 1 else ("+", *sorted(terms, key=repr))

    def _product(self) -> Tree:
        factors: list[Tree] = [self._power()]
        below: list[Tree] = []
        while True:
            following = self._peek()
            if following in {"*", "/"}:
                self._take()
                (factors if following == "*" else below).append(self._power())
            elif following and (following[0].isalnum() or following in {"(", "√"}):
                factors.append(self._power())
            else:
                break
        factors = _gathered(factors)
        top: Tree = factors[0] if len(factors) == 1 else ("*", *sorted(factors, key=repr))
        return ("/", top, *sorted(below, key=repr)) if below else top

    def _power(self) -> Tree:
        base = self._atom()
        if self._peek() == "^":
            self._take()
            sign = self._take() if self._peek() == "-" else ""
            exponent = self._power()
            base = ("^", base, ("neg", exponent) if sign else exponent)
        return base

    def _atom(self) -> Tree:
        taken = self._take()
        if taken == "(":
            inner = self._sum()
            if self._take() != ")":
                raise _NotAnExpression
            return inner
        if taken in {"√", "sqrt"}:
            return ("^", self._power(), ("/", "1", "2"))
        if len(taken) > 1 and taken.isalpha():
            return taken if taken in {"pi", "theta"} else (taken, self._power())
        if taken and (taken[0].isdigit() or taken.isalpha()):
            return taken
        raise _NotAnExpression


def _gathered(factors: list[Tree]) -> list[Tree]:
    """Write a factor that stands more than once as a power."""
    if len(factors) == 1:
        return factors
    powers: dict[Tree, int] = {}
    for factor in factors:
        base, power = factor, 1
        if isinstance(factor, tuple) and factor[0] == "^" and str(factor[2]).isdigit():
            base, power = factor[1], int(str(factor[2]))
        powers[base] = powers.get(base, 0) + power
    return [base if power == 1 else ("^", base, str(power)) for base, power in powers.items()]


def same(stated: Tree, meant: Tree) -> bool:
    """Tell whether two trees are one, "y =" or "dy/dx =" before either of them aside."""
    return stated == meant or meant in _sides(stated) or stated in _sides(meant)


def _sides(tree: Tree) -> tuple[object, ...]:
    """Give the two sides of an equation, of which one is only what is solved for."""
    if not isinstance(tree, tuple) or tree[0] != "=":
        return ()
    subject = [side for side in tree[1:] if len(repr(side)) < _LONGEST_SUBJECT]
    return tree[1:] if subject else ()
