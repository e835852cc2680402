"""The settings: `config/colloquy.toml` and the environment, read once.

Checked by hand: pydantic would be a fifth of the time to the first answer.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import SettingsError
from bot.core.options import Options, QuizRules, Thresholds
from bot.core.scores import Calendar, Points, Season
from bot.settings.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "colloquy"
CONFIG = "COLLOQUY_CONFIG"
STORE_URL = "COLLOQUY_STORE_URL"
DISCORD_TOKEN = "DISCORD_TOKEN"  # noqa: S105 - its name

_PACKAGE = Path(__file__).resolve().parents[1]


class Weekday(StrEnum):
    """The days of the week, Monday first as in `Calendar`."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """Where Discord is; "" is Discord's own. `sync` publishes commands that have changed.

    In the channels `answer_in`, by id, questions are answered that nobody put to the tutor.
    """

    token: str = field(default="", repr=False)
    api_base: str = ""
    gateway_url: str = ""
    sync: bool = True
    answer_in: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the operator chose. `store_url` is "" for the embedded store in `data`."""

    options: Options
    discord: DiscordSettings
    deck_folders: tuple[Path, ...]
    store_url: str = field(default="", repr=False)
    own_data: Path | None = None

    @property
    def data(self) -> Path:
        """The folder of the embedded store: the operator's, or the user's data directory."""
        if self.own_data is not None:
            return self.own_data
        import platformdirs  # noqa: PLC0415 - 17 ms that `colloquy ask` does not need

        return platformdirs.user_data_path(APP, appauthor=False)


def shipped(name: str) -> Path:
    """Find a folder that comes with Colloquy: a checkout's own, else the wheel's copy."""
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    return _PACKAGE / "_shipped" / name


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; SettingsError names all that is wrong with them."""
    env = os.environ if environment is None else environment  # noqa: TID251 - the one reader
    chosen = env.get(CONFIG, "")
    path = Path(chosen).expanduser() if chosen else shipped("config") / "colloquy.toml"
    if not chosen and not path.exists():
        return parse_settings("", path, env)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8. Save it as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = f" {CONFIG} names it." if chosen else ""
        raise SettingsError(f"{path} cannot be read: {reason}.{hint}") from None
    return parse_settings(text, path, env)


def parse_settings(text: str, path: Path, environment: Mapping[str, str]) -> Settings:
    """Check the text of a settings file; paths in it are taken from its folder."""
    try:
        raw = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: {str(error) or 'brackets are nested too deeply'}.") from None
    root = Table(raw)
    settings = _settings(root, path.parent, environment)
    if mistakes := root.mistakes():
        raise SettingsError("\n".join(f"{path}: {mistake}" for mistake in mistakes))
    return settings


def _settings(root: Table, folder: Path, environment: Mapping[str, str]) -> Settings:
    store, discord = root.table("store"), root.table("discord")
    community = root.table("community")
    options = Options(
        points=_points(root.table("points")),
        thresholds=_thresholds(root.table("ask")),
        rules=_rules(root.table("quiz")),
        calendar=_calendar(community, root.tables("season")),
        pseudonymous=community.flag("made_up_names", default=False),
        retention_days=root.table("privacy").whole("retention_days", 90, 1, 36_500),
    )
    own = [folder / Path(name).expanduser() for name in root.table("decks").texts("folders")]
    data = store.text("data")
    url = store.text("url")
    return Settings(
        options=options,
        discord=DiscordSettings(
            token=environment.get(DISCORD_TOKEN, "").strip(),
            api_base=discord.url("api_base", ("http://", "https://")),
            gateway_url=discord.url("gateway_url", ("ws://", "wss://")),
            sync=discord.flag("sync", default=True),
            answer_in=discord.ids("answer_in"),
        ),
        deck_folders=(shipped("knowledge"), *own),
        store_url=environment.get(STORE_URL, "").strip() or url,
        own_data=folder / Path(data).expanduser() if data else None,
    )


def _points(table: Table) -> Points:
    default = Points()
    return Points(
        correct=table.whole("correct", default.correct, 1, 1000),
        hint=table.whole("hint", default.hint, 0, 1000),
        streak_step=table.whole("streak_step", default.streak_step, 0, 1000),
        streak_cap=table.whole("streak_cap", default.streak_cap, 0, 1000),
    )


def _thresholds(table: Table) -> Thresholds:
    default = Thresholds()
    found = Thresholds(
        sure=table.share("sure", default.sure),
        suggest=table.share("suggest", default.suggest),
        correction_margin=table.share("correction_margin", default.correction_margin),
        unasked=table.share("unasked", default.unasked),
    )
    if found.suggest > found.sure:
        table.tell("suggest", f"is {found.suggest}, above sure, {found.sure}", "Lower it.")
    return found


def _rules(table: Table) -> QuizRules:
    default = QuizRules()
    found = QuizRules(
        questions=table.whole("questions", default.questions, 1, 1000),
        max_questions=table.whole("max_questions", default.max_questions, 1, 1000),
        seconds_per_card=table.whole("seconds_per_card", default.seconds_per_card, 0, 86_400),
        pause_seconds=table.whole("pause_seconds", default.pause_seconds, 0, 86_400),
        strictness=table.one_of("strictness", default.strictness),
    )
    if found.questions > found.max_questions:
        problem = f"is {found.questions}, above max_questions, {found.max_questions}"
        table.tell("questions", problem, "Lower it.")
    return found


def _calendar(community: Table, seasons: list[Table]) -> Calendar:
    first = community.one_of("first_weekday", Weekday.MONDAY)
    found = [_season(table) for table in seasons]
    return Calendar(
        zone=community.zone("time_zone"),
        first_weekday=list(Weekday).index(first),
        seasons=tuple(season for season in found if season is not None),
    )


def _season(table: Table) -> Season | None:
    name, first, last = table.text("name"), table.day("first"), table.day("last")
    if not name:
        table.tell("name", "is missing", "Name the season.")
    if first is None or last is None:
        return None
    if last < first:
        table.tell("last", f"is {last}, before first, {first}", "Exchange them, or mend one.")
    return Season(name, first, last)
