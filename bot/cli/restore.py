"""`colloquy restore`: put a backup in place of the store."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.wiring import settings, store_address


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--data", type=click.Path(path_type=Path), help="Where the scores are kept.")
def command(file: Path, data: Path | None) -> None:
    """Put the backup FILE in place of the embedded store, which must not be in use."""
    from bot.stores import restore

    kept = restore(store_address(settings(data)), file)
    click.echo(f"Restored from {file}." + (f" What was there is kept: {kept}" if kept else ""))
