"""`colloquy backup`: copy the store while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.wiring import settings, store_address


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="Where the scores are kept.")
def command(file: Path, data: Path | None) -> None:
    """Write a consistent copy of the embedded store to FILE, beside a running bot or not."""
    from bot.stores import backup

    count = backup(store_address(settings(data)), file)
    click.echo(f"{file}: {count:,} attempts.")
