"""What a person sees, as text."""

import re

from tests.fake_discord import components
from tests.fake_discord.errors import Json
from tests.fake_discord.world import Flag, Message, World

MENTION = re.compile(r"<(@!?|@&|#)(\d+)>")
COMMAND_MENTION = re.compile(r"</([^:>]+):\d+>")
INDENT = "   "


def message_lines(message: Message, *, verb: str = "") -> list[str]:
    """Lay out one message: who, to whom, and everything in it."""
    world = message.channel.world
    head = message.author.name
    if message.interaction is not None:
        head += f" (to {message.interaction.user.name}: {message.interaction.what})"
    if message.only_for is not None:
        head += f" [only {message.only_for.name} sees this]"
    if message.reply_to is not None:
        head += f" (replying to {message.reply_to.author.name})"
    if verb:
        head += f" {verb}"
    body = body_lines(message, world)
    if len(body) == 1 and len(body[0]) < 100 and not message.embeds:
        return [f"{head}: {body[0]}"]
    return [f"{head}:", *(INDENT + line for line in body)]


def body_lines(message: Message, world: World) -> list[str]:
    """Lay out what the message itself shows."""
    lines: list[str] = []
    if message.flags & Flag.LOADING:
        lines.append(f"{message.author.name} is thinking…")
    if message.content:
        lines += readable(message.content, world).splitlines()
    if not message.flags & Flag.SUPPRESS_EMBEDS:
        for embed in message.embeds:
            lines += [f"│ {line}" for line in _embed_lines(embed, world)]
    lines += [f"<file {attachment.filename}>" for attachment in message.attachments]
    for component in message.components:
        lines += component_lines(component, world)
    return lines


def readable(text: str, world: World) -> str:
    """Show mentions by name, as a client does."""

    def name(match: re.Match[str]) -> str:
        sign, number = match[1], int(match[2])
        if sign == "#" and number in world.channels:
            return f"#{world.channels[number].name}"
        if sign in ("@", "@!") and number in world.users:
            return f"@{world.users[number].name}"
        return match[0]

    return COMMAND_MENTION.sub(r"/\1", MENTION.sub(name, text))


def component_lines(component: Json, world: World) -> list[str]:
    """Lay out one top-level component."""
    children: list[Json] = component.get("components") or []
    match component["type"]:
        case components.Kind.ROW:
            return [" ".join(_control(child) for child in children)]
        case components.Kind.TEXT:
            return readable(component["content"], world).splitlines()
        case components.Kind.SEPARATOR:
            return ["───"]
        case components.Kind.SECTION:
            accessory = component.get("accessory") or {}
            control = (
                [_control(accessory)] if accessory.get("type") == components.Kind.BUTTON else []
            )
            return [line for child in children for line in component_lines(child, world)] + control
        case components.Kind.CONTAINER:
            inner = [line for child in children for line in component_lines(child, world)]
            return [f"│ {line}" for line in inner]
        case _:
            return [f"<component {component['type']}>"]


def button_label(button: Json) -> str:
    emoji = (button.get("emoji") or {}).get("name") or ""
    return f"{emoji} {button.get('label') or ''}".strip()


def form_lines(modal: Json) -> list[str]:
    """Lay out an open form."""
    lines = [f"┌ Form: {modal['title']}"]
    for label, field in fields(modal):
        star = "" if field.get("required", True) is False else " *"
        hint = field.get("placeholder") or ""
        if field.get("options"):
            hint = " | ".join(option["label"] for option in field["options"])
        value = field.get("value") or ""
        lines.append(f"│ {label}{star}: {value}{f' <{hint}>' if hint else ''}".rstrip())
    for part in modal["components"]:
        if part["type"] == components.Kind.TEXT:
            lines += [f"│ {line}" for line in str(part["content"]).splitlines()]
    return [*lines, "└ [Submit] [Cancel]"]


def fields(modal: Json) -> list[tuple[str, Json]]:
    """Return the fields of a form with their labels."""
    found = []
    for part in modal["components"]:
        if part["type"] == components.Kind.LABEL:
            found.append((part["label"], part["component"]))
        elif part["type"] == components.Kind.ROW:
            found += [(field["label"], field) for field in part["components"]]
    return found


def _control(component: Json) -> str:
    if component["type"] == components.Kind.BUTTON:
        label = button_label(component)
        return f"({label})" if component.get("disabled") else f"[{label}]"
    if component["type"] == components.Kind.SELECT:
        options = []
        for option in component["options"]:
            chosen = "✓" if option.get("default") else ""
            options.append(f"{chosen}{option['label']}")
        name = component.get("placeholder") or "Make a selection"
        text = f"{name} ▾ {' | '.join(options)}"
    else:
        text = f"{component.get('placeholder') or 'Make a selection'} ▾"
    return f"({text})" if component.get("disabled") else f"[{text}]"


def _embed_lines(embed: Json, world: World) -> list[str]:
    author, footer = embed.get("author") or {}, embed.get("footer") or {}
    parts = [
        author.get("name"),
        f"**{embed['title']}**" if embed.get("title") else None,
        embed.get("description"),
    ]
    parts += [f"{field['name']}\n{field['value']}" for field in embed.get("fields") or []]
    parts += [
        f"<{picture} {embed[picture]['url']}>"
        for picture in ("image", "thumbnail")
        if embed.get(picture)
    ]
    parts.append(footer.get("text"))
    return [line for part in parts if part for line in readable(part, world).splitlines()]
