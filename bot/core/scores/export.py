"""Attempts as a learner takes them away: rows for a spreadsheet, values for JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from typing import TYPE_CHECKING

from bot.core.scores.attempt import Attempt

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet computes a cell that begins so; a quote before it keeps it a text."""


def plain(attempt: Attempt) -> dict[str, object]:
    """Return an attempt as JSON values."""
    values = {field.name: getattr(attempt, field.name) for field in fields(attempt)}
    tags = list(attempt.tags)
    return {"id": attempt.id, **values, "tags": tags, "at": attempt.at.isoformat()}


def as_csv(attempts: Iterable[Attempt]) -> str:
    """Write attempts as CSV with a header, safe to open in a spreadsheet."""
    names = ["id", *(field.name for field in fields(Attempt))]
    written = io.StringIO()
    rows = csv.DictWriter(written, names, lineterminator="\n")
    rows.writeheader()
    for attempt in attempts:
        row = {**plain(attempt), "tags": " ".join(attempt.tags)}
        rows.writerow({name: _cell(value) for name, value in row.items()})
    return written.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
