"""One accepted text made ready: its readings, its kind, its words and its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.judge.dates import MONTHS, whole_date
from bot.core.judge.expressions import is_expression, parse
from bot.core.judge.formulas import is_formula
from bot.core.judge.guards import denials
from bot.core.judge.key import Kind, Wording
from bot.core.judge.people import is_person
from bot.core.judge.periods import years
from bot.core.judge.quantity import whole
from bot.core.judge.spoken import STARTS
from bot.core.judge.text import ARTICLES, fold, form_of, is_joined_script, tokens
from bot.core.judge.wordlists import ORDERING, SMALL, TELLING
from bot.core.judge.words import canonical_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.judge.quantity import Quantity

KIND_WORDS: dict[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "person": Kind.NAME,
    "quantity": Kind.NUMBER,
    "percentage": Kind.NUMBER,
    "fraction": Kind.NUMBER,
    "year": Kind.DATE,
    "truth": Kind.YES_NO,
    "text": Kind.TERM,
}
_YES_NO = frozenset({"yes", "no", "true", "false"})
_CODE = re.compile(
    r"[{}\[\];\\]|[=!<>]=|&&|\|\||::|->|=>|\w\(\)|\w\.\w+\(|^<\w+>$|^--?\w|\$\w|^#\w|\w_\w|^@\w"
)
_PARENTHESES = re.compile(r"\s?\(([^()]*)\)\s?")
_SPLIT_OR = re.compile(r"\s+or\s+|\s/\s", re.IGNORECASE)
_OR_HINT = re.compile(r"/|\bor\b", re.IGNORECASE)
_SOLUTIONS = re.compile(r"([A-Za-z])\s?=[^=]+?\sor\s\1\s?=[^=]+$")
_APPOSITION = re.compile(
    r"^([^,]{3,60}),\s(?:who|which|whose|that|in \d{4}|where)\b"
    r"|^((?:[^\s,]+\s){2,}[^\s,]+)\sby\s(?=[A-Z])"
)
_NAMED = re.compile(
    r"^(?:the|his|her|their)\s(?:(?!(?:of|in|to|on|for|by|with|from|at|and)\s)[a-z]+\s){1,2}((?:[A-Z][\w.'-]*)(?:\s[A-Z][\w.'-]*)*)$"
)
_SIGN = re.compile(r"[\d{}()<>=_;\\&|$#@^*+/√π-]")
_DIGIT = re.compile(r"\d")
_MAY_BE_VALUES = frozenset({Kind.TERM, Kind.NUMBER, Kind.DATE, Kind.PERIOD})
_VALUE_WORDS = (STARTS - {"a"}) | frozenset(MONTHS)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa"}
)
_DISAMBIGUATION = re.compile(r"\s\((?:disambiguation|[a-z]+(?: [a-z]+)?)\)$")


@dataclass(frozen=True, slots=True)
class Context:
    """What a wording is read against: the question, and what the deck says of the answer."""

    prompt: str
    prompt_words: frozenset[str]
    told: frozenset[str] = frozenset()
    kind: Kind | None = None
    language: str = "en"

    @classmethod
    def of(cls, prompt: str, kind: Kind | None = None, language: str = "en") -> Context:
        """Read a question; `told` are the words of it that an answer need not say again."""
        words = content_words(fold(prompt))
        return cls(prompt, words, words - TELLING, kind, language)


@lru_cache(maxsize=512)
def content_words(folded: str) -> frozenset[str]:
    """Give the canonical words of a text that are not small."""
    return frozenset(canonical_words([word for word in tokens(folded) if word not in SMALL]))


def variants(text: str) -> list[str]:
    """List the ways in which one accepted text may be read.

    What stands in brackets may be left out, "A or B" accepts either, what follows in apposition
    may be left out, and letters with an umlaut may be spelt out.
    """
    if (" " not in text and text.isascii()) or solutions(text):
        return [text]
    texts = _bracketed(text)
    for variant in tuple(texts):
        parts = _SPLIT_OR.split(variant) if _OR_HINT.search(variant) else ()
        if 1 < len(parts) <= 4 and all(len(part.strip()) > 1 for part in parts):
            texts += [part.strip() for part in parts]
        core = _APPOSITION.match(variant) or _NAMED.match(variant)
        if core and (kept := next(group for group in core.groups() if group)):
            texts.append(kept)
    if not text.isascii():
        texts += [t.translate(_UMLAUTS) for t in texts if t.translate(_UMLAUTS) != t]
    return texts


def solutions(text: str) -> bool:
    """Tell whether a text lists the values of one unknown ("x = 2 or x = 3"), all of them asked."""
    return "=" in text and _SOLUTIONS.match(text) is not None


def _bracketed(text: str) -> list[str]:
    if "(" not in text or _CODE.search(text) or is_expression(text):
        return [text]
    without = _PARENTHESES.sub(" ", text).strip()
    opened = text.replace("(", "").replace(")", "")
    if len(without) < 2 or not re.search(r"\w", without):
        return [text]
    if not without.isascii() and _is_foreign_script(without):
        return [opened, without, *(inner.strip() for inner in _PARENTHESES.findall(text))]
    return [without] if _DISAMBIGUATION.search(text) else [opened, without]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an accepted text: as it is, folded, in words, and as it is compared."""

    text: str
    folded: str
    raw: list[str]
    form: str

    @classmethod
    def of(cls, text: str) -> Reading:
        """Fold a text and cut it into words once, for everything that looks at it."""
        folded = fold(text)
        raw = tokens(folded)
        return cls(text, folded, raw, form_of(folded, raw))


