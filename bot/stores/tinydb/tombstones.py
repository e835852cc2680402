"""The file beside the store that says whom to forget again after a backup was restored."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.stores.erasures import hashed

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody of a community was erased at a time in microseconds."""

    community: str
    hash: str
    at: int


@dataclass(slots=True)
class Tombstones:
    """The erasures of this directory, oldest first; a line is durable before `add` returns."""

    file: Path
    key: bytes = b""
    marks: list[Mark] = field(default_factory=list)

    @classmethod
    def read(cls, file: Path) -> Tombstones:
        """Read the file, where there is one; a last line that was cut off did not happen."""
        found = cls(file)
        if not file.exists():
            return found
        try:
            text = file.read_bytes()
            whole = text[: text.rfind(b"\n") + 1]
            lines = [json.loads(line) for line in whole.splitlines()]
            if lines:
                found.key = bytes.fromhex(lines[0]["key"])
                found.marks = [
                    Mark(line["community"], line["hash"], int(line["at"])) for line in lines[1:]
                ]
            if len(whole) != len(text):
                os.truncate(file, len(whole))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"The file {file} is damaged. It says which learners were deleted, so that a "
                "restored backup deletes them again. Bring it back from a copy; if you move it "
                "away instead, check that nobody who was deleted has come back."
            ) from error
        return found

    def add(self, community: str, learner: str, at: int) -> Mark:
        """Note that a learner was erased."""
        key = self.key or secrets.token_bytes(32)
        mark = Mark(community, hashed(key, community, learner), at)
        self.adopt(key, [mark])
        return mark

    def adopt(self, key: bytes, marks: list[Mark]) -> None:
        """Note erasures, under the key of the store that they come from."""
        lines = "" if self.key else json.dumps({"key": key.hex()}) + "\n"
        lines += "".join(json.dumps(asdict(mark)) + "\n" for mark in marks)
        self._append(lines.encode())
        self.key = self.key or key
        self.marks += marks

    def _append(self, lines: bytes) -> None:
        try:
            opened = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                os.write(opened, lines)
                os.fsync(opened)
            finally:
                os.close(opened)
        except OSError as error:
            raise StoreError(
                f"The file {self.file} cannot be written to, so nothing was deleted. Make room "
                "on the disk, or give this user the right to write there, and try again."
            ) from error
