"""JSON lines in, JSON lines out: the contract of `--jsonl`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Row = dict[str, Any]


def answer_lines(source: Iterable[bytes], out: TextIO, answer: Callable[[Row], Row]) -> int:
    """Answer each line on a line of its own; return the exit status, 1 if any was bad.

    A bad line is answered by {"id", "error"} and the rest goes on. Blank lines are passed over.
    """
    status = 0
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        row: Any = None
        try:
            row = json.loads(line)
            answered = answer(_object(row))
        except (ValueError, RecursionError) as error:
            given = row.get("id") if isinstance(row, dict) else None
            answered = {"id": given, "error": f"line {number}: {_said(error)}"}
            status = 1
        # ASCII, so that a lone surrogate in an id or a text cannot stop the output
        out.write(json.dumps(answered) + "\n")
        out.flush()
    return status


def _object(row: object) -> Row:
    if not isinstance(row, dict):
        raise ValueError("the line is not a JSON object")
    return row


def _said(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"this is not JSON: {error.msg} at column {error.colno}"
        case UnicodeDecodeError():
            return "this is not UTF-8"
        case RecursionError():
            return "this is nested too deeply"
        case _:
            return str(error)
