"""Notes, Markdown or plain text, to passages with the headings they stand under."""

from __future__ import annotations

import html
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.deck import Passage, Source
from bot.core.errors import DeckError
from bot.knowledge.mistakes import Mistake, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCES_PER_PASSAGE = 3
MAX_CHARACTERS = 700
HEADING_CHARACTERS = 80
PATH_SEPARATOR = " › "
SUFFIXES = frozenset({".md", ".markdown", ".txt"})

_ABBREVIATIONS = re.compile(
    r"mr|mrs|ms|dr|prof|st|gen|col|lt|sgt|capt|adm|sen|rep|gov|pres|nos?|vols?|ch|pp?|eds?|fig|eq"
    r"|sec|art|approx|ca?|cf|vs?|etc|al|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|inc|ltd|co"
    r"|jr|sr|[a-z]|[\w.]+\.\w+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-z])|(?<=[。！？])\s*(?=\S)"
)
_LAST_WORD = re.compile(r"([\w.]{1,20})\.$")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_BULLET = re.compile(r"[ \t]*(?:[-*+–]|\d{1,3}[.)])[ \t]+(?=\S)|[ \t]*[•‣◦▪·][ \t]*")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$")
_LINK_TARGET = re.compile(r" {0,3}\[[^\]^][^\]]{0,200}\]:[ \t]*\S+")

# Every repetition is bounded, so that no text takes longer than its length.
_INLINE = (
    (re.compile(r"\[\^[^\]\s]{1,50}\]:?"), ""),
    (re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}(?: \"[^\"]{0,200}\")?\)"), r"\1"),
    (re.compile(r"!?\[([^\[\]]{1,300})\]\[[^\[\]]{0,100}\]"), r"\1"),
    (re.compile(r"<(https?://[^\s<>]{1,500})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>]{0,200}>"), ""),
    (re.compile(r"(`{1,3})([^`]{1,300})\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3}|~~)(?=\S)([^*~]{1,500}?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)([^_]{1,500}?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One to three sentences, and the headings above them, joined."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note that was read: its headings in order, and its text in pieces."""

    headings: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def passages(self, source: Source) -> tuple[Passage, ...]:
        return tuple(
            Passage(source, piece.heading, piece.text, position)
            for position, piece in enumerate(self.pieces)
        )


def headings(path: Path) -> tuple[str, ...]:
    """List the headings of a note, as a deck cites them."""
    return _read(path).headings


def load_passages(source: Source, path: Path) -> tuple[Passage, ...]:
    """Cut a note into passages; DeckError where it cannot be read."""
    return _read(path).passages(source)


def _read(path: Path) -> Note:
    text = read_text(path)
    if isinstance(text, Mistake):
        raise DeckError(str(text))
    return parse(text, is_markdown=path.suffix.lower() != ".txt")


def parse(text: str, *, is_markdown: bool = True) -> Note:
    """Cut the text of a note; there is no text that is not a note."""
    blocks = list(_markdown(text) if is_markdown else _plain(text))
    found = [block for block in blocks if block.level]
    has_title = bool(found) and [b.level for b in found].count(found[0].level) == 1
    title = found[0] if has_title and found[0].level == 1 else None
    above: list[_Block] = []
    pieces: list[Piece] = []
    for block in blocks:
        if block.level:
            above = [*(b for b in above if b.level < block.level), block]
            continue
        path = [b.text for b in above if b is not title] or [b.text for b in above]
        heading = PATH_SEPARATOR.join(path)
        pieces.extend(Piece(heading, passage) for passage in cut(block.text))
    return Note(tuple(block.text for block in found), tuple(pieces))


def cut(text: str) -> list[str]:
    """Cut a paragraph into runs of one to three sentences, as even as they come."""
    whole = [
        piece
        for sentence in sentences(text)
        for piece in (
            [sentence]
            if len(sentence) <= MAX_CHARACTERS
            else textwrap.wrap(sentence, MAX_CHARACTERS)
        )
    ]
    runs = -(-len(whole) // SENTENCES_PER_PASSAGE)
    most = -(-len(whole) // max(1, runs))
    passages: list[list[str]] = []
    for sentence in whole:
        if (
            not passages
            or len(passages[-1]) >= most
            or sum(map(len, passages[-1])) + len(sentence) > MAX_CHARACTERS
        ):
            passages.append([])
        passages[-1].append(sentence)
    return [" ".join(passage) for passage in passages]


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; an abbreviation or an initial ends none."""
    found: list[str] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        sentence = text[start : end.end()].strip()
        if not _ends_in_abbreviation(sentence):
            found.append(sentence)
            start = end.end()
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _ends_in_abbreviation(sentence: str) -> bool:
    word = _LAST_WORD.search(sentence[-24:])
    return word is not None and _ABBREVIATIONS.fullmatch(word[1]) is not None


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph or bullet, or a heading where `level` is not 0."""

    text: str
    level: int = 0


def _markdown(text: str) -> Iterator[_Block]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _COMMENT.sub("", _FRONT_MATTER.sub("", text))
    lines: list[str] = []
    fence = ""

    def flush() -> Iterator[_Block]:
        joined = " ".join(" ".join(lines).split())
        lines.clear()
        if joined := _plain_words(joined):
            yield _Block(joined)

    for raw in text.split("\n"):
        line = _QUOTE.sub("", raw)
        mark = _FENCE.match(line)
        if mark is not None and fence in {"", mark[1]}:
            yield from flush()
            fence = "" if fence else mark[1]
        elif fence:
            lines.append(line.replace("\\", "\\\\"))
        elif heading := _HEADING.match(line):
            yield from flush()
            words = _plain_words(re.sub(r"(?:^|[ \t]+)#+[ \t]*$", "", heading[2] or "").strip())
            yield from [_Block(words, len(heading[1]))] if words else []
        elif lines and (under := _UNDERLINE.match(line)):
            words = _plain_words(" ".join(lines))
            lines.clear()
            yield _Block(words, 1 if under[1][0] == "=" else 2)
        elif not line.strip() or _RULE.match(line):
            yield from flush()
        elif _TABLE_RULE.match(line) or _LINK_TARGET.match(line):
            continue
        elif line.lstrip().startswith("|"):
            yield from flush()
            lines.append("; ".join(filter(None, map(str.strip, line.strip(" |").split("|")))))
        else:
            if bullet := _BULLET.match(line):
                yield from flush()
                line = line[bullet.end() :]
            lines.append(line.strip())
    yield from flush()


def _plain_words(text: str) -> str:
    """Remove inline markup: links, emphasis, code, tags, escapes."""
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return " ".join(html.unescape(text).split())


def _plain(text: str) -> Iterator[_Block]:
    """Read text without markup; a short line by itself that ends no sentence is a heading."""
    is_first = True
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if len(lines) == 1 and _is_heading(lines[0].strip()):
            yield _Block(" ".join(lines[0].split()), 1 if is_first else 2)
        else:
            yield from _bullets(lines)
        is_first = is_first and not lines


def _is_heading(line: str) -> bool:
    return (
        len(line) <= HEADING_CHARACTERS
        and line[0].isalnum()
        and not line[0].islower()
        and line[-1] not in ".!?…,;。！？"
        and any(map(str.isalpha, line))
    )


def _bullets(lines: list[str]) -> Iterator[_Block]:
    words: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet is not None and words:
            yield _Block(" ".join(" ".join(words).split()))
            words = []
        words.append(line[bullet.end() :] if bullet else line)
    if joined := " ".join(" ".join(words).split()):
        yield _Block(joined)
