"""`colloquy doctor`: look whether the store is sound."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from bot.cli.wiring import settings, store_address, told
from bot.stores import doctor


@click.command("doctor")
@click.option("--data", type=click.Path(path_type=Path), help="Where the scores are kept.")
def command(data: Path | None) -> None:
    """Compare the store with itself and list what is wrong; change nothing."""
    report = asyncio.run(doctor(store_address(settings(data))))
    click.echo(told(report))
    sys.exit(0 if report.is_sound else 1)
