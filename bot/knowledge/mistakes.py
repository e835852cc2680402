"""What is wrong in a file, said so that the curator who wrote it can put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024
"""No deck or note is this long; what is, was put there by accident."""
NEAR_ENOUGH = 70


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing to put right.

    `line` counts from 1. `id` is that of the card, event, source… and "" for the whole file.
    """

    file: str
    line: int
    id: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        where = ": ".join(filter(None, (f"{self.file}:{self.line}", self.id, self.problem)))
        return f"{where}. {self.remedy}" if self.remedy else f"{where}."


def nearest(word: str, options: Iterable[str]) -> str | None:
    """Find the option that `word` was probably meant to be."""
    options = list(options)
    slips = [option for option in options if OSA.distance(word.lower(), option.lower()) <= 1]
    if slips:
        return slips[0]
    found = process.extract(
        word,
        options,
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=1,
        score_cutoff=NEAR_ENOUGH,
    )
    return found[0][0] if found else None


def did_you_mean(word: str, options: Iterable[str], otherwise: str = "") -> str:
    """Ask for the nearest option; `otherwise` where none is near."""
    near = nearest(word, options)
    return otherwise if near is None else f'Did you mean "{near}"?'


def read_bytes(path: Path) -> bytes | Mistake:
    """Read a file that a person wrote."""
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            return Mistake(str(path), 1, "", "The file is over 8 MiB", "Split it.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        remedy = "Look at its name and its permissions."
        return Mistake(str(path), 1, "", f"The file cannot be read: {reason}", remedy)


def decode(path: Path, content: bytes) -> str | Mistake:
    """Read the bytes of a file as UTF-8, with or without a byte order mark."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Mistake(str(path), line, "", "The file is not UTF-8", "Save it as UTF-8.")


def read_text(path: Path) -> str | Mistake:
    """Read a file that a person wrote, as text."""
    content = read_bytes(path)
    return content if isinstance(content, Mistake) else decode(path, content)
