"""Numbers with their units: how a text states an amount, and when two amounts are the same.

Sources: `design.md` section 4 (compared by value, never fuzzily; a stated unit must be right, an
absent one is fine), ISO 80000 for ranges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from bot.core.judge.numbers import Number, Value, find_numbers, roman
from bot.core.judge.text import word_set
from bot.core.judge.units import ALIAS, MULTIPLIERS, fold_units
from bot.core.judge.wordlists import FILLERS, GENERIC_NOUNS, NUMBER_WORDS, SMALL
from bot.core.judge.words import canonical

_UNIT_AFTER = re.compile(
    r"\s?-?\s?(%|°|[$£€¥¢]|[a-zµμω]+(?:/[a-z]+(?:\^?\d)?)|[a-zµμω]+(?:\^\d|[23]\b)?)(?![\w^])"
)
_MONEY_BEFORE = re.compile(r"(us\$|[$£€¥])\s?$")
_EQUATION = re.compile(r"^\s*(?:[a-z]\w?\s?)?=\s?")
_BETWEEN = re.compile(r"\s?(?:-|to|until|till?|through|:)\s?")
_FROM_AND = re.compile(r"\bbetween\s(.{1,30}?)\sand\s")
FEWEST_EXACT = 3
"""Digits from which a value is a rounded one (3.14) and no simple fraction (0.5)."""
_CHARGE = re.compile(r"^\s*(\d{1,2})([+-])\s*$")
_WORD = re.compile(r"[a-z]+")
_NAME = re.compile(r"[^\W\d_]{3,}")
_CONTENT = re.compile(r"[^\W\d_]+(?:/[a-z]+)?|[%°$£€¥¢]")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: the values it may have, its unit, and the words that stand with it.

    `until` is the far end of a range. `unit` is "" where none is stated.
    """

    values: tuple[Value, ...]
    unit: str = ""
    until: tuple[Value, ...] = ()
    nouns: tuple[str, ...] = ()
    ordinal: bool = False
    digits: int = 0
    either_unit: str = ""


def quantities(text: str) -> list[Quantity]:
    """List the amounts that a cleaned, lower-case text states, from left to right."""
    return _amounts(*_numbers(text))


def _numbers(text: str) -> tuple[str, list[Number]]:
    """Bring units and equations into one shape, and find the numbers in it."""
    text = fold_units(_EQUATION.sub("", text))
    if "between" in text:
        text = _FROM_AND.sub(r"\1 to ", text)
    if text[-1:] in {"+", "-"}:
        text = _CHARGE.sub(r"\2\1", text)
    return text, find_numbers(text)


def _amounts(text: str, numbers: list[Number]) -> list[Quantity]:
    result: list[Quantity] = []
    skip = False
    for at, number in enumerate(numbers):
        if skip:
            skip = False
            continue
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        quantity, end = _with_unit(number, text)
        if following is not None and _BETWEEN.fullmatch(text[end : following.start] or "?"):
            far, _ = _with_unit(following, text)
            quantity = _range(quantity, far)
            skip = True
        elif following is not None and text[end : following.start] == "" and following.value < 0:
            far, _ = _with_unit(following, text)
            quantity = _range(quantity, Quantity(tuple(-v for v in far.values), far.unit))
            skip = True
        result.append(quantity)
    return result


