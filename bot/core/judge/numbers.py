"""Numbers as people write and say them, read into exact values.

Sources: the number grammar of qb-answer-checker; ISO 31-0 and its English and continental habits
for separators ("299 792 458", "1,234.5", "1.234,5", "3,14"); short-scale magnitudes. A text that
can be read in two ways keeps both readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from bot.core.judge.spoken import MAGNITUDES, STARTS, Spoken, read_words
from bot.core.judge.wordlists import NUMBER_WORDS

Value = int | Fraction
MOST_NUMBERS = 12
MOST_WORDS = 60
LONGEST_NUMBER = 14
FEWEST_DICTATED = 3
_DIGIT_WORDS = {word: str(n) for word, n in NUMBER_WORDS.items() if n < 10} | {"oh": "0", "o": "0"}

_MAGNITUDES = MAGNITUDES | {
    "k": 10**3,
    "mn": 10**6,
    "bn": 10**9,
    "tn": 10**12,
    "m": 10**6,
    "b": 10**9,
}
# Alone after a numeral these are units as well: "5m" may be five metres.
_AMBIGUOUS = frozenset({"m", "b", "k"})
_NUMERAL = re.compile(
    r"""(?<![a-z])(?<![a-z]\^)(?<![a-z]\^-)(?P<sign>(?:(?<![\w.)])|(?<=\s))[-+](?=\s?[\d.]))?\s?
    (?P<body>\d{1,3}(?:[,.' ]\d{3}){1,8}(?:[.,]\d{1,30})?(?!\d)
      |\d{1,60}(?:[.,]\d{1,30})?|[.,]\d{1,30})
    (?P<power>\s?(?:[x*]|·|times)\s?10\s?(?:\^|\*\*)?\s?\(?(?P<exponent>[-+]?\d{1,3})\)?
      |e(?P<e>[-+]?\d{1,3})(?![\w.]))?
    (?P<over>\s?/\s?(?P<denominator>\d{1,20})(?![\d/]))?
    (?P<ordinal>(?:st|nd|rd|th)\b)?""",
    re.VERBOSE,
)
_TEN_TO = re.compile(r"(?<![\w.])10\s?(?:\^|\*\*)\s?\(?([-+]?\d{1,3})\)?")
_MIXED = re.compile(r"(?<![\d.,/])(\d{1,9})(?:\s|-|\sand\s)(\d{1,4})/(\d{1,4})(?![\d/])")
_WORD = re.compile(r"[a-z]+")
_FOLLOWING = re.compile(r"(\s?|-)([a-z]+)\b")
_PART = re.compile(r"\sand an?\s(half|quarter)\b")
_ROMAN = re.compile(r"M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: every value it may have, and where it stands."""

    values: tuple[Value, ...]
    start: int
    end: int
    ordinal: bool = False
    digits: int = 0

    @property
    def value(self) -> Value:
        return self.values[0]


def _plain(value: Value) -> Value:
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def _power_of_ten(exponent: int) -> Value:
    return 10**exponent if exponent >= 0 else Fraction(1, 10**-exponent)


def _readings(body: str) -> tuple[Value, ...]:
    """Read one numeral; "1,234" is read as thousands first, then as a decimal comma."""
    marks = [char for char in body if not char.isdigit()]
    if not marks:
        return (int(body),)
    last = marks[-1]
    head, tail = body.rsplit(last, 1)
    whole = int(re.sub(r"\D", "", body))
    fraction = _plain(Fraction(int(re.sub(r"\D", "", head) + tail), 10 ** len(tail)))
    if last in "' ":
        return (whole,)
    if len(set(marks)) > 1:
        return (fraction,)
    if len(marks) > 1:
        return (whole,)
    if len(tail) == 3 and 1 <= len(head) <= 3 and head.lstrip("0"):
        return (whole, fraction) if last == "," else (fraction, whole)
    return (fraction,)


def find_numbers(text: str) -> list[Number]:
    """Find the numbers of a lower-case text, in digits and in words, from left to right."""
    found = _mixed(text) + _powers(text)
    taken = [(number.start, number.end) for number in found]
    for match in islice(_NUMERAL.finditer(text), MOST_NUMBERS):
        number = _from_numeral(match, text)
        if not any(start < number.end and number.start < end for start, end in taken):
            found.append(number)
    found = [_with_part(_with_magnitude(number, text), text) for number in found]
    spoken = _spoken(text, [(number.start, number.end) for number in found])
    return sorted(found + spoken, key=lambda number: number.start)


def _mixed(text: str) -> list[Number]:
    if "/" not in text:
        return []
    return [
        Number((_plain(int(m[1]) + Fraction(int(m[2]), int(m[3]))),), m.start(), m.end())
        for m in _MIXED.finditer(text)
        if int(m[3])
    ]


def _powers(text: str) -> list[Number]:
    if "^" not in text and "**" not in text:
        return []
    return [
        Number((_power_of_ten(int(m[1])),), m.start(), m.end())
        for m in _TEN_TO.finditer(text)
        if not re.search(r"\d\s?(?:[x*·]|times)\s?$", text[max(0, m.start() - 8) : m.start()])
    ]


def _from_numeral(match: re.Match[str], text: str) -> Number:
    values = _readings(match["body"])
    exponent = match["exponent"] or match["e"]
    if exponent is not None:
        values = tuple(_plain(value * _power_of_ten(int(exponent))) for value in values)
    if match["over"] and int(match["denominator"]):
        values = tuple(_plain(Fraction(value) / int(match["denominator"])) for value in values)
    negative = match["sign"] == "-" or re.search(
        r"\b(?:minus|negative)\s$", text[max(0, match.start("body") - 10) : match.start("body")]
    )
    if negative:
        values = tuple(-value for value in values)
    start = match.start("sign") if match["sign"] else match.start("body")
    digits = len(match["body"].replace(".", "").replace(",", "").lstrip("0"))
    return Number(values, start, match.end(), match["ordinal"] is not None, digits)


def _with_magnitude(number: Number, text: str) -> Number:
    """Multiply by a magnitude that follows; where it may be a unit, both readings stay."""
    rest = _FOLLOWING.match(text, number.end)
    if rest is None or number.ordinal or rest[2] not in _MAGNITUDES:
        return number
    word, factor = rest[2], _MAGNITUDES[rest[2]]
    values = tuple(_plain(value * factor) for value in number.values)
    if word in _AMBIGUOUS:
        return number if rest[1] else replace(number, values=values + number.values)
    return _with_magnitude(replace(number, values=values, end=rest.end()), text)


def _with_part(number: Number, text: str) -> Number:
    """Add "and a half" to a numeral."""
    rest = _PART.match(text, number.end) if " and " in text else None
    if rest is None or number.ordinal:
        return number
    part = Fraction(1, 2) if rest[1] == "half" else Fraction(1, 4)
    values = tuple(_plain(value + part) for value in number.values)
    return replace(number, values=values, end=rest.end())


def _spoken(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Find the numbers in words that stand outside the places taken."""
    matches = [
        m
        for m in islice(_WORD.finditer(text), MOST_WORDS)
        if not any(start < m.end() and m.start() < end for start, end in taken)
    ]
    words = [m[0] for m in matches]
    found: list[Number] = []
    at = 0
    while at < len(words):
        spoken = _dictated(text, matches, at)
        if spoken is None and words[at] in STARTS:
            spoken = read_words(words[at : at + LONGEST_NUMBER])
        if spoken is None:
            at += 1
            continue
        negative = at > 0 and words[at - 1] in {"minus", "negative"}
        value = _plain(-spoken.value if negative else spoken.value)
        end = matches[at + spoken.used - 1].end()
        found.append(Number((value,), matches[at].start(), end, spoken.ordinal))
        at += spoken.used
    return found


def _dictated(text: str, matches: list[re.Match[str]], at: int) -> Spoken | None:
    """Read digits that are said one by one ("four oh four"), three of them and more."""
    digits = ""
    for match, before in zip(matches[at:], [None, *matches[at:]], strict=False):
        joined = before is None or text[before.end() : match.start()] in {" ", "-"}
        if match[0] not in _DIGIT_WORDS or not joined:
            break
        digits += _DIGIT_WORDS[match[0]]
    return Spoken(int(digits), len(digits)) if len(digits) >= FEWEST_DICTATED else None


def roman(text: str) -> int | None:
    """Read a Roman numeral in capitals; the old additive spellings are read too."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    total = 0
    values = [_ROMAN_DIGITS[char] for char in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total
