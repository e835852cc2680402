"""From what a person types in a chat to plain words: the first stage of judging.

Sources: Unicode normal forms (UAX 15) and Discord's and Slack's markup. Everything here is
bounded: a text is cut at `LONGEST` before any other work.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2000

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_VULGAR_AFTER_DIGIT = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_PUNCTUATION = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʻ′´`＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("×✕⨯", "x"),
        **dict.fromkeys("·•∙", "·"),
        **dict.fromkeys("→⟶➔", ">"),
        "♭": " flat ",
        "♯": " sharp ",
        "º": "°",
        "˚": "°",
        "⁄": "/",
        "∕": "/",
        "÷": "/",
        "。": ".",
        "、": ",",
        "，": ",",
        "…": "...",
    }
)
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŋ": "ng",
        "ŧ": "t",
        "ĸ": "k",
        "ƒ": "f",
        "ə": "e",
        "ʾ": None,
        "ʿ": None,
        "ـ": None,
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ي",
        "ς": "σ",
    }
)
# Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts a mark is a letter.
_MARKS = dict.fromkeys(
    [*range(0x300, 0x370), *range(0x591, 0x5C8), *range(0x610, 0x61B), *range(0x64B, 0x660), 0x670]
)
_INVISIBLE = dict.fromkeys(
    [
        173,
        847,
        1564,
        6158,
        65279,
        8419,
        *range(8203, 8208),
        *range(8234, 8239),
        *range(8288, 8304),
        *range(65024, 65040),
        *range(917504, 917632),
        *range(127995, 128000),
    ]
)
_EMOJI = re.compile(r"[☀-➿⬀-⯿\U0001F000-\U0001FAFF]+|<a?:\w+:\d+>|:[a-z0-9_+-]{2,32}:")
_AND = re.compile(r"&|(?<=\w)\s'?n'?\s(?=\w)")
_MENTION = re.compile(r"<[@#][!&]?[\w|.-]{1,80}>|<https?://[^>\s]{1,500}>")
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\((?:https?://|<)[^()\s]{0,500}\)")
_SLACK_LINK = re.compile(r"<https?://[^|>\s]{1,500}\|([^>]{1,300})>")
_FENCE = re.compile(r"```(?:[a-z]+\n)?|``?")
_STRUCK = re.compile(r"~~[^~]{1,300}~~")
_WRAPPED = re.compile(r"(?<![\w*])(\*{1,3}|__?|\|\|)(?=\S)([^*|_]{1,500}?)(?<=\S)\1(?![\w*])")
_MARKUP_HINT = re.compile(r"[<`*_|~\[:>]")
_QUOTE_MARK = re.compile(r"^\s*(?:>>?>?|#{1,3}|-#|[-*])\s+(?=\D)")
_KEY = re.compile(r"\b([A-Ga-g])(b|#)(?=\s(?:major|minor))")
_MINUS = re.compile(r"^-(?=\d|[a-z]{1,3}\b)")
_INITIALS = re.compile(
    r"\b(?:[^\W\d_]\.\s?){1,6}[^\W\d_]\b\.?(?!\w)|\b(?:[^\W\d_]·){1,6}[^\W\d_]\b"
)
_NUMBER_SIGN = re.compile(r"(?:\bno\.|\bnr\.?|\bnumber|(?<=\w\s)no)\s?(?=\d)")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*(?:\+\+|#(?!\w))?")
_JOINED_SCRIPTS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\uf900-\ufaff]")

ARTICLES = frozenset({"a", "an", "the"})


def word_set(words: str) -> frozenset[str]:
    """Read a table of words that is written as text."""
    return frozenset(words.split())


def clean(text: str) -> str:
    """Take markup, emoji and invisible characters away; keep case, accents and punctuation."""
    text = text[:LONGEST]
    if not text.isascii():
        text = _plain_unicode(_decoded(text))
    if _MARKUP_HINT.search(text):
        text = _without_markup(text)
    if "major" in text or "minor" in text:
        text = _KEY.sub(lambda m: f"{m[1]} {'flat' if m[2] == 'b' else 'sharp'}", text)
    return " ".join(text.split())


def _decoded(text: str) -> str:
    """Repair text that was encoded twice, as web pages and old files have it."""
    if "Ã" not in text and "Â" not in text:
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _plain_unicode(text: str) -> str:
    text = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    text = _VULGAR_AFTER_DIGIT.sub(" ", text).translate(_PUNCTUATION)
    text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).translate(_PUNCTUATION)
    return text if text.isascii() else _EMOJI.sub(" ", text)


def _without_markup(text: str) -> str:
    text = _SLACK_LINK.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _MENTION.sub(" ", text)
    text = _EMOJI.sub(" ", text)
    text = _FENCE.sub("", text)
    text = _QUOTE_MARK.sub("", text)
    kept = _STRUCK.sub(" ", text)
    text = kept if kept.strip() else text.replace("~~", "")
    for _ in range(3):
        text, count = _WRAPPED.subn(r"\2", text)
        if not count:
            break
    return text


def fold(text: str) -> str:
    """Take case and accents away, and spell letters that have no decomposition."""
    text = text.casefold()
    if text.isascii():
        return text
    return without_accents(text)


def without_accents(text: str) -> str:
    """Take accents away and keep case."""
    text = unicodedata.normalize("NFD", text).translate(_MARKS).translate(_LETTERS)
    return unicodedata.normalize("NFC", text)


def tokens(folded: str) -> list[str]:
    """Split folded text into words; initials are joined, possessives lose their s."""
    if "." in folded or "·" in folded:
        folded = _INITIALS.sub(_joined_initials, folded)
    if "&" in folded or " n " in folded or "'" in folded:
        folded = _AND.sub(" and ", folded)
    if "no" in folded or "number" in folded:
        folded = _NUMBER_SIGN.sub("", folded)
    found = _TOKEN.findall(folded)
    if folded.startswith("-") and _MINUS.match(folded):
        found = ["minus", *found]
    if "'" not in folded:
        return found
    return [_without_apostrophe(token) for token in found]


def _joined_initials(match: re.Match[str]) -> str:
    letters = [char for char in match[0] if char.isalpha()]
    return "".join(letters) + " "


def _without_apostrophe(token: str) -> str:
    if token.endswith(("'s", "'")):
        return token[: token.rindex("'")].replace("'", "")
    return token.replace("'", "")


def is_joined_script(text: str) -> bool:
    """Tell whether words are written without spaces (Chinese, Japanese, Korean, Thai)."""
    return _JOINED_SCRIPTS.search(text) is not None


def form(text: str) -> str:
    """Reduce cleaned text to what exact comparison sees.

    Words without articles; a text without a word of three letters keeps its signs, for they are
    all there is to tell "O-" from "O+".
    """
    folded = fold(text)
    return form_of(folded, tokens(folded))


def form_of(folded: str, words: Sequence[str]) -> str:
    """Reduce a folded text, of which `words` are the words, to what exact comparison sees."""
    if not any(len(word) > 2 and word.isalpha() for word in words):
        compact = folded.replace(" ", "").rstrip(".?!") or folded.replace(" ", "")
        return compact if compact != "".join(words) else " ".join(words)
    return " ".join(word for word in words if word not in ARTICLES) or " ".join(words)
