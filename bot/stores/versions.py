"""Versions of documents, by which a stale write is told."""

from __future__ import annotations

import secrets

from bot.core.errors import StaleWriteError


def first_version() -> int:
    """Draw the version of a new document.

    Drawn, not 1: whoever read a document that was deleted and made again must not overwrite the
    new one because both happened to be version 1.
    """
    return 1 + secrets.randbelow(2**40)


def stale(kind: str, key: str, version: int, current: int) -> StaleWriteError:
    there = f"version {current} of it" if current else "nothing"
    return StaleWriteError(
        f"The {kind} {key!r} was changed by someone else: this write is over version {version}, "
        f"but the store has {there}. Read it again, then write."
    )
