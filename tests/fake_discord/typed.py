"""From the line that a person types to what their client sends as a slash command."""

import re
from dataclasses import dataclass

from tests.fake_discord import furniture
from tests.fake_discord.commands import CommandKind, Commands, Option
from tests.fake_discord.errors import HiddenCommandError, Json, RefusedByClientError
from tests.fake_discord.world import Channel, User, World


@dataclass(frozen=True)
class TypedCommand:
    """A command line, ready to be sent; `focused` names the option that is being typed."""

    command: Json
    path: tuple[str, ...]
    data: Json
    focused: Json | None


def parse(
    line: str, commands: Commands, user: User, channel: Channel, *, completing: bool = False
) -> TypedCommand:
    """Read `/quiz start deck:x questions:2` as this user's client would."""
    words, rest = _next_word(line.removeprefix("/").lstrip())
    offered = list(commands.offered(CommandKind.SLASH, user, channel))
    command = next((each for each in offered if each["name"] == words), None)
    if command is None:
        names = ", ".join(f"/{each['name']}" for each in offered) or "none"
        raise HiddenCommandError(f"{user.name} is not offered /{words} here, only {names}")
    node, path = command, [command["name"]]
    while any(o["type"] in (Option.SUBCOMMAND, Option.GROUP) for o in node.get("options") or []):
        word, rest = _next_word(rest)
        inner = next((each for each in node["options"] if each["name"] == word), None)
        if inner is None:
            below = ", ".join(each["name"] for each in node["options"])
            raise RefusedByClientError(f"/{' '.join(path)} needs one of: {below}; not {word!r}")
        node = inner
        path.append(word)
    reader = _Reader(node.get("options") or [], channel, completing=completing)
    options = reader.read(rest)
    data: Json = {"id": command["id"], "name": command["name"], "type": 1}
    for name, kind in zip(reversed(path[1:]), _kinds(len(path) - 1), strict=True):
        options = [{"name": name, "type": int(kind), "options": options}]
    data["options"] = options
    if reader.resolved:
        data["resolved"] = reader.resolved
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return TypedCommand(command, tuple(path), data, reader.focused)


def _kinds(depth: int) -> list[Option]:
    return [Option.SUBCOMMAND, Option.GROUP][:depth]


def _next_word(text: str) -> tuple[str, str]:
    word, _, rest = text.partition(" ")
    return word, rest.lstrip()


