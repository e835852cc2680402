"""Numbers as people write and say them, read into exact values.

Sources: the number grammar of qb-answer-checker; ISO 31-0 and its English and continental habits
for separators ("299 792 458", "1,234.5", "1.234,5", "3,14"); short-scale magnitudes. A text that
can be read in two ways keeps both readings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from bot.core.judge.words import NUMBER_WORDS, ORDINAL_WORDS

Value = int | Fraction
MOST_NUMBERS = 12
MOST_WORDS = 60

MAGNITUDES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "k": 10**3,
    "mn": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "bil": 10**9,
    "tn": 10**12,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "m": 10**6,
    "b": 10**9,
    "grand": 10**3,
    "lakh": 10**5,
    "crore": 10**7,
}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
    "hundredth": 100,
    "hundredths": 100,
    "thousandth": 1000,
    "thousandths": 1000,
}
_NUMERAL = re.compile(
    r"""(?<![a-z])(?<![a-z]\^)(?<![a-z]\^-)(?P<sign>(?:(?<![\w.)])|(?<=\s))[-+](?=\s?[\d.]))?\s?
    (?P<body>\d{1,3}(?:[,.' ]\d{3}){1,8}(?:[.,]\d{1,30})?(?!\d)|\d{1,60}(?:[.,]\d{1,30})?|[.,]\d{1,30})
    (?P<power>\s?(?:[x*]|·|times)\s?10\s?(?:\^|\*\*)?\s?\(?(?P<exponent>[-+]?\d{1,3})\)?
      |e(?P<e>[-+]?\d{1,3})(?![\w.]))?
    (?P<over>\s?/\s?(?P<denominator>\d{1,20})(?![\d/]))?
    (?P<ordinal>(?:st|nd|rd|th)\b)?""",
    re.VERBOSE,
)
_TEN_TO = re.compile(r"(?<![\w.])10\s?(?:\^|\*\*)\s?\(?([-+]?\d{1,3})\)?")
_MIXED = re.compile(r"(?<![\d.,/])(\d{1,9})(?:\s|-|\sand\s)(\d{1,4})/(\d{1,4})(?![\d/])")
_WORD = re.compile(r"[a-z]+")
_ROMAN = re.compile(r"M{0,4}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WORDLIKE = frozenset(NUMBER_WORDS) | frozenset(ORDINAL_WORDS) | {"hundred", "thousand", "million"}


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
    found = [_with_magnitude(number, text) for number in found]
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
    """Multiply by a magnitude that follows; "5m" may also be metres, so both stay."""
    rest = re.match(r"(\s?|-)([a-z]+)\b", text[number.end : number.end + 12])
    if rest is None or number.ordinal or rest[2] not in MAGNITUDES:
        return number
    word, factor = rest[2], MAGNITUDES[rest[2]]
    values = tuple(_plain(value * factor) for value in number.values)
    end = number.end + rest.end()
    if word in {"m", "b", "k"}:
        if rest[1]:
            return number
        return Number(values + number.values, number.start, number.end, False, number.digits)
    found = Number(values, number.start, end, False, number.digits)
    return _with_magnitude(found, text)


def _spoken(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Find numbers in words: "one hundred and eighty", "three quarters", "nineteen sixty-two"."""
    if not any(char.isalpha() for char in text):
        return []
    matches = [
        m
        for m in islice(_WORD.finditer(text), MOST_WORDS)
        if not any(s < m.end() and m.start() < e for s, e in taken)
    ]
    found: list[Number] = []
    at = 0
    while at < len(matches):
        words = [m[0] for m in matches[at : at + 14]]
        if words[0] in _STARTS:
            value, used, ordinal = read_words(words)
            if used and value is not None:
                if at and matches[at - 1][0] in {"minus", "negative"}:
                    value = -value
                end = matches[at + used - 1].end()
                found.append(Number((value,), matches[at].start(), end, ordinal))
                at += used
                continue
        at += 1
    return found


_STARTS = (
    frozenset(NUMBER_WORDS)
    | frozenset(ORDINAL_WORDS)
    | frozenset(_PARTS)
    | {
        "hundred",
        "thousand",
        "million",
        "billion",
        "a",
        "dozen",
    }
)


def read_words(words: list[str]) -> tuple[Value | None, int, bool]:
    """Read the number that the words begin with: value, words used, whether it is an ordinal."""
    words = list(words)
    total = current = used = 0
    seen = False
    pair: list[int] = []
    for at, word in enumerate(words):
        if word in NUMBER_WORDS:
            value = NUMBER_WORDS[word]
            if (
                seen
                and current % 100
                and not (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10)
            ):
                if total == 0 and 10 <= current <= 99 and value >= 0 and not pair:
                    pair = [current]
                    current = value
                    used = at + 1
                    continue
                if word == "zero" and pair:
                    used = at + 1
                    continue
                break
            current += value
            seen, used = True, at + 1
        elif word in ORDINAL_WORDS:
            part = _fraction_of(current, total, word, seen)
            if part is not None:
                return part, at + 1, False
            current += ORDINAL_WORDS[word]
            return _joined(total, current, pair), at + 1, True
        elif word in _PARTS and seen and word != "hundredth":
            return Fraction(total + current, _PARTS[word]), at + 1, False
        elif word in _PARTS and not seen:
            return Fraction(1, _PARTS[word]), at + 1, False
        elif word in MAGNITUDES and len(word) > 2 and (seen or at == 0 or words[:at] == ["a"]):
            factor = MAGNITUDES[word]
            current = max(current, 1)
            if factor in {100, 12}:
                current *= factor
            else:
                total += current * factor
                current = 0
            seen, used = True, at + 1
        elif word == "and" and seen:
            following = words[at + 1 : at + 4]
            if following[:2] in (["a", "half"], ["a", "quarter"], ["one", "half"]):
                return total + current + Fraction(1, _PARTS[following[1]]), at + 3, False
            if following[:2] == ["three", "quarters"]:
                return total + current + Fraction(3, 4), at + 3, False
            if not following or (
                following[0] not in NUMBER_WORDS and following[0] not in ORDINAL_WORDS
            ):
                break
            if not (total or current >= 100):
                break
        elif word in {"point", "decimal"} and seen:
            return _decimals(total + current, words, at)
        elif word in {"oh", "o"} and pair:
            continue
        elif word == "a" and at == 0:
            if words[1:2] and (
                (words[1] in MAGNITUDES and len(words[1]) > 2) or words[1] in _PARTS
            ):
                continue
            return None, 0, False
        else:
            break
    return (_joined(total, current, pair), used, False) if seen else (None, 0, False)


def _joined(total: int, current: int, pair: list[int]) -> int:
    return pair[0] * 100 + current if pair else total + current


def _fraction_of(current: int, total: int, word: str, seen: bool) -> Fraction | None:
    """Read "one third" as a fraction, and "twenty third" as an ordinal."""
    if not seen or total or word not in _PARTS or current >= 20 or current != 1:
        return None
    return Fraction(current, _PARTS[word])


def _decimals(whole: int, words: list[str], at: int) -> tuple[Value, int, bool]:
    digits = ""
    for word in words[at + 1 :]:
        if word not in NUMBER_WORDS or NUMBER_WORDS[word] > 9:
            break
        digits += str(NUMBER_WORDS[word])
    if not digits:
        return whole, at, False
    return _plain(whole + Fraction(int(digits), 10 ** len(digits))), at + 1 + len(digits), False


def roman(text: str) -> int | None:
    """Read a Roman numeral in capitals; the old additive spellings are read too."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    total = 0
    values = [_ROMAN_DIGITS[char] for char in text]
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total
