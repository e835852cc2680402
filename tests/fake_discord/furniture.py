"""Users, members, roles, channels and guilds as Discord's JSON."""

from collections.abc import Iterable

from tests.fake_discord import permissions
from tests.fake_discord.errors import Json
from tests.fake_discord.world import Channel, ChannelKind, Guild, Member, Role, User, instant


def user(user: User) -> Json:
    return {
        "id": str(user.id),
        "username": user.name.lower().replace(" ", "_"),
        "global_name": None if user.bot else user.name,
        "discriminator": "0000" if user.bot else "0",
        "avatar": None,
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
    }


def own_user(bot: User) -> Json:
    """Return the bot as it sees itself: its user name as it was given."""
    return {
        **user(bot),
        "username": bot.name,
        "verified": True,
        "mfa_enabled": True,
        "email": None,
        "locale": "en-US",
    }


def member(member: Member, *, with_user: bool = True) -> Json:
    payload: Json = {
        "roles": [str(role.id) for role in member.roles],
        "nick": None,
        "avatar": None,
        "joined_at": instant(member.guild.id).isoformat(),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }
    if with_user:
        payload["user"] = user(member.user)
    return payload


def role(role: Role) -> Json:
    roles = list(role.guild.roles.values())
    payload: Json = {
        "id": str(role.id),
        "name": role.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": roles.index(role),
        "permissions": str(int(role.permissions)),
        "managed": role.managed,
        "mentionable": False,
        "flags": 0,
        "icon": None,
        "unicode_emoji": None,
    }
    if role.managed:
        payload["tags"] = {"bot_id": str(role.guild.world.bot.id)}
    return payload


def channel(channel: Channel) -> Json:
    last = next(reversed(channel.messages), None)
    payload: Json = {
        "id": str(channel.id),
        "type": int(channel.kind),
        "last_message_id": str(last) if last else None,
        "flags": 0,
    }
    if channel.kind is ChannelKind.DIRECT:
        others = [person for person in channel.recipients if not person.bot]
        return {**payload, "recipients": [user(person) for person in others]}
    payload |= {"name": channel.name, "rate_limit_per_user": 0, "nsfw": False}
    if channel.guild is not None:
        payload["guild_id"] = str(channel.guild.id)
    if channel.is_thread:
        return payload | _thread(channel)
    siblings = list(channel.guild.channels) if channel.guild else [channel.id]
    return payload | {
        "position": siblings.index(channel.id),
        "parent_id": None,
        "topic": None,
        "permission_overwrites": [
            {
                "id": str(target),
                "type": 0 if channel.guild and target in channel.guild.roles else 1,
                "allow": str(int(rule.allow)),
                "deny": str(int(rule.deny)),
            }
            for target, rule in channel.overwrites.items()
        ],
    }


def _thread(thread: Channel) -> Json:
    created = instant(thread.id).isoformat()
    return {
        "parent_id": str(thread.parent.id) if thread.parent else None,
        "owner_id": str(thread.owner.id) if thread.owner else None,
        "message_count": len(thread.messages),
        "total_message_sent": len(thread.messages),
        "member_count": 1,
        "thread_metadata": {
            "archived": thread.archived,
            "locked": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": created,
            "create_timestamp": created,
        },
    }


def channel_in_interaction(place: Channel, person: User) -> Json:
    return {**channel(place), "permissions": str(int(place.permissions_of(person)))}


def guild(guild: Guild, members: Iterable[Member]) -> Json:
    """Return what GUILD_CREATE carries, with the members that the bot may know."""
    channels = list(guild.channels.values())
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner.id),
        "member_count": len(guild.members),
        "joined_at": instant(guild.id).isoformat(),
        "large": False,
        "unavailable": False,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "description": None,
        "banner": None,
        "features": [],
        "emojis": [],
        "stickers": [],
        "roles": [role(each) for each in guild.roles.values()],
        "members": [member(each) for each in members],
        "channels": [channel(each) for each in channels if not each.is_thread],
        "threads": [channel(each) for each in channels if each.is_thread],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-GB",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "application_id": None,
        "vanity_url_code": None,
        "region": "deprecated",
    }


def application(bot: User, flags: int) -> Json:
    return {
        "id": str(bot.id),
        "name": bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": flags,
        "owner": user(User(1, "Operator")),
        "team": None,
        "tags": [],
        "install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"},
    }


def partial_guild(guild: Guild, bot: User) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(int(permissions.in_guild(bot, guild))),
        "features": [],
    }
