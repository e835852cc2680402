"""The Discord client: what people do comes in, and is handed to the tutor."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.core.errors import LearnerError, StoreError
from bot.core.replies import Form, Reply, asking, refusals
from bot.core.replies.answers import LETTERS
from bot.core.replies.forms import answer_form, submitted
from bot.core.tutor import BoardRequest, Channel, Control, Tutor
from bot.platforms.discord import people
from bot.platforms.discord.chat import DiscordChat, Whispers
from bot.platforms.discord.commands import add_commands
from bot.platforms.discord.invite import invite_link, missing_permission
from bot.platforms.discord.publish import publish
from bot.platforms.discord.render import embed, modal, view
from bot.platforms.discord.respond import replace, respond, too_late_is_no_fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.ports import Documents

log = logging.getLogger(__name__)


BARE_WORDS = frozenset({Control.HINT, Control.SKIP, Control.STOP, Control.PAUSE})
"""Words that command a quiz in a direct message, where anything else is an answer."""


class Colloquy(discord.AutoShardedClient):
    """One bot in all its servers."""

    def __init__(
        self,
        tutor: Tutor,
        documents: Documents,
        *,
        sync: bool,
        answer_in: frozenset[int] = frozenset(),
    ) -> None:
        super().__init__(
            # without the last none is privileged: mentions, DMs, commands and forms suffice
            intents=discord.Intents(
                guilds=True,
                guild_messages=True,
                dm_messages=True,
                message_content=bool(answer_in),
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        self.tutor = tutor
        self.tree = app_commands.CommandTree(self)
        self.whispers = Whispers()
        self._documents = documents
        self._sync = sync
        self._answer_in = answer_in

    async def setup_hook(self) -> None:
        """Publish the commands that have changed, and take up the quizzes that were cut off.

        The library comes here before the gateway, so no click finds its quiz missing.
        """
        add_commands(self.tree, self)
        if self._sync:
            await publish(self.tree, self._documents)
        count = await self.tutor.quizzes.restore(people.PLATFORM, self.chat)
        log.info("logged in as %s, %d quizzes taken up", self.user, count)
        sys.stdout.write(f"Colloquy is on Discord as {self.user}. Add it to a server: ")
        sys.stdout.write(f"{invite_link(self.application_id or 0)}\n")
        sys.stdout.flush()

    async def close(self) -> None:
        """Leave Discord; running quizzes are on disk."""
        await self.whispers.close()
        await super().close()

    def chat(self, channel: Channel) -> DiscordChat:
        """Speak in a channel, whether or not it is in the cache."""
        where = self.get_partial_messageable(people.snowflake(channel.id))
        return DiscordChat(where, channel.id, self.whispers)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention or a direct message, and a plain question where that is wished."""
        if message.author.bot or self.user is None:
            return
        if message.guild is not None and self.user not in message.mentions:
            if message.channel.id in self._answer_in:
                await self._overhear(message)
            return
        text = message.content
        for mention in (f"<@{self.user.id}>", f"<@!{self.user.id}>"):
            text = text.replace(mention, " ")
        reply = await self._heard(message, " ".join(text.split()))
        if reply is not None:
            await self._answer(message, reply)

    async def _overhear(self, message: discord.Message) -> None:
        """Answer a question to everybody; what is said to somebody is not the tutor's."""
        if message.mentions or message.role_mentions or message.reference or not message.guild:
            return
        where = people.channel(message.guild.id, message.channel.id)
        reply = self.tutor.overhear(where, people.author_of(message), message.content)
        if reply is not None:
            await self._answer(message, reply)

    async def _heard(self, message: discord.Message, text: str) -> Reply | None:
        guild_id = message.guild.id if message.guild else None
        channel = people.channel(guild_id, message.channel.id)
        learner = people.author_of(message)
        if not text:
            return asking.nothing_asked()
        bare = text.casefold()
        control = Control(bare) if bare in BARE_WORDS else None
        try:
            if not channel.alone or not self.tutor.is_playing(channel):
                return self.tutor.ask(channel, learner, text)
            if control is not None:
                return await self.tutor.press(channel, learner, control)
            return await self.tutor.answer(channel, learner, text, origin=str(message.id))
        except LearnerError as error:
            return Reply(text=str(error))
        except StoreError:
            log.warning("the store failed", exc_info=True)
            answering = control in (None, Control.SKIP)
            return Reply(text=refusals.store_trouble(answering=answering))
        except Exception:
            log.exception("a message could not be answered")
            return Reply(text=refusals.OUR_FAULT)

    async def _answer(self, message: discord.Message, reply: Reply) -> None:
        buttons = view(reply.buttons) or discord.utils.MISSING
        # somebody may have deleted the message in the meantime
        replied = discord.MessageReference.from_message(message, fail_if_not_exists=False)
        try:
            await message.channel.send(
                embed=embed(reply), view=buttons, reference=replied, mention_author=False
            )
        except discord.Forbidden:
            told = missing_permission(self.application_id or 0)
            log.warning("channel %s: %s %s", message.channel.id, told.text, told.link)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Route clicks and forms by their custom id, so that those of a former process work."""
        data: Mapping[str, Any] = interaction.data or {}
        action, *rest = str(data.get("custom_id", "")).split(":")
        try:
            with too_late_is_no_fault():
                if interaction.type is discord.InteractionType.modal_submit:
                    await self._submit(interaction, action, rest, data)
                elif interaction.type is discord.InteractionType.component:
                    await self._click(interaction, action, rest)
        except (ValueError, KeyError, IndexError):
            # another version of the bot may have written it
            log.info("an id that cannot be read: %s", action[:20])
            await respond(interaction, _say(Reply(text=refusals.OUT_OF_DATE)), private=True)

    async def _click(
        self, interaction: discord.Interaction[Any], action: str, rest: list[str]
    ) -> None:
        match action, rest:
            case "answer", [session, number]:
                # a form must be the first answer, so nothing may be awaited before it
                await interaction.response.send_modal(
                    modal(self._form(interaction, session, int(number)))
                )
            case "choose", [session, number, option]:
                letter = LETTERS[int(option)]
                await self._take(interaction, session, int(number), letter)
            case "mine", [session, number]:
                mine = self._mine(interaction, session, int(number))
                await respond(interaction, mine, private=True)
            case "ask", _:
                await self._chosen(interaction, ":".join([action, *rest]))
            case "board", _:
                request = BoardRequest.from_action(":".join([action, *rest]))
                await self._turn(interaction, request)
            case "forget", _:
                forgetting = self.tutor.forget(
                    people.channel_of(interaction),
                    people.learner_of(interaction),
                    confirmed=True,
                )
                await respond(interaction, forgetting, private=True)
            case control, [session, number] if control in set(Control):
                await self._press(interaction, Control(control), session, int(number))
            case _:
                raise ValueError(action)

    def _form(self, interaction: discord.Interaction[Any], session_id: str, number: int) -> Form:
        session = self.tutor.quizzes.session(people.channel_of(interaction))
        same = session is not None and session.plan.id == session_id
        return answer_form(session_id, number, session.round if session and same else None)

    async def _submit(
        self,
        interaction: discord.Interaction[Any],
        action: str,
        rest: list[str],
        data: Mapping[str, Any],
    ) -> None:
        session, number = rest
        if action != "submit":
            raise ValueError(action)
        try:
            text = submitted(values_of(data))
        except LearnerError as error:
            await respond(interaction, _say(Reply(text=str(error))), private=True)
            return
        await self._take(interaction, session, int(number), text)

    async def _take(
        self, interaction: discord.Interaction[Any], session: str, number: int, text: str
    ) -> None:
        channel, learner = people.channel_of(interaction), people.learner_of(interaction)

        async def work() -> Reply | None:
            self._require(channel, session)
            return await self.tutor.answer(
                channel, learner, text, number, origin=str(interaction.id)
            )

        await respond(interaction, work(), private=True, trouble=refusals.NOT_STORED)
        self.whispers.keep(channel.id, learner.id, interaction.followup)

    async def _press(
        self, interaction: discord.Interaction[Any], control: Control, session: str, number: int
    ) -> None:
        channel, learner = people.channel_of(interaction), people.learner_of(interaction)

        async def work() -> Reply | None:
            self._require(channel, session)
            return await self.tutor.press(channel, learner, control, number)

        trouble = refusals.store_trouble(answering=control is Control.SKIP)
        await respond(interaction, work(), private=True, trouble=trouble)

    async def _mine(
        self, interaction: discord.Interaction[Any], session: str, number: int
    ) -> Reply:
        channel, learner = people.channel_of(interaction), people.learner_of(interaction)
        return await self.tutor.own_result(channel, learner, session, number)

    def _require(self, channel: Channel, session_id: str) -> None:
        session = self.tutor.quizzes.session(channel)
        if session is None or session.plan.id != session_id:
            raise LearnerError(refusals.LEFT_BEHIND)

    async def _chosen(self, interaction: discord.Interaction[Any], action: str) -> None:
        """Answer what was meant: in place for the one who asked, in private for others."""
        channel, learner = people.channel_of(interaction), people.learner_of(interaction)
        reply = self.tutor.choose(channel, learner, action)
        if asker_of(interaction.message) == interaction.user.id:
            await interaction.response.edit_message(embed=embed(reply), view=view(reply.buttons))
        else:
            await respond(interaction, _say(reply), private=True)

    async def _turn(self, interaction: discord.Interaction[Any], request: BoardRequest) -> None:
        """Turn a leaderboard to another period: in place for the one who called for it."""
        board = self.tutor.scores.leaderboard(
            people.channel_of(interaction), people.learner_of(interaction), request
        )
        if asker_of(interaction.message) == interaction.user.id:
            await replace(interaction, board)
        else:
            await respond(interaction, board, private=True)


def values_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Read what was filled in, by the ids of the inputs, in their order."""
    values: dict[str, str] = {}
    for row in data.get("components", ()):
        inner = row["components"] if "components" in row else [row.get("component", row)]
        for part in inner:
            chosen = part.get("values") or [part.get("value") or ""]
            values[str(part["custom_id"])] = " ".join(map(str, chosen))
    return values


def asker_of(message: discord.Message | None) -> int | None:
    """Tell who asked for a message: by a command, or by what it is a reply to."""
    if message is None:
        return None
    if message.interaction_metadata is not None:
        return message.interaction_metadata.user.id
    reference = message.reference.resolved if message.reference else None
    return reference.author.id if isinstance(reference, discord.Message) else None


async def _say(reply: Reply) -> Reply:
    return reply
