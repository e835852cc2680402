"""Permissions, and who has which of them where."""

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fake_discord.world import Channel, Guild, User


class Permission(IntFlag):
    NONE = 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40


EVERYTHING = Permission((1 << 51) - 1)

# What @everyone may do on a server that nobody has configured.
UNCONFIGURED = (
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
)

IN_DIRECT_MESSAGES = UNCONFIGURED & ~(
    Permission.CREATE_PUBLIC_THREADS | Permission.CREATE_PRIVATE_THREADS
)


def in_guild(user: "User", guild: "Guild") -> Permission:
    """Add up a member's roles."""
    member = guild.members.get(user.id)
    if member is None:
        return Permission.NONE
    if guild.owner is user:
        return EVERYTHING
    granted = guild.everyone.permissions
    for role in member.roles:
        granted |= role.permissions
    return EVERYTHING if granted & Permission.ADMINISTRATOR else granted


def in_channel(user: "User", channel: "Channel") -> Permission:
    """Apply the channel's overwrites in Discord's order: everyone, roles, the member."""
    guild = channel.guild
    if guild is None:
        return IN_DIRECT_MESSAGES if user in channel.recipients else Permission.NONE
    granted = in_guild(user, guild)
    if granted in (EVERYTHING, Permission.NONE):
        return granted
    overwrites = (channel.parent or channel).overwrites if channel.is_thread else channel.overwrites
    if (rule := overwrites.get(guild.everyone.id)) is not None:
        granted = (granted & ~rule.deny) | rule.allow
    roles = [overwrites[role.id] for role in guild.members[user.id].roles if role.id in overwrites]
    for rule in roles:
        granted &= ~rule.deny
    for rule in roles:
        granted |= rule.allow
    if (rule := overwrites.get(user.id)) is not None:
        granted = (granted & ~rule.deny) | rule.allow
    return granted if granted & Permission.VIEW_CHANNEL else Permission.NONE
