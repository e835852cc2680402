"""`colloquy chat`: the tutor in a terminal."""

from __future__ import annotations

import asyncio
import contextlib
import getpass
import sys
from pathlib import Path

import click

from bot.cli.wiring import open_parts, settings
from bot.platforms.console import Printer, Terminal, interactive_lines, piped_lines


@click.command("chat")
@click.option("--name", help="Who is learning; your login name where not said.")
@click.option("--data", type=click.Path(path_type=Path), help="Where the scores are kept.")
def command(name: str | None, data: Path | None) -> None:
    """Talk to the tutor: plain text asks, /commands command."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_chat((name or _login()).strip() or "me", data))


async def _chat(name: str, data: Path | None) -> None:
    chosen = settings(data)
    async with open_parts(chosen) as (tutor, _):
        interactive = sys.stdin.isatty() and sys.stdout.isatty()
        terminal = Terminal(tutor, Printer(sys.stdout, styled=sys.stdout.isatty()), name)
        if interactive:
            await terminal.run(interactive_lines(chosen.data / "history"))
        else:
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr] # a real stream
            await terminal.run(piped_lines(sys.stdin))


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # a container may run under a user id that has no name
        return "me"