def _range(near: Quantity, far: Quantity) -> Quantity:
    until = far.values
    start, end = near.values[0], far.values[0]
    if isinstance(start, int) and isinstance(end, int) and start > 999 and 9 < end < 100:
        until = (start // 100 * 100 + end,)
    return Quantity(near.values, far.unit or near.unit, until, far.nouns or near.nouns)


def _with_unit(number: Number, text: str) -> tuple[Quantity, int]:
    before = _MONEY_BEFORE.search(text[max(0, number.start - 4) : number.start])
    unit = ALIAS[before[1]] if before else ""
    end = number.end
    either = ""
    after = _UNIT_AFTER.match(text, end)
    if after and not before and after[1] in ALIAS and not _is_word(after, text):
        unit = ALIAS[after[1]]
        end = after.end()
        if len(number.values) > 1 and after[1] in {"m", "b", "k"}:
            unit, either = "", unit
    nouns = tuple(
        canonical(word) if len(word) > 1 else word
        for word in _WORD.findall(text[end : end + 60])[:3]
    )
    return (
        Quantity(number.values, unit, (), nouns, number.ordinal, number.digits, either),
        end,
    )


def _is_word(after: re.Match[str], text: str) -> bool:
    """Tell a unit from an ordinary word: "5 in a row", "3 a day"."""
    return after[1] in {"in", "a", "x", "p"} and text[after.end() :].strip(" .!?") != ""


def whole(text: str) -> Quantity | None:
    """Read a wording that is an amount and nothing else; None for anything more.

    Up to two plain nouns may follow ("775 rooms"); a name ("Seven Years' War") may not.
    """
    lower = text.lower()
    numeral = roman(text.strip(" ."))
    if numeral is not None and len(text) > 1:
        return Quantity((numeral,), digits=len(text))
    bare, numbers = _numbers(lower)
    found = _amounts(bare, numbers)
    if len(found) != 1:
        return None
    before, nouns = _around(bare, numbers)
    named = any(
        word[0].isupper() and word.lower() not in NUMBER_WORDS for word in _NAME.findall(text)[1:]
    )
    if before or named or len(nouns) > 2 or (nouns and found[0].ordinal):
        return None
    return replace(found[0], nouns=tuple(canonical(noun) for noun in nouns))


def _around(bare: str, numbers: list[Number]) -> tuple[list[str], list[str]]:
    """List the words before and after the number of a text that are more than filling."""
    for number in reversed(numbers):
        bare = f"{bare[: number.start]} \x00 {bare[number.end :]}"
    before, _, after = bare.partition("\x00")
    return _content(before), _content(after)


def _content(text: str) -> list[str]:
    words = _CONTENT.findall(text)
    return [w for w in words if w not in ALIAS and w not in FILLERS and w not in SMALL]


_OTHER_MEASURES = word_set("parsec furlong fathom league cubit carat bushel barrel dram grain")


def agree(stated: Quantity, meant: Quantity, tolerance: float = 0.0) -> bool:
    """Tell whether two amounts have the same value, percent and fraction included."""
    if bool(stated.until) != bool(meant.until):
        return False
    if meant.until and not _same(stated.until, meant.until, tolerance):
        return False
    bare_percent = stated.unit == "%" and not meant.unit
    if not bare_percent and _same(stated.values, meant.values, tolerance):
        return True
    if stated.unit == "%" and not meant.unit:
        hundredth = tuple(Fraction(v) / 100 for v in stated.values)
        small = any(-1 <= v <= 1 and v for v in meant.values)
        return small and _same(hundredth, meant.values, tolerance)
    if meant.unit == "%" and not stated.unit:
        hundredth = tuple(Fraction(v) / 100 for v in meant.values)
        exact = any(isinstance(v, Fraction) for v in stated.values)
        return exact and _same(stated.values, hundredth, tolerance)
    return False


def _same(stated: tuple[Value, ...], meant: tuple[Value, ...], tolerance: float) -> bool:
    if any(value in meant for value in stated):
        return True
    if not tolerance:
        return False
    margin = Fraction(tolerance)
    return any(abs(Fraction(a) - Fraction(b)) <= margin for a in stated for b in meant)


def is_about(stated: Quantity, meant: Quantity, share: float) -> bool:
    """Tell whether a single amount is off by no more than a share of what is meant."""
    if stated.until or meant.until or (stated.unit and meant.unit and stated.unit != meant.unit):
        return False
    value, exact = Fraction(stated.values[0]), Fraction(meant.values[0])
    return exact != 0 and abs(value - exact) <= abs(exact) * Fraction(share)


def is_more_exact(stated: Quantity, meant: Quantity) -> bool:
    """Tell whether a reply rounds to a value that is given with decimals."""
    value, exact = Fraction(meant.values[0]), Fraction(stated.values[0])
    if stated.until or meant.until or value.denominator == 1:
        return False
    if not FEWEST_EXACT <= meant.digits < stated.digits:
        return False
    same_unit = not stated.unit or not meant.unit or stated.unit == meant.unit
    return same_unit and abs(exact - value) * 2 <= _last_place(meant.values[0], meant.digits)


def is_rounding(stated: Quantity, meant: Quantity) -> bool:
    """Tell whether a reply is the value with fewer digits, of which two or more are left."""
    if stated.until or meant.until or not 2 <= stated.digits < meant.digits:
        return False
    for value in stated.values:
        for exact in meant.values:
            off = abs(Fraction(exact) - Fraction(value))
            if value and exact and off * 2 <= _last_place(value, stated.digits):
                return True
    return False


def _last_place(value: Value, digits: int) -> Fraction:
    """Give the size of the last of the digits that are stated."""
    size = abs(Fraction(value))
    first = len(str(int(size))) if size >= 1 else 1 - len(str(int(1 / size)))
    return Fraction(10) ** (first - digits)


def unit_conflict(stated: Quantity, units: frozenset[str], allowed: frozenset[str]) -> bool:
    """Tell whether the stated unit is a wrong one.

    Where the card has a unit the reply's must be it. Where it has none, a multiplier ("46 pairs")
    changes the value, and another unit is taken only if the question speaks of it.
    """
    if stated.unit:
        if units:
            bare_degree = stated.unit == "degree" and units & {"celsius", "fahrenheit", "kelvin"}
            named = units == {"degree"} and stated.unit in {"celsius", "fahrenheit"}
            return stated.unit not in units and not bare_degree and not named
        turned = stated.unit in MULTIPLIERS or stated.unit == "bc"
        return turned and canonical(stated.unit) not in allowed
    if stated.nouns and stated.nouns[0] not in allowed:
        noun = stated.nouns[0]
        if noun in GENERIC_NOUNS or noun in FILLERS or noun in SMALL:
            return False
        return noun in MULTIPLIERS or len(noun) == 1 or (bool(units) and noun in _OTHER_MEASURES)
    return False
