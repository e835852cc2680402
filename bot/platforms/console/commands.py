"""Commands as they are typed: words, then options written name:value."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from rapidfuzz import fuzz, process

from bot.core.errors import LearnerError
from bot.core.judge import Strictness
from bot.core.replies import refusals
from bot.core.scores import Period, Scope, Style
from bot.core.tutor import BoardRequest, QuizRequest
from bot.core.tutor.boards import MAX_ROWS, ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMAND_WORDS: Mapping[str, tuple[str, ...]] = {
    "ask": (),
    "quiz": ("start", "stop", "skip", "hint", "pause", "resume"),
    "me": (),
    "leaderboard": (),
    "deck": ("list",),
    "privacy": ("show", "export", "hide", "delete"),
    "help": (),
    "quit": (),
}
"""The commands and their second words, for dispatch and for completion."""

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "quiz": ("deck", "questions", "tags", "missed", "style", "pace", "seed", "strictness"),
    "leaderboard": ("period", "deck", "tag", "scope", "rows", "around"),
    "privacy": ("confirm",),
}
_ALIASES = {"exit": "quit", "q": "quit", "lb": "leaderboard", "stats": "me", "decks": "deck"}
_NEAR = 60
NAMED = (Scope.DECK, Scope.TAG)
"""Scopes that are said by naming the deck or the tag."""

Chosen = TypeVar("Chosen", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Command:
    """A command as typed: its word, its second word, its options, and all after the word."""

    word: str
    verb: str
    options: Mapping[str, str]
    rest: str


def parse(line: str) -> Command:
    """Read a line that begins with a slash; LearnerError says what was meant instead."""
    word, _, rest = line[1:].strip().partition(" ")
    word = _ALIASES.get(word.casefold(), word.casefold())
    if word not in COMMAND_WORDS:
        raise LearnerError(refusals.unknown_command(f"/{word}", _meant(word)))
    if word == "ask":
        return Command(word, "", {}, rest.strip())
    verbs = COMMAND_WORDS[word]
    words = _split(rest)
    verb = words.pop(0).casefold() if verbs and words and ":" not in words[0] else ""
    if verbs and verb not in verbs:
        shown = f"/{word} {verb}".strip()
        raise LearnerError(refusals.unknown_verb(shown, f"/{word}", nearest(verb, verbs), verbs))
    return Command(word, verb, _options(word, words), rest.strip())


def _meant(word: str) -> str | None:
    """Find the command that was meant: "/stop" is "/quiz stop"."""
    for first, verbs in COMMAND_WORDS.items():
        if word in verbs:
            return f"{first} {word}"
    return nearest(word, COMMAND_WORDS)


def _split(rest: str) -> list[str]:
    try:
        return shlex.split(rest)
    except ValueError:
        # an unclosed quotation mark or a lone apostrophe
        return rest.split()


def _options(word: str, words: list[str]) -> dict[str, str]:
    known = OPTIONS.get(word, ())
    options: dict[str, str] = {}
    for given in words:
        name, colon, value = given.partition(":" if ":" in given else "=")
        if word == "leaderboard" and given.casefold() in set(Period):
            name, colon, value = "period", ":", given
        if not colon or name.casefold() not in known:
            found = nearest(name.casefold(), known)
            raise LearnerError(refusals.unknown_option(given, f"/{word}", found, known))
        options[name.casefold()] = value
    return options


def nearest(word: str, known: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """Find what was probably meant."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None


def quiz_request(options: Mapping[str, str]) -> QuizRequest:
    """Read the options of `/quiz start`."""
    count = options.get("questions")
    if count is not None and not (count.isdecimal() and 1 <= int(count) <= 1000):
        raise LearnerError(refusals.not_a_count(count))
    return QuizRequest(
        decks=_listed(options.get("deck", "")),
        questions=int(count) if count else None,
        tags=tuple(tag.casefold() for tag in _listed(options.get("tags", ""))),
        missed=yes("missed", options.get("missed", "no")),
        seed=options.get("seed") or None,
        style=_chosen(Style, options.get("style", ""), Style.TYPED, "style", (Style.HIDDEN,)),
        timed=_pace(options.get("pace", "untimed")),
        strictness=_strictness(options.get("strictness", "")),
    )


def board_request(options: Mapping[str, str]) -> BoardRequest:
    """Read the options of `/leaderboard`: this week and everybody where nothing is said."""
    said = options.get("period", "")
    rows = options.get("rows", str(ROWS))
    if not (rows.isdecimal() and 1 <= int(rows) <= MAX_ROWS):
        raise LearnerError(refusals.not_rows(rows, MAX_ROWS))
    scope, scope_id = _scope(options)
    return BoardRequest(
        period=_chosen(Period, {"day": "today"}.get(said, said), Period.WEEK, "period", ()),
        scope=scope,
        scope_id=scope_id,
        rows=int(rows),
        around=yes("around", options.get("around", "no")),
    )


def _scope(options: Mapping[str, str]) -> tuple[Scope, str]:
    if deck := options.get("deck"):
        return Scope.DECK, deck
    if tag := options.get("tag"):
        return Scope.TAG, tag.casefold()
    return _chosen(Scope, options.get("scope", ""), Scope.COMMUNITY, "scope", NAMED), ""


def _strictness(said: str) -> Strictness | None:
    return _chosen(Strictness, said, Strictness.NORMAL, "strictness", ()) if said else None


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def yes(name: str, said: str) -> bool:
    """Read a yes or no."""
    if said.casefold() in ("yes", "y", "true", "on", "1"):
        return True
    if said.casefold() in ("no", "n", "false", "off", "0", ""):
        return False
    raise LearnerError(refusals.not_one_of(name, said, ("yes", "no")))


def _pace(said: str) -> bool:
    if said.casefold() not in ("timed", "untimed"):
        raise LearnerError(refusals.not_one_of("pace", said, ("timed", "untimed")))
    return said.casefold() == "timed"


def _chosen(
    kind: type[Chosen], said: str, default: Chosen, name: str, hidden: tuple[Chosen, ...]
) -> Chosen:
    if not said:
        return default
    known = {member.value: member for member in kind if member not in hidden}
    if said.casefold() not in known:
        raise LearnerError(refusals.not_one_of(name, said, tuple(known)))
    return known[said.casefold()]
