"""Play by lines of text: `ada: /quiz start`, `ada clicks Answer`, `ada submits quarantine`."""

import re

from tests.fake_discord.driver import FakeDiscord
from tests.fake_discord.errors import PlayError
from tests.fake_discord.permissions import Permission
from tests.fake_discord.player import Player
from tests.fake_discord.world import Guild

HELP = """\
ada: /quiz start deck:…      a slash command        ada: @Colloquy when did …   a message
ada in #other: hello         elsewhere              ada in dm: hello            direct message
ada clicks Answer            a button               ada selects Ships, Planes   a menu
ada submits quarantine       the open form          ada submits A=x; B=y        by label
ada completes /quiz start deck:cub                  what is offered while typing
ada looks                    her screen             show                        the transcript
teo may manage_messages      a permission           drop | reconnect | invalidate | quit
A person comes in when first named."""

SAYS = re.compile(r"^(?P<who>\w+)(?: in (?P<where>#[\w-]+|dm))?: (?P<what>.+)$", re.IGNORECASE)
ACTS = re.compile(
    r"^(?P<who>\w+)(?: in (?P<where>#[\w-]+|dm))? "
    r"(?P<act>clicks|selects|submits|completes|looks|may)(?: (?P<what>.+))?$",
    re.IGNORECASE,
)


class Play:
    """The people of one guild, moved by lines."""

    def __init__(self, discord: FakeDiscord, guild: Guild) -> None:
        self._discord = discord
        self._guild = guild
        self._people: dict[str, Player] = {}

    async def line(self, line: str) -> str:
        """Do what the line says; return what its writer should read."""
        line = line.strip()
        try:
            if (match := SAYS.match(line)) is not None:
                await self._person(match["who"], match["where"]).types(match["what"])
                return ""
            if (match := ACTS.match(line)) is not None:
                person = self._person(match["who"], match["where"])
                return await self._act(person, match["act"].lower(), match["what"] or "")
            return self._trouble(line.lower())
        except PlayError as problem:
            return f"!! {problem}"

    async def _act(self, person: Player, act: str, what: str) -> str:
        match act:
            case "clicks":
                await person.clicks(what)
            case "selects":
                await person.selects(*re.split(r",\s*", what))
            case "submits" if "=" in what:
                pairs = (part.partition("=") for part in what.split(";"))
                await person.submits({label.strip(): text.strip() for label, _, text in pairs})
            case "submits":
                await person.submits(what)
            case "completes":
                offered = await person.autocompletes(what)
                return "\n".join(f"   {choice.name}  ({choice.value})" for choice in offered)
            case "may":
                role = self._guild.role(what, Permission[what.upper().replace(" ", "_")])
                self._guild.gives(person.user, role)
                return f"   {person.name} may {what}"
            case _:
                return person.screen()
        return person.form or ""

    def _person(self, name: str, where: str | None) -> Player:
        key = name.lower()
        if key not in self._people:
            self._people[key] = self._discord.user(name.capitalize(), self._guild)
        person = self._people[key]
        if where is None:
            return person
        if where.lower() == "dm":
            return person.in_dm()
        return person.in_(self._guild.channel(where.removeprefix("#")))

    def _trouble(self, word: str) -> str:
        match word:
            case "show":
                return self._discord.transcript()
            case "drop":
                self._discord.drop()
            case "reconnect":
                self._discord.ask_to_reconnect()
            case "invalidate":
                self._discord.invalidate(resumable=False)
            case _:
                return HELP
        return f"   ({word})"
