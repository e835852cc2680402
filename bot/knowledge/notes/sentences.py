"""A paragraph to sentences, and sentences to passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCES_PER_PASSAGE = 3
MAX_CHARACTERS = 700

_SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"'”’)\]]{0,3}\s+(?=[\"'“‘(\[]?[^\W_a-z])|(?<=[。！？])\s*(?=\S)"
)
_LAST_WORD = re.compile(r"(?:^|[^\w.])([\w.]{1,20})\.$")
_BEFORE_A_NAME = re.compile(
    r"mr|mrs|ms|dr|prof|st|gen|col|lt|sgt|capt|adm|sen|gov|pres|vs?|cf|ca|eds?|[a-z]|[\w.]*\.\w+",
    re.IGNORECASE,
)
_BEFORE_A_NUMBER = re.compile(
    r"nos?|vols?|ch|pp?|fig|eq|sec|art|approx|c|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    re.IGNORECASE,
)
_LONGEST_ABBREVIATION = 22


def cut(text: str) -> list[str]:
    """Cut a paragraph into runs of one to three sentences, as even as they come."""
    whole = [piece for sentence in sentences(text) for piece in _pieces(sentence)]
    runs = max(1, -(-len(whole) // SENTENCES_PER_PASSAGE))
    most = -(-len(whole) // runs)
    passages: list[list[str]] = []
    for sentence in whole:
        last = passages[-1] if passages else []
        is_full = len(last) == most or sum(map(len, last)) + len(sentence) > MAX_CHARACTERS
        if is_full or not last:
            passages.append([sentence])
        else:
            last.append(sentence)
    return [" ".join(passage) for passage in passages]


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; an abbreviation or an initial ends none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        before = text[max(start, end.start() - _LONGEST_ABBREVIATION) : end.start()]
        if not _is_abbreviation(before, text[end.end()]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _is_abbreviation(before: str, following: str) -> bool:
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    if following.isdigit() and _BEFORE_A_NUMBER.fullmatch(word[1]):
        return True
    return _BEFORE_A_NAME.fullmatch(word[1]) is not None


def _pieces(sentence: str) -> Iterator[str]:
    """Cut a sentence that is longer than a passage may be."""
    piece: list[str] = []
    length = 0
    for word in sentence.split(" ") if len(sentence) > MAX_CHARACTERS else [sentence]:
        for at in range(0, len(word), MAX_CHARACTERS):
            part = word[at : at + MAX_CHARACTERS]
            if piece and length + 1 + len(part) > MAX_CHARACTERS:
                yield " ".join(piece)
                piece, length = [], 0
            piece.append(part)
            length += len(part) + 1
    if piece:
        yield " ".join(piece)
