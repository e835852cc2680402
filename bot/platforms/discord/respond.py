"""Answer an interaction inside Discord's three seconds, or put it off in time."""

from __future__ import annotations

import asyncio
import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import discord

from bot.core.errors import LearnerError, StoreError
from bot.core.replies import Reply, refusals
from bot.platforms.discord.invite import missing_permission
from bot.platforms.discord.render import embed, files, view

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

log = logging.getLogger(__name__)

DEFER_AFTER = 1.5
"""Seconds after which an answer is put off; Discord waits for three."""


GONE = frozenset({10008, 10015, 10062, 40060, 50027})
"""Discord's codes for what cannot be answered any more.

Unknown message, webhook or interaction, answered already (a click that was delivered twice), and
a token that has run out.
"""


async def respond(
    interaction: discord.Interaction[Any],
    work: Awaitable[Reply | None],
    *,
    private: bool,
    trouble: str = refusals.STORE_TROUBLE,
) -> None:
    """Answer with what the work brings; nothing to say is a silent acknowledgement.

    `trouble` is said where the store fails.
    """
    task = asyncio.ensure_future(_guarded(work, interaction.application_id, trouble))
    await asyncio.wait({task}, timeout=DEFER_AFTER)
    with too_late_is_no_fault():
        if not task.done() and not interaction.response.is_done():
            await interaction.response.defer(ephemeral=private, thinking=True)
    reply = await task
    with too_late_is_no_fault():
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


async def replace(interaction: discord.Interaction[Any], work: Awaitable[Reply]) -> None:
    """Put what the work brings in the place of the clicked message; a refusal is private."""
    with too_late_is_no_fault():
        await interaction.response.defer()
        reply = await _guarded(work, interaction.application_id, refusals.STORE_TROUBLE)
        if reply is not None and reply.private:
            await interaction.followup.send(embed=embed(reply), ephemeral=True)
        else:
            await _later(interaction, reply)


@contextmanager
def too_late_is_no_fault() -> Iterator[None]:
    """Go on where Discord takes an answer no more: an attempt is stored all the same."""
    try:
        yield
    except discord.HTTPException as error:
        if error.code not in GONE:
            raise
        log.info("an interaction could not be answered: %s", error)


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


async def _guarded(
    work: Awaitable[Reply | None], application_id: int, trouble: str
) -> Reply | None:
    """Turn what goes wrong into words for the one who clicked."""
    try:
        return await work
    except LearnerError as error:
        return Reply(text=str(error), private=True)
    except StoreError:
        log.warning("the store failed", exc_info=True)
        return Reply(text=trouble, private=True)
    except discord.Forbidden:
        return missing_permission(application_id)
    except Exception:
        log.exception("an interaction failed")
        return Reply(text=refusals.OUR_FAULT, private=True)