def _infer_kind(reading: Reading, amount: Quantity | None, prompt: str) -> Kind:
    text, raw = reading.text, reading.raw
    if len(raw) == 1 and raw[0] in _YES_NO:
        return Kind.YES_NO
    if not text.isascii() and _is_foreign_script(text):
        return Kind.SCRIPT
    if is_formula(text, prompt):
        return Kind.FORMULA
    if _SIGN.search(text):
        if amount is not None and amount.unit not in {"", "times"}:
            return Kind.NUMBER  # algebra and code have digits and signs too, but no unit
        if is_expression(text):
            return Kind.EXPRESSION
        if _CODE.search(text) and whole(text) is None:
            return Kind.CODE
    if all(len(word) < 3 for word in raw) and not _DIGIT.search(text):
        return Kind.SYMBOL
    return Kind.NAME if is_person(text, raw, prompt) else Kind.TERM


def _is_foreign_script(text: str) -> bool:
    """Tell whether a text has letters, and none that a slip of a Latin keyboard could hit."""
    if any(char.isdigit() for char in text):
        return False
    latin = any("a" <= char <= "z" for char in fold(text))
    return is_joined_script(text) or (any(char.isalpha() for char in text) and not latin)


def _states_value(raw: Sequence[str], text: str) -> bool:
    """Tell whether a text has a digit or a word for a number, month or decade in it."""
    if _DIGIT.search(text) or not _VALUE_WORDS.isdisjoint(raw):
        return True
    return text.isupper() or (len(raw) < 5 and bool(raw) and raw[-1].endswith("ties"))


def make_wording(
    original: str, reading: Reading, context: Context, required: frozenset[str] | None = None
) -> Wording:
    """Make one reading of an accepted text ready; `required` are the words that must be said."""
    text, raw = reading.text, reading.raw
    amount = whole(text) if _DIGIT.search(text) else None
    kind = context.kind or _infer_kind(reading, amount, context.prompt)
    if required is not None and kind is Kind.NAME:
        kind = Kind.TERM
    content = [w for w in raw if w not in SMALL or (required and w in required)] or raw
    words = tuple(canonical_words(content))
    value = days = period = None
    if kind in _MAY_BE_VALUES and _states_value(raw, text):
        days = whole_date(text, context.language)
        period = None if days else years(text)
        value = None if days or period else amount or whole(text)
        if days or period or (value and kind is Kind.TERM):
            kind = Kind.DATE if days else Kind.PERIOD if period else Kind.NUMBER
    if required is None:
        whole_of_it = frozenset(words)
        needed = whole_of_it - context.told or whole_of_it
    else:
        needed = frozenset(w for w, r in zip(words, content, strict=False) if r in required)
    return Wording(
        text=original,
        kind=kind,
        raw=tuple(raw),
        words=words,
        needed=needed,
        value=value,
        days=days or (),
        years=period,
        ordered=_is_ordered(raw, words, kind),
        negations=denials(reading.folded),
        tree=parse(text) if kind is Kind.EXPRESSION else None,
    )


def _is_ordered(raw: Sequence[str], words: tuple[str, ...], kind: Kind) -> bool:
    """Tell whether the order of the words carries meaning ("the Earth orbits the Sun")."""
    if kind is not Kind.TERM or len(words) < 2:
        return False
    if any(word in ORDERING for word in raw[1:-1]):
        return True
    inner = raw[1:-1] if raw[0] not in ARTICLES else raw[2:-1]
    verbs = [
        w
        for w in inner
        if len(w) > 4 and (w.endswith("ed") or (w.endswith("s") and not w.endswith("ss")))
    ]
    return len(words) >= 3 and bool(verbs) and not {"of", "and"} & set(raw)
