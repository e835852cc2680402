"""Numbers in words: "one hundred and eighty", "three quarters", "nineteen sixty-two".

Sources: the number grammar of qb-answer-checker; English number words, years said in pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bot.core.judge.wordlists import NUMBER_WORDS, ORDINAL_WORDS

MAGNITUDES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "mil": 10**6,
    "mio": 10**6,
    "bil": 10**9,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "grand": 10**3,
    "lakh": 10**5,
    "crore": 10**7,
}
_DENOMINATORS = "half third quarter fifth sixth seventh eighth ninth tenth"
_PARTS = {word: at for at, word in enumerate(_DENOMINATORS.split(), 2)}
_PARTS |= {word + "s": part for word, part in _PARTS.items()}
_PARTS |= {"halves": 2, "fourth": 4, "fourths": 4, "hundredth": 100, "hundredths": 100}
_PARTS |= {"thousandth": 1000, "thousandths": 1000}
_AND_A_PART = {
    "a half": Fraction(1, 2),
    "one half": Fraction(1, 2),
    "a quarter": Fraction(1, 4),
    "three quarters": Fraction(3, 4),
}
STARTS = frozenset({*NUMBER_WORDS, *ORDINAL_WORDS, *_PARTS, *MAGNITUDES, "a"})


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words, and how many words it takes."""

    value: int | Fraction
    used: int
    ordinal: bool = False


class _Sum:
    """A number in words as far as it has been read."""

    def __init__(self) -> None:
        self._thousands = 0
        self._rest = 0
        self._century: int | None = None
        self.used = 0

    @property
    def value(self) -> int:
        if self._century is not None:
            return self._century * 100 + self._rest
        return self._thousands + self._rest

    def take(self, word: str) -> bool:
        """Take one more word; False where it does not go on."""
        if word in NUMBER_WORDS:
            return self._add(NUMBER_WORDS[word])
        return word in MAGNITUDES and self._multiply(MAGNITUDES[word])

    def _add(self, value: int) -> bool:
        """Add a number word; False where it begins another number."""
        tens = self._rest % 100
        if not tens or (tens >= 20 and tens % 10 == 0 and 0 < value < 10):
            self._rest += value
            return True
        return value >= 10 and self.end_century() and self._add(value)

    def end_century(self) -> bool:
        """Take what was read for the century of a year ("nineteen …")."""
        if self._thousands or self._century is not None or not 10 <= self._rest <= 99:
            return False
        self._century, self._rest = self._rest, 0
        return True

    def _multiply(self, factor: int) -> bool:
        if factor <= 100:
            self._rest = max(self._rest, 1) * factor
        else:
            self._thousands += max(self._rest, 1) * factor
            self._rest = 0
        return True

    def goes_on(self, word: str, following: str) -> bool:
        """Tell whether "and" or "oh" leads to more of the same number."""
        if word == "and":
            leads = following in NUMBER_WORDS or following in ORDINAL_WORDS
            return leads and (self._thousands > 0 or self._rest >= 100)
        return word in {"oh", "o"} and following in NUMBER_WORDS and self.end_century()


def read_words(words: list[str]) -> Spoken | None:
    """Read the number that the words begin with; None where they begin with none."""
    number = _Sum()
    at = 0
    if words[0] == "a":
        if words[1:2] and (words[1] in MAGNITUDES or words[1] in _PARTS):
            at = 1
        else:
            return None
    for place in range(at, len(words)):
        word, following = words[place], words[place + 1] if place + 1 < len(words) else ""
        ending = _ending(number, words, place)
        if ending is not None:
            return ending
        if number.take(word):
            number.used = place + 1
        elif not (number.used and number.goes_on(word, following)):
            break
    return Spoken(number.value, number.used) if number.used else None


def _ending(number: _Sum, words: list[str], at: int) -> Spoken | None:
    """Read what ends a number: an ordinal, a fraction, "and a half", decimals."""
    word = words[at]
    if word in ORDINAL_WORDS:
        single = number.value == 1 if number.used else words[0] == "a"
        if single and word in _PARTS:
            return Spoken(Fraction(1, _PARTS[word]), at + 1)
        return Spoken(number.value + ORDINAL_WORDS[word], at + 1, ordinal=True)
    if word in _PARTS:
        return Spoken(Fraction(number.value if number.used else 1, _PARTS[word]), at + 1)
    if word == "and" and number.used:
        part = _AND_A_PART.get(" ".join(words[at + 1 : at + 3]))
        return Spoken(number.value + part, at + 3) if part else None
    return _decimals(number.value, words, at) if word == "point" and number.used else None


def _decimals(whole: int, words: list[str], at: int) -> Spoken | None:
    digits = ""
    for word in words[at + 1 :]:
        if NUMBER_WORDS.get(word, 10) > 9:
            break
        digits += str(NUMBER_WORDS[word])
    if not digits:
        return None
    return Spoken(whole + Fraction(int(digits), 10 ** len(digits)), at + 1 + len(digits))
