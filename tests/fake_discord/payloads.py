"""Messages as Discord's JSON."""

import copy
import itertools

from tests.fake_discord import furniture
from tests.fake_discord.errors import Json
from tests.fake_discord.world import (
    Attachment,
    Channel,
    ChannelKind,
    Flag,
    Guild,
    Message,
    User,
    instant,
)

MAY_HOLD_MORE_COMPONENTS = ("components", "component", "accessory")


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
        "author": furniture.user(message.author),
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
        payload["thread"] = furniture.channel(message.thread)
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
            payload["member"] = furniture.member(author, with_user=False)
    return payload


def _replied(replied: Message, base: str) -> Json:
    # One level only: Discord does not nest the replies of replies.
    shallow = copy.copy(replied)
    shallow.reply_to = None
    return message(shallow, base)


def _mention(person: User, home: Guild | None) -> Json:
    payload = furniture.user(person)
    if home is not None and (joined := home.members.get(person.id)) is not None:
        payload["member"] = furniture.member(joined, with_user=False)
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


def loading(message: Message) -> bool:
    return bool(message.flags & Flag.LOADING)
