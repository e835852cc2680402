"""The form in which two words are compared.

Sources: ACF gameplay rules (articles and plurals do not matter), the number grammar of
qb-answer-checker (ordinals, Roman numerals), Oxford's list of British and American endings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.judge.wordlists import IRREGULAR, NUMBER_WORDS, ORDINAL_WORDS, ROMAN, SHORT_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable

_ORDINAL_SUFFIX = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_DIGITS_THEN_LETTERS = re.compile(r"^\d")


@lru_cache(maxsize=1 << 14)
def canonical(word: str) -> str:
    """Reduce one folded word to the form in which it is compared.

    Plural to singular, British to American, ordinals, number words and short Roman numerals to
    digits. Both sides are reduced alike, so a rule may be crude where it merges no two words
    that an answer could turn on.
    """
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word in SHORT_FORMS:
        return SHORT_FORMS[word]
    if word in NUMBER_WORDS:
        return str(NUMBER_WORDS[word])
    if word in ORDINAL_WORDS:
        return str(ORDINAL_WORDS[word])
    if word in ROMAN:
        return ROMAN[word]
    if _DIGITS_THEN_LETTERS.match(word):
        ordinal = _ORDINAL_SUFFIX.match(word)
        return ordinal[1] if ordinal else word
    if len(word) < 4 or not word.isascii():
        return word
    return _american(_singular(word))


def canonical_words(words: Iterable[str]) -> list[str]:
    """Reduce the words of a text; a last "I" is a Roman numeral."""
    found = [canonical(word) for word in words]
    if len(found) > 1 and found[-1] == "i":
        found[-1] = "1"
    return found


def _singular(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not word.endswith("s") or word.endswith(("ss", "us", "is", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def _american(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 5:
        return word
    if "our" in word:
        word = _OUR.sub("or", word)
    if "ae" in word or "oe" in word:
        word = _OE.sub("e", word.replace("ae", "e"))
    if "ll" in word:
        word = word.replace("ll", "l")
    if "is" in word or "ys" in word:
        for british, american in _BRITISH_ENDINGS:
            if word.endswith(british):
                return word[: -len(british)] + american
    if word.endswith("ogue"):
        return word[:-2]
    if word.endswith("tre"):
        return word[:-2] + "er"
    if word.endswith("ence"):
        return word[:-2] + "se"
    return word


_OE = re.compile(
    r"^oe|(?<=^f)oe(?=t)|(?<=rrh)oe|(?<=am)oe(?=b)|(?<=man)oe(?=u)|(?<=^hom)oe|(?<=^c)oe(?=l)"
)
_OUR = re.compile(r"(?<=[a-z]{2})our(?=$|ed|ing|ful|it|ab|hood|less|er|l?y$|al|is|iz)")
_BRITISH_ENDINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ysed", "yzed"),
)
