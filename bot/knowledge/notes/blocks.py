"""Markdown and plain text to headings and paragraphs, without their markup.

Every repetition in a pattern is bounded or stands alone, so that no text takes long.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEADING_CHARACTERS = 80

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t](.*))?$")
_CLOSING = re.compile(r"(?:^| )#+$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]{0,9}\1){2,}[ \t]*$")
_BULLET = re.compile(r"[ \t]*(?:[-*+–]|\d{1,3}[.)])[ \t]+(?=\S)|[ \t]*[•‣◦▪·][ \t]*")
_QUOTE = re.compile(r"^(?: {0,3}> ?)+")
_LINK_TARGET = re.compile(r" {0,3}\[[^\]^][^\]]{0,200}\]:[ \t]*\S")
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
class Block:
    """A paragraph or bullet, or a heading where `level` is not 0."""

    text: str
    level: int = 0


def markdown(text: str) -> list[Block]:
    """Read Markdown; each row of a table is a paragraph."""
    reader = _Markdown()
    for line in _without_comments(_FRONT_MATTER.sub("", _lines(text))).split("\n"):
        reader.read(_QUOTE.sub("", line))
    reader.end_paragraph()
    return reader.blocks


def plain(text: str) -> list[Block]:
    """Read text without markup; a short line by itself that ends no sentence is a heading."""
    blocks: list[Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", _lines(text)):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        if len(lines) == 1 and _is_heading(lines[0].strip()):
            blocks.append(Block(_joined(lines), 2 if blocks else 1))
        else:
            blocks.extend(_bullets(lines))
    return blocks


class _Markdown:
    """The blocks so far, and the lines of the paragraph that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._paragraph: list[str] = []
        self._fence = ""

    def read(self, line: str) -> None:
        fence = _FENCE.match(line)
        if fence is not None and self._fence in {"", fence[1]}:
            self.end_paragraph()
            self._fence = "" if self._fence else fence[1]
        elif self._fence:
            self._paragraph.append(line)
        elif heading := _HEADING.match(line):
            self.end_paragraph()
            self._paragraph = [_CLOSING.sub("", _joined([heading[2] or ""]))]
            self.end_paragraph(level=len(heading[1]))
        elif self._paragraph and (under := _UNDERLINE.match(line)):
            self.end_paragraph(level=1 if under[1].startswith("=") else 2)
        elif not line.strip() or _RULE.match(line):
            self.end_paragraph()
        else:
            self._read_words(line)

    def _read_words(self, line: str) -> None:
        if line.lstrip().startswith("|"):
            self.end_paragraph()
            if not set(line) <= set(" \t|:-"):
                cells = map(str.strip, line.strip(" \t|").split("|"))
                self._paragraph.append("; ".join(filter(None, cells)))
        elif bullet := _BULLET.match(line):
            self.end_paragraph()
            self._paragraph.append(line[bullet.end() :])
        elif not _LINK_TARGET.match(line):
            self._paragraph.append(line)

    def end_paragraph(self, level: int = 0) -> None:
        words = _without_markup(_joined(self._paragraph))
        self._paragraph = []
        if words:
            self.blocks.append(Block(words, level))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _joined(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


def _without_comments(text: str) -> str:
    before, *rest = text.split("<!--")
    shown = (part.partition("-->") for part in rest)
    return before + "".join(after if end else f"<!--{part}" for part, end, after in shown)


def _without_markup(text: str) -> str:
    """Remove links, emphasis, code marks, tags and escapes."""
    for pattern, kept in _INLINE:
        text = pattern.sub(kept, text)
    return _joined([html.unescape(text)])


def _is_heading(line: str) -> bool:
    return (
        len(line) <= HEADING_CHARACTERS
        and line[0].isalnum()
        and not line[0].islower()
        and line[-1] not in ".!?…,;。！？"
        and any(map(str.isalpha, line))
    )


def _bullets(lines: Iterable[str]) -> Iterator[Block]:
    words: list[str] = []
    for line in lines:
        bullet = _BULLET.match(line)
        if bullet is not None and words:
            yield Block(_joined(words))
            words = []
        words.append(line[bullet.end() :] if bullet else line)
    if joined := _joined(words):
        yield Block(joined)