class _Reader:
    """Reads `name:value` pairs; a value runs until the next option's name."""

    def __init__(self, options: list[Json], channel: Channel, *, completing: bool) -> None:
        self._options = {option["name"]: option for option in options}
        self._channel = channel
        self._completing = completing
        self.resolved: Json = {}
        self.focused: Json | None = None

    def read(self, text: str) -> list[Json]:
        given = self._split(text)
        last = next(reversed(given), None)
        missing = [
            name
            for name, option in self._options.items()
            if option.get("required") and name not in given
        ]
        if missing and not self._completing:
            raise RefusedByClientError(f"This option is required: {', '.join(missing)}")
        sent = []
        for name, value in given.items():
            option = self._options[name]
            entry: Json = {"name": name, "type": option["type"]}
            if self._completing and name == last:
                if not option.get("autocomplete"):
                    raise RefusedByClientError(f"{name} does not complete what is typed")
                entry |= {"value": value, "focused": True}
                self.focused = option
            else:
                entry["value"] = self._value(option, value)
            sent.append(entry)
        if self._completing and self.focused is None:
            raise RefusedByClientError("No option is being typed")
        return sent

    def _split(self, text: str) -> dict[str, str]:
        names = "|".join(re.escape(name) for name in self._options)
        starts = list(re.finditer(rf"(?:^|(?<=\s))({names}):", text)) if names else []
        lead = text[: starts[0].start()] if starts else text
        given: dict[str, str] = {}
        if lead.strip():
            first = next(iter(self._options.values()), None)
            # A client puts the cursor into the first option when it must be filled in.
            if first is None or not first.get("required") or re.match(r"\w+:\S", lead):
                raise RefusedByClientError(f"No option takes {lead.strip()!r}")
            given[first["name"]] = lead.strip()
        for here, following in zip(starts, [*starts, None][1:], strict=True):
            if here[1] in given:
                raise RefusedByClientError(f"{here[1]} is given twice")
            given[here[1]] = text[here.end() : following.start() if following else None].strip()
        return given

    def _value(self, option: Json, text: str) -> str | float | bool:
        if option.get("choices"):
            for choice in option["choices"]:
                if text in (choice["name"], str(choice["value"])):
                    value: str | float = choice["value"]
                    return value
            names = ", ".join(choice["name"] for choice in option["choices"])
            raise RefusedByClientError(f"{option['name']} must be one of: {names}; not {text!r}")
        match option["type"]:
            case Option.INTEGER | Option.NUMBER:
                return _number(option, text)
            case Option.BOOLEAN:
                if text.lower() not in ("true", "false"):
                    raise RefusedByClientError(f"{option['name']} must be True or False")
                return text.lower() == "true"
            case Option.USER | Option.CHANNEL | Option.ROLE:
                return self._snowflake(option, text)
            case Option.STRING:
                least, most = option.get("min_length") or 0, option.get("max_length") or 6_000
                if not least <= len(text) <= most:
                    raise RefusedByClientError(
                        f"{option['name']} must have {least} to {most} characters"
                    )
                return text
            case kind:
                raise RefusedByClientError(f"The fake cannot type an option of type {kind}")

    def _snowflake(self, option: Json, text: str) -> str:
        name = text.lstrip("@#")
        guild = self._channel.guild
        if guild is None:
            raise RefusedByClientError("The fake resolves members and channels in guilds only")
        match option["type"]:
            case Option.USER:
                for member in guild.members.values():
                    if member.user.name == name:
                        key = str(member.user.id)
                        self._resolve("users", key, furniture.user(member.user))
                        self._resolve("members", key, furniture.member(member, with_user=False))
                        return key
            case Option.CHANNEL:
                for channel in guild.channels.values():
                    if channel.name == name:
                        shown = furniture.channel_in_interaction(channel, guild.owner)
                        self._resolve("channels", str(channel.id), shown)
                        return str(channel.id)
            case Option.ROLE:
                for role in guild.roles.values():
                    if role.name == name:
                        self._resolve("roles", str(role.id), furniture.role(role))
                        return str(role.id)
            case _:
                pass
        raise RefusedByClientError(f"{option['name']}: there is no {text!r} here")

    def _resolve(self, group: str, key: str, payload: Json) -> None:
        self.resolved.setdefault(group, {})[key] = payload


def _number(option: Json, text: str) -> float:
    whole = option["type"] == Option.INTEGER
    try:
        number = int(text) if whole else float(text)
    except ValueError as error:
        kind = "a whole number" if whole else "a number"
        raise RefusedByClientError(f"{option['name']} must be {kind}, not {text!r}") from error
    least, most = option.get("min_value"), option.get("max_value")
    if (least is not None and number < least) or (most is not None and number > most):
        raise RefusedByClientError(f"{option['name']} must be from {least} to {most}")
    return number


def mentions(text: str, channel: Channel, world: World) -> tuple[str, list[User]]:
    """Turn `@Ada` into a mention, as a client does when the name is picked."""
    if channel.guild is None:
        people = list(channel.recipients)
    else:
        people = [member.user for member in channel.guild.members.values()]
    found = []
    for person in sorted({world.bot, *people}, key=lambda each: -len(each.name)):
        pattern = re.compile(rf"@{re.escape(person.name)}(?!\w)")
        if pattern.search(text):
            text = pattern.sub(f"<@{person.id}>", text)
            found.append(person)
    return text, found
