"""`colloquy discord`: the tutor on Discord."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import click

from bot.cli.wiring import open_parts, settings
from bot.core.errors import OperatorError

MISSING = 'The Discord bot needs its library: pip install "colloquy[discord]", or make discord.'


@click.command("discord")
@click.option("--data", type=click.Path(path_type=Path), help="Where the scores are kept.")
def command(data: Path | None) -> None:
    """Run the tutor on Discord; the token comes from DISCORD_TOKEN."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(data))


async def _run(data: Path | None) -> None:
    try:
        from bot.platforms import discord
    except ModuleNotFoundError as error:
        raise OperatorError(MISSING) from error
    chosen = settings(data)
    if not chosen.discord.token:
        raise OperatorError(discord.SET_UP_FIRST)
    discord.use_server(chosen.discord.api_base, chosen.discord.gateway_url)
    async with open_parts(chosen) as (tutor, store):
        await discord.run(
            tutor,
            store.documents,
            chosen.discord.token,
            sync=chosen.discord.sync,
            answer_in=chosen.discord.answer_in,
        )
