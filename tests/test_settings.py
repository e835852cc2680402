"""The settings file and the environment."""

from __future__ import annotations

import tomllib
from datetime import UTC, date
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import SettingsError
from bot.core.judge import Strictness
from bot.core.options import Options
from bot.core.scores import Points, Season
from bot.settings import Settings, load_settings, parse_settings, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path("/etc/colloquy")


def parse(text: str, environment: Mapping[str, str] | None = None) -> Settings:
    return parse_settings(text, FOLDER / "colloquy.toml", environment or {})


def mistakes(text: str) -> list[str]:
    with pytest.raises(SettingsError) as error:
        parse(text)
    prefix = f"{FOLDER / 'colloquy.toml'}: "
    return [line.removeprefix(prefix) for line in str(error.value).splitlines()]


def test_an_empty_file_gives_the_defaults() -> None:
    found = parse("")

    assert found.options == Options()
    assert found.options.retention_days == 90
    assert found.deck_folders == (shipped("knowledge"),)
    assert (found.discord.api_base, found.discord.gateway_url, found.discord.sync) == ("", "", True)


def test_the_shipped_file_has_every_setting_with_its_default() -> None:
    text = (shipped("config") / "colloquy.toml").read_text(encoding="utf-8")
    keys = {f"{name}.{key}" for name, table in tomllib.loads(text).items() for key in table}

    assert parse(text) == parse("")
    assert keys == {
        *(f"community.{key}" for key in ("time_zone", "first_weekday")),
        *(f"points.{key}" for key in ("correct", "hint", "streak_step", "streak_cap")),
        *(f"ask.{key}" for key in ("sure", "suggest", "correction_margin", "unasked")),
        *(f"quiz.{key}" for key in ("questions", "max_questions", "seconds_per_card")),
        *(f"quiz.{key}" for key in ("pause_seconds", "strictness")),
        *(f"discord.{key}" for key in ("api_base", "gateway_url", "sync", "answer_in")),
        *("store.url", "store.data", "decks.folders", "privacy.retention_days"),
        "community.made_up_names",
    }


def test_the_season_of_the_shipped_file_can_be_switched_on() -> None:
    lines = (shipped("config") / "colloquy.toml").read_text(encoding="utf-8").splitlines()
    begin = lines.index("# [[season]]")
    season = "\n".join(line.removeprefix("# ") for line in lines[begin : begin + 4])

    assert parse(season).options.calendar.seasons == (
        Season("Autumn term", date(2026, 9, 1), date(2026, 12, 18)),
    )


def test_every_line_of_the_shipped_file_says_what_it_is_for() -> None:
    lines = (shipped("config") / "colloquy.toml").read_text(encoding="utf-8").splitlines()

    assert all("#" in line for line in lines if "=" in line)


def test_what_the_operator_writes_is_read() -> None:
    found = parse(
        """
        [community]
        time_zone = "Europe/London"
        first_weekday = "Sunday"
        [points]
        correct = 5
        [ask]
        sure = 1
        [quiz]
        strictness = "lenient"
        questions = 20
        [decks]
        folders = ["decks", "/srv/decks"]
        [store]
        data = "data"
        [discord]
        api_base = "http://localhost:8080/api"
        gateway_url = "ws://localhost:8081"
        sync = false
        """
    )

    assert found.options.calendar.zone == ZoneInfo("Europe/London")
    assert found.options.calendar.first_weekday == 6
    assert found.options.points == Points(correct=5)
    assert found.options.thresholds.sure == 1.0
    assert found.options.rules.strictness is Strictness.LENIENT
    assert found.options.rules.questions == 20
    assert found.deck_folders[1:] == (FOLDER / "decks", Path("/srv/decks"))
    assert found.data == FOLDER / "data"
    assert found.discord.gateway_url == "ws://localhost:8081"
    assert not found.discord.sync


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[qiuz]\n", 'qiuz is not a setting. Did you mean "quiz"?'),
        (
            "[quiz]\nquestion = 5\n",
            'quiz.question is not a setting. Did you mean "questions"?',
        ),
        ("quiz = 5\n", "quiz is not a table. Write [quiz] above its settings."),
        (
            '[quiz]\nquestions = "5"\n',
            'quiz.questions is "5". Write a whole number from 1 to 1000.',
        ),
        ("[quiz]\nquestions = true\n", "quiz.questions is true. Write a whole number from 1 to"),
        ("[quiz]\nquestions = 60\n", "quiz.questions is 60, above max_questions, 50. Lower it."),
        ("[points]\nhint = -1\n", "points.hint is -1. Write a whole number from 0 to 1000."),
        ('[quiz]\nstrictness = "strikt"\n', 'quiz.strictness is "strikt". Did you mean "strict"?'),
        ("[ask]\nsure = 70\n", "ask.sure is 70. Write a number from 0 to 1."),
        ("[ask]\nsure = nan\n", "ask.sure is nan. Write a number from 0 to 1."),
        (
            '[discord]\nanswer_in = ["quiz"]\n',
            "discord.answer_in has what is no id. Right-click the channel in Discord, Copy Channel",
        ),
        ("[ask]\nsure = 0.2\n", "ask.suggest is 0.3, above sure, 0.2. Lower it."),
        (
            '[community]\ntime_zone = "Europe/Londn"\n',
            (
                'community.time_zone is "Europe/Londn", an unknown time zone. '
                'Did you mean "Europe/London"?'
            ),
        ),
        ('[community]\ntime_zone = "Europe"\n', 'community.time_zone is "Europe", an unknown'),
        ('[community]\ntime_zone = "../x"\n', 'community.time_zone is "../x", an unknown'),
        ('[community]\nfirst_weekday = "mon"\n', 'community.first_weekday is "mon". Did you mean'),
        ("season = 1\n", "season is not a list of tables. Write [[season]] above each."),
        ('[decks]\nfolders = "x"\n', "decks.folders is not a list of texts. Write folders = ["),
        ("[store]\nurl = 1\n", 'store.url is not a text. Write url = "…"'),
        ("[privacy]\nretention_days = 0\n", "privacy.retention_days is 0. Write a whole number"),
        ('[discord]\nsync = "no"\n', 'discord.sync is "no". Write true or false.'),
        (
            '[discord]\napi_base = "localhost"\n',
            "discord.api_base is not an address of the right kind. Begin it with http:// or",
        ),
        ("[quiz\n", "Expected ']' at the end of a table declaration"),
    ],
)
def test_a_mistake_is_told_with_its_key_and_its_remedy(text: str, expected: str) -> None:
    found = mistakes(text)

    assert len(found) == 1
    assert found[0].startswith(expected)


