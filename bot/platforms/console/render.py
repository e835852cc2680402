"""Replies laid out for a terminal, or as plain text for a pipe."""

from __future__ import annotations

import re
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.core.replies import Reply, Tone

INDENT = 2
"""Columns by which what is said stands in from the prompt and the titles."""

WIDEST = 96
"""Columns; longer lines are hard to read on a wide screen."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_STYLES = {Tone.PLAIN: "", Tone.GOOD: "green", Tone.CLOSE: "yellow", Tone.BAD: "red"}


class Printer:
    """Print replies; colours and wrapping only where a person is looking."""

    def __init__(self, out: TextIO, *, styled: bool) -> None:
        self._out = out
        self._console = Console(file=out, highlight=False) if styled else None

    def show(self, reply: Reply) -> None:
        """Print one reply."""
        if self._console is None:
            self._out.write(plain(reply) + "\n")
            self._out.flush()
            return
        self._console.width = min(self._console.width, WIDEST)
        if reply.title:
            self._console.print(Text(clean(reply.title), style="bold"))
        for number, line in enumerate(clean(reply.text).split("\n")):
            style = _STYLES[reply.tone] if number == 0 else ""
            self._indented(Text(line, style="bold" if number in reply.strong else style))
        for line in _tail(reply):
            self._indented(Text(line, style="dim"))
        self._console.print()

    def line(self, text: str) -> None:
        """Print one line as it is."""
        self._out.write(clean(text) + "\n")
        self._out.flush()

    def _indented(self, text: Text) -> None:
        if self._console is not None:
            self._console.print(Padding(text, (0, 0, 0, INDENT)))


def plain(reply: Reply) -> str:
    """Lay a reply out without colours, wrapping or markup."""
    pad = " " * INDENT
    lines = [clean(reply.title)] if reply.title else []
    lines += [pad + line for line in clean(reply.text).split("\n")]
    lines += [pad + line for line in _tail(reply)]
    return "\n".join(line.rstrip() for line in lines)


def _tail(reply: Reply) -> list[str]:
    lines = []
    if reply.sources:
        numbered = (f"[{number}] {source}" for number, source in enumerate(reply.sources, 1))
        lines.append(clean("   ".join(numbered)))
    others = [b.label for b in reply.buttons if b.action.startswith("ask:")]
    if others and not reply.text.startswith("Did you mean"):
        listed = " · ".join(f"{number}  {label}" for number, label in enumerate(others, 1))
        lines.append(clean(f"See also: {listed}"))
    if reply.footer:
        lines.append(clean(reply.footer))
    if reply.countdown is not None:
        lines.append(f"{reply.countdown.what} at {reply.countdown.moment.astimezone():%H:%M:%S}")
    return lines


def clean(text: str) -> str:
    """Drop what could move the cursor or turn the writing round."""
    return _CONTROL.sub("", text)
