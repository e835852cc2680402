"""TOML text to plain values, and the line on which each table of it begins."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property

Path = tuple[str | int, ...]
"""The way to a table: ("essay", 0, "point", 2)."""

_KEY = r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'"""
_KEYS = rf"(?:{_KEY})(?:[ \t]*\.[ \t]*(?:{_KEY}))*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEYS})[ \t]*\]")
_ASSIGNMENT = re.compile(rf"[ \t]*({_KEYS})[ \t]*=")
_STRING = (
    r'"""(?:\\.|[^\\])*?"{3,5}',
    r"'''.*?'{3,5}",
    r'"(?:\\.|[^"\\\n])*"',
    r"'[^'\n]*'",
)
_TOKEN = re.compile("|".join((*_STRING, r"#[^\n]*", r"[\[\]{}\n]")), re.DOTALL)
_LINE_OF_ERROR = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


class SyntaxMistake(Exception):  # noqa: N818 - the curator's, not ours
    """The text is not TOML."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        self.problem = problem


class Source:
    """The text of a deck, to look lines up in; it is scanned only when there is a mistake."""

    def __init__(self, text: str) -> None:
        self._text = text.replace("\r\n", "\n")

    def parse(self) -> dict[str, object]:
        """Read the whole text; SyntaxMistake where it is not TOML."""
        try:
            return tomllib.loads(self._text)
        except RecursionError:
            raise SyntaxMistake(1, "Brackets are nested too deeply") from None
        except ValueError as error:
            found = _LINE_OF_ERROR.search(str(error))
            last = self._text.count("\n") + 1
            line = int(found[1]) if found and found[1] else last if found else 1
            problem = _LINE_OF_ERROR.sub("", str(error)).splitlines()[0]
            raise SyntaxMistake(line, problem) from None

    def line(self, path: Path) -> int:
        """Find the line of a table's header, or of the nearest thing around it."""
        ways = [(*path, 0), *(path[:length] for length in range(len(path), 0, -1))]
        return next((self._lines[way] for way in ways if way in self._lines), 1)

    @cached_property
    def _lines(self) -> dict[Path, int]:
        lines: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        here: Path = ()
        for line, text_at in _line_starts(self._text):
            if header := _HEADER.match(self._text, text_at):
                here = _enter(_split(header[2]), counts, is_array=header[1] == "[[")
                lines.setdefault(here, line)
            elif not here and (assignment := _ASSIGNMENT.match(self._text, text_at)):
                lines.setdefault(tuple(_split(assignment[1])), line)
        return lines


def _line_starts(text: str) -> list[tuple[int, int]]:
    """List (line, offset) of the lines that begin outside every string and bracket."""
    starts, depth, line = [(1, 0)], 0, 1
    for token in _TOKEN.finditer(text):
        match token[0]:
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n":
                line += 1
                if depth == 0:
                    starts.append((line, token.end()))
            case string:
                line += string.count("\n")
    return starts


def _split(keys: str) -> list[str]:
    return [key.strip("\"'") for key in re.findall(_KEY, keys)]


def _enter(keys: list[str], counts: dict[Path, int], *, is_array: bool) -> Path:
    """Follow the keys of a header; an array's last table is the one that is meant."""
    path: Path = ()
    for key in keys[:-1]:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, keys[-1])
    if not is_array:
        return path
    counts[path] = counts.get(path, 0) + 1
    return (*path, counts[path] - 1)