def test_all_mistakes_of_a_season_are_told() -> None:
    found = mistakes('[[season]]\nname = "A"\nfirst = 2026-09-02\nlast = 2026-09-01\nlsat = 1\n')

    assert found == [
        'season number 1.lsat is not a setting. Did you mean "last"?',
        "season number 1.last is 2026-09-01, before first, 2026-09-02. Exchange them, or mend one.",
    ]


def test_a_season_that_lacks_something_is_told() -> None:
    assert mistakes("[[season]]\nfirst = 'soon'\n") == [
        'season number 1.first is "soon". Write first = 2026-09-01.',
        "season number 1.last is missing. Write last = 2026-09-01.",
        "season number 1.name is missing. Name the season.",
    ]


def test_all_mistakes_are_told_at_once() -> None:
    assert len(mistakes("[quiz]\nx = 1\nquestions = 0\n[points]\nhint = ''\n[y]\n")) == 4


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    secret = {"DISCORD_TOKEN": " t0ken ", "COLLOQUY_STORE_URL": "postgresql://me:pw@db/x"}

    found = parse('[store]\nurl = "postgresql://db/y"\n', secret)

    assert found.discord.token == "t0ken"
    assert found.store_url == "postgresql://me:pw@db/x"
    assert "t0ken" not in repr(found)
    assert "pw" not in repr(found)


def test_every_secret_is_named_in_the_example() -> None:
    text = (shipped("config") / "secrets.env.example").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]

    assert lines == ["DISCORD_TOKEN=", "COLLOQUY_STORE_URL="]


def test_the_environment_names_another_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbf[quiz]\r\nquestions = 3\r\n")

    assert load_settings({"COLLOQUY_CONFIG": str(path)}).options.rules.questions == 3


def test_a_file_that_the_environment_names_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="COLLOQUY_CONFIG names it"):
        load_settings({"COLLOQUY_CONFIG": str(tmp_path / "nowhere.toml")})


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff")

    with pytest.raises(SettingsError, match="is not UTF-8"):
        load_settings({"COLLOQUY_CONFIG": str(path)})


def test_without_a_name_the_shipped_file_is_read() -> None:
    assert load_settings({}) == parse("")


def test_the_data_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert parse("").data.name == "colloquy"


def test_utc_needs_no_table_of_time_zones() -> None:
    assert parse("").options.calendar.zone is UTC


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_is_settings_or_a_mistake(text: str) -> None:
    try:
        parse(text)
    except SettingsError as error:
        assert str(error)  # noqa: PT017 - either outcome is right


KEYS = ("questions", "sure", "time_zone", "first", "name", "url", "folders", "sync", "strictness")
VALUES = ('""', '"x"', "1", "-1", "true", "0.5", "inf", "2026-09-01", "[]", "[1]", "{}", "07:00:00")
TABLES = ("quiz", "ask", "community", "store", "decks", "discord", "points", "privacy", "other")


@given(
    st.lists(
        st.tuples(st.sampled_from(TABLES), st.dictionaries(*map(st.sampled_from, (KEYS, VALUES)))),
        unique_by=lambda table: table[0],
    ),
    st.sampled_from(["[season]", "[[season]]", "[[quiz]]"]),
)
@settings(max_examples=100, deadline=None)
def test_any_toml_is_settings_or_a_mistake(
    tables: list[tuple[str, dict[str, str]]], header: str
) -> None:
    blocks = [
        "\n".join((f"[{name}]", *(f"{key} = {value}" for key, value in pairs.items())))
        for name, pairs in tables
    ]
    try:
        parse("\n".join((*blocks, header)))
    except SettingsError as error:
        assert str(error)  # noqa: PT017 - either outcome is right
