"""What Discord does with messages: check, keep, announce and write down."""

from datetime import UTC, datetime

from tests.fake_discord import furniture, limits, payloads, screen
from tests.fake_discord.commands import Commands
from tests.fake_discord.errors import ApiError, Json, missing_access, missing_permissions
from tests.fake_discord.gateway import Gateway
from tests.fake_discord.interaction import Interaction, message_kind
from tests.fake_discord.interactions import Interactions
from tests.fake_discord.journal import Journal
from tests.fake_discord.permissions import Permission
from tests.fake_discord.pulse import Clock, Pulse
from tests.fake_discord.ratelimit import RateLimits
from tests.fake_discord.sessions import Intent
from tests.fake_discord.world import (
    Attachment,
    Channel,
    ChannelKind,
    Flag,
    Guild,
    Member,
    Message,
    Role,
    Subject,
    User,
    World,
)

DISPATCH_NEEDS = {"GUILD_MEMBER_ADD": Intent.MEMBERS, "GUILD_MEMBER_UPDATE": Intent.MEMBERS}


class Service:
    """Everything behind the two doors; it survives every disconnect of the bot."""

    def __init__(self, bot_name: str, token: str, enabled: Intent, answer_within: float) -> None:
        self.token = token
        self.base = ""
        self.clock = Clock()
        self.pulse = Pulse()
        self.journal = Journal()
        self.world = World(bot_name)
        self.commands = Commands(self.world)
        self.rates = RateLimits(self.clock)
        self.gateway = Gateway(self.world, self.journal, self.pulse, token, enabled)
        self.interactions = Interactions(self, answer_within)
        self.world.tell = self._announce

    # Messages

    def check_body(self, body: Json, prefix: str = "") -> None:
        """Refuse what Discord refuses; note what it would accept but no bot should send."""
        limits.check_message(body, prefix)
        if (body.get("content") or body.get("embeds")) and not limits.mentions_nobody(body):
            shown = body.get("allowed_mentions", "missing")
            self.journal.violate(f"allowed_mentions must allow nobody, but is {shown}")

    def check_edit(self, message: Message, body: Json, prefix: str = "") -> None:
        """Check an edit; a message that uses Components V2 stays one."""
        layout = message.flags & Flag.COMPONENTS_V2
        self.check_body({**body, "flags": int(Flag(body.get("flags") or 0) | layout)}, prefix)

    def post(
        self,
        channel: Channel,
        author: User,
        body: Json,
        *,
        files: list[Attachment] | None = None,
        reply_to: Message | None = None,
        interaction: Interaction | None = None,
        mentions: list[User] | None = None,
        deliver: int = 1,
    ) -> Message:
        """Keep a new message and tell everybody who may know of it."""
        flags = Flag(body.get("flags") or 0)
        hidden = interaction is not None and flags & Flag.EPHEMERAL
        message = Message(
            self.world.new_id(),
            channel,
            author,
            content=body.get("content") or "",
            embeds=body.get("embeds") or [],
            components=body.get("components") or [],
            attachments=files or [],
            flags=flags if hidden else flags & ~Flag.EPHEMERAL,
            kind=message_kind(interaction, reply_to),
            mentions=mentions or [],
            reply_to=reply_to,
            nonce=str(body["nonce"]) if body.get("nonce") is not None else None,
            interaction=interaction,
            only_for=interaction.user if interaction is not None and hidden else None,
        )
        channel.messages[message.id] = message
        self._changed(message, "MESSAGE_CREATE", deliver=deliver)
        return message

    def edit(self, message: Message, body: Json, files: list[Attachment]) -> Message:
        """Change what the body names and nothing else."""
        was_loading = payloads.loading(message)
        content = body["content"] or "" if "content" in body else message.content
        embeds = body["embeds"] or [] if "embeds" in body else message.embeds
        rows = body["components"] or [] if "components" in body else message.components
        kept = message.attachments
        if "attachments" in body:
            named = {str(each.get("id")) for each in body["attachments"] or []}
            kept = [each for each in kept if str(each.id) in named]
        limits.check_not_empty(content, embeds, len(rows) + len(kept) + len(files))
        flags = message.flags & ~Flag.LOADING
        if body.get("flags") is not None:
            changeable = Flag.SUPPRESS_EMBEDS | Flag.COMPONENTS_V2
            flags = (flags & ~changeable) | (
                (Flag(body["flags"]) | (flags & Flag.COMPONENTS_V2)) & changeable
            )
        message.content, message.embeds, message.components = content, embeds, rows
        message.attachments, message.flags = [*kept, *files], flags
        message.edited = None if was_loading else datetime.now(UTC)
        self._changed(message, "MESSAGE_UPDATE", verb="" if was_loading else "edits")
        return message

    def delete(self, message: Message) -> None:
        del message.channel.messages[message.id]
        self.journal.write(f"   (a message of {message.author.name} is deleted)")
        self.world.touches += 1
        if not message.ephemeral:
            data: Json = {"id": str(message.id), "channel_id": str(message.channel.id)}
            if message.channel.guild is not None:
                data["guild_id"] = str(message.channel.guild.id)
            self._dispatch_in(message.channel, "MESSAGE_DELETE", data)
        self.pulse.beat()

    def _changed(self, message: Message, event: str, *, verb: str = "", deliver: int = 1) -> None:
        self.world.touch(message)
        if not (message.flags & Flag.LOADING):
            for line in screen.message_lines(message, verb=verb):
                self.journal.write(line, message.channel.place)
        if not message.ephemeral:
            data = payloads.message(message, self.base, in_event=True)
            shown = payloads.content_is_shown(message, self.world.bot)
            blank = None if shown else payloads.blanked(data)
            for _ in range(deliver):
                self._dispatch_in(message.channel, event, data, blank)
        self.pulse.beat()

    def _dispatch_in(
        self, channel: Channel, event: str, data: Json, blank: Json | None = None
    ) -> None:
        if not channel.permissions_of(self.world.bot) & Permission.VIEW_CHANNEL:
            return
        direct = channel.kind is ChannelKind.DIRECT
        needs = Intent.DIRECT_MESSAGES if direct else Intent.GUILD_MESSAGES
        self.gateway.dispatch(event, data, channel.guild, needs, without_content=blank)

    # What the bot may do

    def bot_may_send(self, channel: Channel, body: Json, files: int) -> None:
        """Refuse a message that the bot's permissions do not cover."""
        allowed = channel.permissions_of(self.world.bot)
        if channel.kind is ChannelKind.DIRECT:
            if not all(person.takes_dms for person in channel.recipients):
                raise ApiError(403, 50007, "Cannot send messages to this user")
            return
        if not allowed & Permission.VIEW_CHANNEL:
            raise missing_access()
        needed = (
            Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        )
        if body.get("embeds"):
            needed |= Permission.EMBED_LINKS
        if files:
            needed |= Permission.ATTACH_FILES
        if allowed & needed != needed:
            raise missing_permissions()
        if body.get("message_reference") and not allowed & Permission.READ_MESSAGE_HISTORY:
            raise ApiError(400, 160002, "Cannot reply without permission to read message history")

    def _announce(self, event: str, subject: Subject) -> None:
        match subject:
            case Guild():
                for session in self.gateway.sessions.values():
                    if session.handles(subject) and session.intents & Intent.GUILDS:
                        data = self.gateway.guild(session, subject)
                        del data["unavailable"]
                        session.dispatch(event, data)
                return
            case Channel():
                guild, data = subject.guild, furniture.channel(subject)
            case Role():
                guild = subject.guild
                data = {"guild_id": str(guild.id), "role": furniture.role(subject)}
            case Member():
                guild = subject.guild
                data = {**furniture.member(subject), "guild_id": str(guild.id)}
        needs = DISPATCH_NEEDS.get(event, Intent.GUILDS)
        if isinstance(subject, Member) and subject.user is self.world.bot:
            needs = Intent.GUILDS
        self.gateway.dispatch(event, data, guild, needs)
