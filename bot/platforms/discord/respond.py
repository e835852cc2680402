"""Answer an interaction inside Discord's three seconds, or put it off in time."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.core.errors import LearnerError, StoreError
from bot.core.replies import Reply, refusals
from bot.platforms.discord.invite import missing_permission
from bot.platforms.discord.render import embed, files, view

if TYPE_CHECKING:
    from collections.abc import Awaitable

log = logging.getLogger(__name__)

DEFER_AFTER = 1.5
"""Seconds after which an answer is put off; Discord waits for three."""


async def respond(
    interaction: discord.Interaction[Any],
    work: Awaitable[Reply | None],
    *,
    private: bool,
) -> None:
    """Answer with what the work brings; nothing to say is a silent acknowledgement."""
    task = asyncio.ensure_future(_guarded(work, interaction.application_id))
    await asyncio.wait({task}, timeout=DEFER_AFTER)
    if not task.done() and not interaction.response.is_done():
        await interaction.response.defer(ephemeral=private, thinking=True)
    reply = await task
    if interaction.response.is_done():
        await _later(interaction, reply)
    elif reply is None:
        await interaction.response.defer()
    else:
        await interaction.response.send_message(
            embed=embed(reply),
            view=view(reply.buttons) or discord.utils.MISSING,
            files=files(reply),
            ephemeral=private or reply.private,
        )


async def _later(interaction: discord.Interaction[Any], reply: Reply | None) -> None:
    if reply is None:
        await interaction.delete_original_response()
        return
    await interaction.edit_original_response(
        embed=embed(reply),
        view=view(reply.buttons),
        attachments=files(reply),
        allowed_mentions=discord.AllowedMentions.none(),
    )


async def _guarded(work: Awaitable[Reply | None], application_id: int) -> Reply | None:
    """Turn what goes wrong into words for the one who clicked."""
    try:
        return await work
    except LearnerError as error:
        return Reply(text=str(error), private=True)
    except StoreError:
        log.warning("the store refused a write", exc_info=True)
        return Reply(text=refusals.NOT_STORED, private=True)
    except discord.Forbidden:
        return Reply(text=missing_permission(application_id), private=True)
    except Exception:
        log.exception("an interaction failed")
        return Reply(text=refusals.OUR_FAULT, private=True)
