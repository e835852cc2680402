"""The life of an interaction: one answer, in time, of the right kind; then follow-ups."""

import asyncio
import secrets
from typing import TYPE_CHECKING

from tests.fake_discord import commands, components, furniture, limits, payloads
from tests.fake_discord.errors import ApiError, Complaints, Json, unknown
from tests.fake_discord.interaction import Answer, Fate, Interaction, Kind
from tests.fake_discord.world import Attachment, Channel, Flag, Message, User

if TYPE_CHECKING:
    from tests.fake_discord.service import Service

TOKEN_SECONDS = 15 * 60


class Interactions:
    def __init__(self, service: "Service", answer_within: float) -> None:
        self._service = service
        self.answer_within = answer_within
        self.all: list[Interaction] = []
        self.forms: dict[int, Interaction] = {}  # the form that each user has open

    def start(
        self,
        kind: Kind,
        user: User,
        channel: Channel,
        data: Json,
        what: str,
        *,
        source: Message | None = None,
        deliver: int = 1,
    ) -> Interaction:
        """Send an interaction to the bot; the clock starts now."""
        service = self._service
        interaction = Interaction(
            service.world.new_id(),
            secrets.token_urlsafe(48),
            kind,
            user,
            channel,
            data,
            what,
            service.clock.now(),
            source=source,
        )
        self.all.append(interaction)
        loop = asyncio.get_running_loop()
        interaction.timer = loop.call_later(self.answer_within, self._fail, interaction)
        payload = self._payload(interaction)
        for _ in range(deliver):
            service.gateway.dispatch("INTERACTION_CREATE", payload, channel.guild)
        service.pulse.beat()
        return interaction

    def open(self) -> list[Interaction]:
        return [each for each in self.all if each.fate is Fate.OPEN]

    def expire_late(self) -> None:
        """Fail what is late by the fake's clock."""
        now = self._service.clock.now()
        for interaction in self.open():
            if now - interaction.created > self.answer_within:
                self._fail(interaction)

    def stop(self) -> None:
        for interaction in self.all:
            if interaction.timer is not None:
                interaction.timer.cancel()

    def _fail(self, interaction: Interaction) -> None:
        if interaction.fate is not Fate.OPEN:
            return
        interaction.fate = Fate.FAILED
        words = (
            "The application did not respond"
            if interaction.kind is Kind.COMMAND
            else "Loading options failed"
            if interaction.kind is Kind.AUTOCOMPLETE
            else "This interaction failed"
        )
        self._service.journal.write(f"   (to {interaction.user.name}: {words})")
        self._service.pulse.beat()

    # The bot's answer

    def respond(
        self, number: int, token: str, body: Json, files: list[Attachment]
    ) -> tuple[Interaction, Json]:
        """Take the one answer, or refuse it; return what `with_response` shows."""
        interaction = next((i for i in self.all if (i.id, i.token) == (number, token)), None)
        if interaction is None or interaction.fate is Fate.FAILED:
            raise unknown("Interaction")
        if interaction.fate is Fate.ANSWERED:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        complaints = Complaints()
        complaints.choice("type", body.get("type"), tuple(interaction.allowed_answers()))
        complaints.refuse_if_any()
        answer, data = Answer(body["type"]), body.get("data") or {}
        message = self._take(interaction, answer, data, files)
        interaction.fate, interaction.answer = Fate.ANSWERED, answer
        if interaction.timer is not None:
            interaction.timer.cancel()
        self._service.pulse.beat()
        return interaction, self._response(interaction, answer, message)

    def _take(
        self, interaction: Interaction, answer: Answer, data: Json, files: list[Attachment]
    ) -> Message | None:
        service = self._service
        match answer:
            case Answer.MESSAGE:
                interaction.original = self._message(interaction, data, files)
            case Answer.DEFERRED_MESSAGE:
                hidden = Flag(data.get("flags") or 0) & Flag.EPHEMERAL
                interaction.original = service.post(
                    interaction.channel,
                    service.world.bot,
                    {"flags": int(hidden | Flag.LOADING)},
                    interaction=interaction,
                )
            case Answer.DEFERRED_UPDATE:
                interaction.original = interaction.source
            case Answer.UPDATE if interaction.source is not None:
                service.check_edit(interaction.source, data, "data.")
                service.edit(interaction.source, data, files)
                interaction.original = interaction.source
            case Answer.UPDATE:
                raise unknown("Message")
            case Answer.CHOICES:
                complaints = Complaints("data.")
                commands.check_choices(complaints, "choices", data.get("choices") or [])
                complaints.refuse_if_any()
                interaction.choices = data.get("choices") or []
            case Answer.MODAL:
                complaints = Complaints("data.")
                components.check_modal(complaints, data)
                complaints.refuse_if_any()
                interaction.modal = data
                self.forms[interaction.user.id] = interaction
                service.journal.write(
                    f"{service.world.bot.name} opens a form for {interaction.user.name}: "
                    f"{data['title']}"
                )
        return interaction.original

    def _response(self, interaction: Interaction, answer: Answer, message: Message | None) -> Json:
        described: Json = {"id": str(interaction.id), "type": int(interaction.kind)}
        resource: Json = {"type": int(answer)}
        if message is not None:
            described |= {
                "response_message_id": str(message.id),
                "response_message_loading": payloads.loading(message),
                "response_message_ephemeral": message.ephemeral,
            }
            resource["message"] = payloads.message(message, self._service.base)
        return {"interaction": described, "resource": resource}

    # The bot's follow-ups

    def by_token(self, application: str, token: str) -> Interaction:
        """Find the interaction whose token still works."""
        if application != str(self._service.world.bot.id):
            raise unknown("Webhook")
        found = next((each for each in self.all if each.token == token), None)
        if found is None or found.fate is Fate.FAILED:
            raise unknown("Webhook")
        if self._service.clock.now() - found.created > TOKEN_SECONDS:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        if found.fate is Fate.OPEN:
            raise unknown("Webhook")
        return found

    def follow_up(self, interaction: Interaction, data: Json, files: list[Attachment]) -> Message:
        """Post another message; the first one after deferring takes the deferred one's place."""
        waiting = interaction.original
        if waiting is not None and payloads.loading(waiting):
            self._service.check_edit(waiting, data)
            return self._service.edit(waiting, data, files)
        return self._message(interaction, data, files, prefix="")

    def message(self, interaction: Interaction, which: str) -> Message:
        """Find `@original` or one of the follow-ups."""
        if which == "@original":
            if interaction.original is None or interaction.original.id not in (
                interaction.channel.messages
            ):
                raise unknown("Message")
            return interaction.original
        message = interaction.channel.messages.get(int(which))
        if message is None or message.interaction is not interaction:
            raise unknown("Message")
        return message

    def _message(
        self, interaction: Interaction, data: Json, files: list[Attachment], prefix: str = "data."
    ) -> Message:
        service = self._service
        service.check_body(data, prefix)
        limits.check_not_empty(
            data.get("content") or "",
            data.get("embeds") or [],
            len(files) + len(data.get("components") or []),
        )
        return service.post(
            interaction.channel, service.world.bot, data, files=files, interaction=interaction
        )

    # Towards the bot

    def _payload(self, interaction: Interaction) -> Json:
        service, channel, user = self._service, interaction.channel, interaction.user
        guild, bot = channel.guild, service.world.bot
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(bot.id),
            "type": int(interaction.kind),
            "token": interaction.token,
            "version": 1,
            "data": interaction.data,
            "channel_id": str(channel.id),
            "channel": furniture.channel_in_interaction(channel, user),
            "app_permissions": str(int(channel.permissions_of(bot))),
            "locale": "en-GB",
            "entitlements": [],
            "attachment_size_limit": limits.MOST_ATTACHMENT_BYTES,
            "context": 1 if guild is None else 0,
            "authorizing_integration_owners": {"0": str(guild.id) if guild else "0"},
        }
        if guild is None:
            payload["user"] = furniture.user(user)
        else:
            payload |= {
                "guild_id": str(guild.id),
                "guild_locale": "en-GB",
                "guild": {"id": str(guild.id), "locale": "en-GB", "features": []},
                "member": {
                    **furniture.member(guild.members[user.id]),
                    "permissions": str(int(channel.permissions_of(user))),
                },
            }
        if interaction.source is not None:
            payload["message"] = payloads.message(interaction.source, service.base)
        return payload
