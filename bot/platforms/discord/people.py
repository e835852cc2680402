"""Discord's users, guilds and channels as the core knows them; ids carry their platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.core.quiz import Learner
from bot.core.tutor import Channel

if TYPE_CHECKING:
    import discord

PLATFORM = "discord"


def learner_of(interaction: discord.Interaction[Any]) -> Learner:
    """Say who clicked or typed; whoever manages messages here is a moderator."""
    moderator = interaction.guild_id is None or interaction.permissions.manage_messages
    return Learner(
        f"{PLATFORM}:{interaction.user.id}", interaction.user.display_name, moderator=moderator
    )


def channel_of(interaction: discord.Interaction[Any]) -> Channel:
    """Say where it was clicked or typed."""
    return channel(interaction.guild_id, interaction.channel_id or 0)


def channel(guild_id: int | None, channel_id: int) -> Channel:
    """Name a channel; a direct message is a community of its own."""
    if guild_id is None:
        return Channel(f"{PLATFORM}:dm/{channel_id}", f"{PLATFORM}:{channel_id}", alone=True)
    return Channel(f"{PLATFORM}:{guild_id}", f"{PLATFORM}:{channel_id}", alone=False)


def author_of(message: discord.Message) -> Learner:
    """Say who wrote a message."""
    return Learner(f"{PLATFORM}:{message.author.id}", message.author.display_name)


def snowflake(channel_id: str) -> int:
    """Read Discord's own id back from a channel's."""
    return int(channel_id.rpartition(":")[2])
