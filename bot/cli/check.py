"""`colloquy check`: tell every mistake of decks, notes and settings."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.wiring import deck_paths, settings
from bot.core.errors import OperatorError
from bot.knowledge.decks import load_decks


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def command(paths: tuple[Path, ...]) -> None:
    """Check the deck files and folders at PATHS, or all that are in use."""
    problems: list[str] = []
    if not paths:
        try:
            paths = tuple(deck_paths(settings()))
        except OperatorError as error:
            problems.append(str(error))
    library = load_decks(paths, thorough=True)
    problems += map(str, library.mistakes)
    for problem in problems:
        click.echo(problem)
    cards = sum(len(deck.cards) for deck in library.decks)
    click.echo(
        f"{len(library.decks)} sound decks with {cards} cards, {len(problems)} mistakes", err=True
    )
    sys.exit(1 if problems else 0)
