"""The commands that the bot registered, and what Discord accepts as a command."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tests.fake_discord import permissions
from tests.fake_discord.errors import Complaints, Json
from tests.fake_discord.permissions import EVERYTHING, Permission
from tests.fake_discord.world import Channel, Guild, User, World

SLASH_NAME = re.compile(r"^[-_'\w]{1,32}$")
MOST_OPTIONS = 25
MOST_CHOICES = 25
MOST_TEXT = 8_000  # names, descriptions and choice values of one command together
MOST_COMMANDS = {1: 100, 2: 15, 3: 15}
IN_A_GUILD, IN_BOT_DM = 0, 1


class Option(IntEnum):
    SUBCOMMAND = 1
    GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


class CommandKind(IntEnum):
    SLASH = 1
    USER = 2
    MESSAGE = 3


@dataclass
class Commands:
    """The registered commands of each scope; None is the global one."""

    world: World
    scopes: dict[int | None, list[Json]] = field(default_factory=dict)

    def put(self, guild: Guild | None, bodies: list[Json]) -> list[Json]:
        """Replace a scope's commands; a command of the same name keeps its id."""
        check(bodies)
        scope = guild.id if guild else None
        known = {(old["type"], old["name"]): old["id"] for old in self.scopes.get(scope, [])}
        self.scopes[scope] = [
            self._stored(guild, body, known.get((body.get("type", 1), body["name"])))
            for body in bodies
        ]
        return self.scopes[scope]

    def listed(self, guild: Guild | None) -> list[Json]:
        return self.scopes.get(guild.id if guild else None, [])

    def offered(self, kind: CommandKind, user: User, channel: Channel) -> Iterator[Json]:
        """Yield the commands that Discord shows to this user in this channel."""
        guild = channel.guild
        local = self.scopes.get(guild.id, []) if guild else []
        for command in [*local, *self.scopes.get(None, [])]:
            if command["type"] == kind and _is_offered(command, user, channel):
                yield command

    def _stored(self, guild: Guild | None, body: Json, known: str | None) -> Json:
        stored = {
            "id": known or str(self.world.new_id()),
            "application_id": str(self.world.bot.id),
            "version": str(self.world.new_id()),
            "type": 1,
            "description": "",
            "default_member_permissions": None,
            "dm_permission": True,
            "contexts": None,
            "integration_types": [0],
            "nsfw": False,
            **body,
        }
        if guild is not None:
            stored["guild_id"] = str(guild.id)
        return stored


def _is_offered(command: Json, user: User, channel: Channel) -> bool:
    contexts = command["contexts"]
    if channel.guild is None:
        in_dms = IN_BOT_DM in contexts if contexts is not None else command["dm_permission"]
        return bool(in_dms) and "guild_id" not in command
    if contexts is not None and IN_A_GUILD not in contexts:
        return False
    here = channel.permissions_of(user)
    typing = Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS
    if command["type"] == CommandKind.SLASH:
        typing |= (
            Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        )
    if here & typing != typing:
        return False
    if command["default_member_permissions"] is None:
        return True
    if permissions.in_guild(user, channel.guild) == EVERYTHING:
        return True
    needed = Permission(int(command["default_member_permissions"]))
    return bool(needed) and here & needed == needed


def check(bodies: list[Json]) -> None:
    """Refuse the whole list if any command breaks a rule, naming each breach by its index."""
    complaints = Complaints()
    names: set[tuple[int, str]] = set()
    for number, body in enumerate(bodies):
        kind, name = body.get("type", 1), str(body.get("name"))
        path = str(number)
        complaints.choice(f"{path}.type", kind, (1, 2, 3))
        if (kind, name) in names:
            complaints.add(
                f"{path}.name",
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        names.add((kind, name))
        if kind == CommandKind.SLASH:
            _check_named(complaints, path, body)
            _check_options(complaints, path, body, depth=0)
        else:
            complaints.text(f"{path}.name", body.get("name"), 32, 1)
            if body.get("description"):
                complaints.add(f"{path}.description", "DESCRIPTION", "Must be empty.")
        if _text_of(body) > MOST_TEXT:
            complaints.add(path, "APPLICATION_COMMAND_TOO_LARGE", "Over 8,000 characters.")
    for kind, most in MOST_COMMANDS.items():
        if sum(known == kind for known, _ in names) > most:
            complaints.add("_", "MAX_COMMANDS", f"Over {most} commands of type {kind}.")
    complaints.refuse_if_any()


def _check_named(complaints: Complaints, path: str, body: Json) -> None:
    name = body.get("name")
    if not isinstance(name, str) or not SLASH_NAME.match(name) or name != name.lower():
        complaints.add(
            f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"
        )
    complaints.text(f"{path}.description", body.get("description"), 100, 1)


def _check_options(complaints: Complaints, path: str, body: Json, depth: int) -> None:
    options = body.get("options") or []
    complaints.count(f"{path}.options", options, MOST_OPTIONS)
    names: set[Any] = set()
    optional_before = False
    kinds = {option.get("type") in (Option.SUBCOMMAND, Option.GROUP) for option in options}
    if len(kinds) > 1:
        complaints.add(f"{path}.options", "OPTIONS_TYPE", "Subcommands and options do not mix.")
    for number, option in enumerate(options):
        where = f"{path}.options.{number}"
        _check_named(complaints, where, option)
        if option.get("name") in names:
            complaints.add(
                f"{where}.name",
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option name already exists",
            )
        names.add(option.get("name"))
        match option.get("type"):
            case Option.GROUP if depth == 0:
                _check_options(complaints, where, option, depth=1)
            case Option.SUBCOMMAND if depth < 2:
                _check_options(complaints, where, option, depth=2)
            case Option.SUBCOMMAND | Option.GROUP:
                complaints.add(f"{where}.type", "OPTIONS_TYPE", "Nested too deeply.")
            case _:
                _check_value_option(complaints, where, option)
                if option.get("required") and optional_before:
                    complaints.add(
                        where,
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options",
                    )
                optional_before = optional_before or not option.get("required")


def _check_value_option(complaints: Complaints, path: str, option: Json) -> None:
    complaints.choice(f"{path}.type", option.get("type"), tuple(Option)[2:])
    choices = option.get("choices") or []
    check_choices(complaints, f"{path}.choices", choices)
    if choices and option.get("autocomplete"):
        complaints.add(
            f"{path}.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID",
            "Autocomplete and choices cannot both be set",
        )
    if option.get("type") == Option.STRING:
        complaints.between(f"{path}.min_length", option.get("min_length") or 0, 0, 6_000)
        longest = option.get("max_length")
        complaints.between(f"{path}.max_length", 1 if longest is None else longest, 1, 6_000)


def check_choices(complaints: Complaints, path: str, choices: list[Json]) -> None:
    """Check the choices of an option, or the results of an autocompletion."""
    complaints.count(path, choices, MOST_CHOICES)
    for number, choice in enumerate(choices):
        complaints.text(f"{path}.{number}.name", choice.get("name"), 100, 1)
        value = choice.get("value")
        if value is None:
            complaints.required(f"{path}.{number}.value")
        elif isinstance(value, str):
            complaints.text(f"{path}.{number}.value", value, 100, 1)


def _text_of(body: Json) -> int:
    own = len(str(body.get("name") or "")) + len(str(body.get("description") or ""))
    choices = sum(
        len(str(choice.get("name"))) + len(str(choice.get("value")))
        for choice in body.get("choices") or []
    )
    return own + choices + sum(_text_of(option) for option in body.get("options") or [])
