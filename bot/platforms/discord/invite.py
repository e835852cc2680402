"""What the bot must be allowed on a server, and the link that asks for it."""

from __future__ import annotations

import discord

from bot.platforms.discord.render import Linked

MAY_NOT_WRITE = (
    "I may not write here. Somebody who manages this server has to give me View Channel, Send "
    "Messages and Embed Links in this channel (Edit Channel > Permissions), or add me anew:"
)
NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    read_message_history=True,
)
"""What the bot needs, and no more; the invite link asks for exactly these."""


def invite_link(application_id: int) -> str:
    """Link to the page that adds the bot to a server with just the permissions it needs."""
    return discord.utils.oauth_url(
        application_id, permissions=NEEDED, scopes=("bot", "applications.commands")
    )


def missing_permission(application_id: int) -> Linked:
    """Say what to switch on where."""
    return Linked(text=MAY_NOT_WRITE, link=invite_link(application_id), private=True)
