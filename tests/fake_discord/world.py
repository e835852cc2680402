"""Guilds, channels, roles, members and messages, as plain state."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, IntFlag
from typing import TYPE_CHECKING, Union

from tests.fake_discord import permissions
from tests.fake_discord.errors import Json
from tests.fake_discord.permissions import UNCONFIGURED, Permission

if TYPE_CHECKING:
    from tests.fake_discord.interaction import Interaction

EPOCH = 1_420_070_400_000  # the first millisecond of 2015, where Discord's ids begin


class ChannelKind(IntEnum):
    TEXT = 0
    DIRECT = 1
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12


class MessageKind(IntEnum):
    DEFAULT = 0
    REPLY = 19
    COMMAND = 20
    CONTEXT_MENU = 23


class Flag(IntFlag):
    NONE = 0
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


def instant(snowflake: int) -> datetime:
    """Read the time that every id carries."""
    return datetime.fromtimestamp(((snowflake >> 22) + EPOCH) / 1000, UTC)


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    takes_dms: bool = True


@dataclass(eq=False)
class Role:
    id: int
    name: str
    guild: "Guild"
    permissions: Permission
    managed: bool = False


@dataclass
class Overwrite:
    allow: Permission = Permission.NONE
    deny: Permission = Permission.NONE


@dataclass(eq=False)
class Member:
    user: User
    guild: "Guild"
    roles: list[Role] = field(default_factory=list)


@dataclass(eq=False)
class Attachment:
    id: int
    filename: str
    data: bytes
    description: str | None = None


@dataclass(eq=False)
class Message:
    """One message; `touched` counts up with every change anywhere, so that plays can look back."""

    id: int
    channel: "Channel"
    author: User
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: Flag = Flag.NONE
    kind: MessageKind = MessageKind.DEFAULT
    mentions: list[User] = field(default_factory=list)
    reply_to: "Message | None" = None
    nonce: str | None = None
    interaction: "Interaction | None" = None
    only_for: User | None = None
    edited: datetime | None = None
    touched: int = 0
    thread: "Channel | None" = None

    @property
    def ephemeral(self) -> bool:
        return self.only_for is not None


@dataclass(eq=False)
class Channel:
    id: int
    name: str
    world: "World"
    kind: ChannelKind = ChannelKind.TEXT
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipients: tuple[User, ...] = ()
    owner: User | None = None
    archived: bool = False
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Return the name that a person reads at the top of the screen."""
        return self.name if self.kind is ChannelKind.DIRECT else f"#{self.name}"

    @property
    def is_thread(self) -> bool:
        return self.kind in (ChannelKind.PUBLIC_THREAD, ChannelKind.PRIVATE_THREAD)

    def allows(self, who: "Role | User", permission: Permission) -> None:
        """Grant a permission in this channel alone."""
        rule = self.overwrites.setdefault(who.id, Overwrite())
        rule.allow |= permission
        rule.deny &= ~permission
        self.world.tell("CHANNEL_UPDATE", self)

    def denies(self, who: "Role | User", permission: Permission) -> None:
        """Take a permission away in this channel alone."""
        rule = self.overwrites.setdefault(who.id, Overwrite())
        rule.deny |= permission
        rule.allow &= ~permission
        self.world.tell("CHANNEL_UPDATE", self)

    def permissions_of(self, user: User) -> Permission:
        return permissions.in_channel(user, self)

    def visible_to(self, user: User) -> list[Message]:
        """Return what this user sees here, oldest first."""
        if not self.permissions_of(user) & Permission.VIEW_CHANNEL:
            return []
        return [m for m in self.messages.values() if m.only_for in (None, user)]


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    world: "World"
    owner: User
    everyone: Role = field(init=False)
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.everyone = Role(self.id, "@everyone", self, UNCONFIGURED)
        self.roles[self.id] = self.everyone

    def channel(self, name: str) -> Channel:
        """Return the channel of that name, made when it is not there yet."""
        for channel in self.channels.values():
            if channel.name == name:
                return channel
        channel = Channel(self.world.new_id(), name, self.world, guild=self)
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        self.world.tell("CHANNEL_CREATE", channel)
        return channel

    def role(
        self, name: str, permissions: Permission = Permission.NONE, *, managed: bool = False
    ) -> Role:
        role = Role(self.world.new_id(), name, self, permissions, managed=managed)
        self.roles[role.id] = role
        self.world.tell("GUILD_ROLE_CREATE", role)
        return role

    def add(self, user: User, roles: Iterable[Role] = ()) -> Member:
        """Let a user join."""
        member = self.members[user.id] = Member(user, self, list(roles))
        self.world.tell("GUILD_MEMBER_ADD", member)
        return member

    def gives(self, user: User, role: Role) -> None:
        self.members[user.id].roles.append(role)
        self.world.tell("GUILD_MEMBER_UPDATE", self.members[user.id])


Subject = Union[Guild, Channel, Role, Member]  # noqa: UP007 - the names are not all bound yet


class World:
    """Everything there is; `tell` hears of every change of its furniture."""

    def __init__(self, bot_name: str) -> None:
        self._last_id = 0
        self.touches = 0
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.tell: Callable[[str, Subject], None] = lambda _event, _subject: None
        self.bot = self.user(bot_name, bot=True)

    def new_id(self) -> int:
        """Return a snowflake that is larger than every one before it."""
        now = (time.time_ns() // 1_000_000 - EPOCH) << 22
        self._last_id = max(self._last_id + 1, now)
        return self._last_id

    def touch(self, message: Message) -> None:
        self.touches += 1
        message.touched = self.touches

    def user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.new_id(), name, bot=bot)
        self.users[user.id] = user
        return user

    def guild(self, name: str, bot_permissions: Permission) -> Guild:
        """Found a guild that the bot is a member of, with a role of its own."""
        guild = Guild(self.new_id(), name, self, self.user(f"Owner of {name}"))
        role = Role(self.new_id(), self.bot.name, guild, bot_permissions, managed=True)
        guild.roles[role.id] = role
        guild.members[guild.owner.id] = Member(guild.owner, guild)
        guild.members[self.bot.id] = Member(self.bot, guild, [role])
        self.guilds[guild.id] = guild
        self.tell("GUILD_CREATE", guild)
        return guild

    def dm(self, user: User) -> Channel:
        """Return the conversation of a user with the bot."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DIRECT and user in channel.recipients:
                return channel
        channel = Channel(
            self.new_id(),
            f"@{user.name}",
            self,
            kind=ChannelKind.DIRECT,
            recipients=(user, self.bot),
        )
        self.channels[channel.id] = channel
        return channel
