"""From the world to Discord's JSON."""

import copy
import itertools
from collections.abc import Iterable

from tests.fake_discord import permissions
from tests.fake_discord.errors import Json
from tests.fake_discord.world import (
    Attachment,
    Channel,
    ChannelKind,
    Flag,
    Guild,
    Member,
    Message,
    Role,
    User,
    instant,
)

MAY_HOLD_MORE_COMPONENTS = ("components", "component", "accessory")


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


def attachment(attached: Attachment, channel: Channel, base: str) -> Json:
    url = f"{base}/attachments/{channel.id}/{attached.id}/{attached.filename}"
    return {
        "id": str(attached.id),
        "filename": attached.filename,
        "description": attached.description,
        "size": len(attached.data),
        "url": url,
        "proxy_url": url,
    }


def message(message: Message, base: str, *, in_event: bool = False) -> Json:
    """Return a message as REST shows it, or with the guild and member as the gateway does."""
    payload: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "author": user(message.author),
        "content": message.content,
        "timestamp": instant(message.id).isoformat(),
        "edited_timestamp": message.edited.isoformat() if message.edited else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [_mention(person, message.channel.guild) for person in message.mentions],
        "mention_roles": [],
        "attachments": [attachment(each, message.channel, base) for each in message.attachments],
        "embeds": [{"type": "rich", **embed} for embed in message.embeds],
        "components": numbered(message.components),
        "pinned": False,
        "type": int(message.kind),
        "flags": int(message.flags),
    }
    if message.nonce is not None:
        payload["nonce"] = message.nonce
    if message.thread is not None:
        payload["thread"] = channel(message.thread)
    if message.interaction is not None:
        payload |= {
            "webhook_id": str(message.author.id),
            "application_id": str(message.author.id),
            "interaction_metadata": message.interaction.metadata(),
        }
    if message.reply_to is not None:
        replied = message.reply_to
        payload["message_reference"] = {
            "type": 0,
            "message_id": str(replied.id),
            "channel_id": str(replied.channel.id),
            "guild_id": str(replied.channel.guild.id) if replied.channel.guild else None,
        }
        payload["referenced_message"] = {
            key: value
            for key, value in _replied(replied, base).items()
            if key != "referenced_message"
        }
    if in_event and (home := message.channel.guild) is not None:
        payload["guild_id"] = str(home.id)
        if (author := home.members.get(message.author.id)) is not None:
            payload["member"] = member(author, with_user=False)
    return payload


def _replied(replied: Message, base: str) -> Json:
    # One level only: Discord does not nest the replies of replies.
    shallow = copy.copy(replied)
    shallow.reply_to = None
    return message(shallow, base)


def _mention(person: User, home: Guild | None) -> Json:
    payload = user(person)
    if home is not None and (joined := home.members.get(person.id)) is not None:
        payload["member"] = member(joined, with_user=False)
    return payload


def blanked(payload: Json) -> Json:
    """Return a message as a bot without the message-content intent gets it."""
    return {**payload, "content": "", "embeds": [], "attachments": [], "components": []}


def content_is_shown(message: Message, bot: User) -> bool:
    """Say whether the bot may read it without the message-content intent."""
    return (
        message.author is bot
        or bot in message.mentions
        or message.channel.kind is ChannelKind.DIRECT
    )


def numbered(components: list[Json]) -> list[Json]:
    """Copy the components and give each the id that Discord gives it."""
    result = copy.deepcopy(components)
    counter = itertools.count(1)

    def number(component: Json) -> None:
        component.setdefault("id", next(counter))
        for key in MAY_HOLD_MORE_COMPONENTS:
            inner = component.get(key)
            for child in inner if isinstance(inner, list) else [inner] if inner else []:
                number(child)

    for component in result:
        number(component)
    return result


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


def loading(message: Message) -> bool:
    return bool(message.flags & Flag.LOADING)
