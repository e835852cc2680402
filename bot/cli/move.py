"""`colloquy move`: copy a store into another, such as a directory into PostgreSQL."""

from __future__ import annotations

import asyncio
import sys

import click

from bot.cli.wiring import told
from bot.stores import move


@click.command("move")
@click.option("--from", "source", required=True, help="A directory, or postgresql://…")
@click.option("--to", "target", required=True, help="A directory, or postgresql://…")
def command(source: str, target: str) -> None:
    """Copy a store into an empty one and compare them; a second run goes on where one stopped."""
    report = asyncio.run(move(source, target))
    click.echo(told(report))
    sys.exit(0 if report.is_sound else 1)
