"""Every limit of Discord's, at its edge and one step over it."""

from typing import Any

import pytest

from tests.fake_discord import commands, components, limits
from tests.fake_discord.errors import ApiError, Complaints, Json


def button(**more: object) -> Json:
    return {"type": 2, "style": 1, "label": "Answer", "custom_id": "a", **more}


def row(*children: Json) -> Json:
    return {"type": 1, "components": list(children)}


def rows(count: int, per_row: int) -> list[Json]:
    return [
        row(*(button(custom_id=f"{number}-{place}") for place in range(per_row)))
        for number in range(count)
    ]


def menu(options: int, **more: object) -> Json:
    choices = [{"label": str(number), "value": str(number)} for number in range(options)]
    return {"type": 3, "custom_id": "m", "options": choices, **more}


def text_input(**more: object) -> Json:
    return {"type": 4, "custom_id": "t", "style": 1, **more}


def label(field: Json, **more: object) -> Json:
    return {"type": 18, "label": "Answer", "component": field, **more}


def form(*parts: Json, **more: object) -> Json:
    return {"title": "Form", "custom_id": "f", "components": list(parts), **more}


def command(**more: object) -> Json:
    return {"name": "quiz", "description": "Quizzes", **more}


def option(**more: object) -> Json:
    return {"type": 3, "name": "deck", "description": "Which", **more}


def fields(count: int) -> list[Json]:
    return [{"name": "n", "value": "v"}] * count


def embed(**more: Any) -> Json:  # noqa: ANN401 - as loose as what it tests
    return {"embeds": [{"title": "t", **more}]}


GOOD_MESSAGES = [
    {"content": "x" * 2000},
    embed(title="x" * 256),
    embed(description="x" * 4096),
    embed(fields=fields(25)),
    embed(footer={"text": "x" * 2048}),
    {"embeds": [{"title": "t"}] * 10},
    {"components": rows(5, 5)},
    {"components": [row(menu(25))]},
    {"components": [row(button(label="x" * 80, custom_id="x" * 100))]},
    {"components": [row(button(style=5, url="https://example.org", custom_id=None))]},
    {"flags": 1 << 15, "components": [{"type": 17, "components": [{"type": 10, "content": "x"}]}]},
]

BAD_MESSAGES = [
    {"content": "x" * 2001},
    embed(title="x" * 257),
    embed(description="x" * 4097),
    embed(fields=fields(26)),
    embed(fields=[{"name": "x" * 257, "value": "v"}]),
    embed(fields=[{"name": "n", "value": "x" * 1025}]),
    embed(fields=[{"name": "n", "value": ""}]),
    embed(footer={"text": "x" * 2049}),
    embed(description="x" * 4096, footer={"text": "x" * 1904}),
    {"embeds": [{"description": "x" * 3001}] * 2},
    {"embeds": [{"title": "t"}] * 11},
    {"components": rows(6, 1)},
    {"components": rows(1, 6)},
    {"components": [row()]},
    {"components": [button()]},
    {"components": [row(button(), button())]},
    {"components": [row(menu(26))]},
    {"components": [row(menu(0))]},
    {"components": [row(menu(2, max_values=3))]},
    {"components": [row(menu(2), button())]},
    {"components": [row(button(label="x" * 81))]},
    {"components": [row(button(label=None))]},
    {"components": [row(button(custom_id="x" * 101))]},
    {"components": [row(button(custom_id=None))]},
    {"components": [row(button(style=5, url="https://example.org"))]},
    {"components": [{"type": 10, "content": "only with the flag"}]},
    {"content": "x", "flags": 1 << 15},
]

GOOD_FORMS = [
    form(label(text_input())),
    form(row(text_input(label="Answer"))),
    form(label(text_input(label=None)), title="x" * 45),
    form(*(label(menu(5, custom_id=str(number))) for number in range(5))),
    form({"type": 10, "content": "Put these in order."}, label(text_input())),
    form(label({"type": 21, "custom_id": "r", "options": menu(2)["options"]})),
]

BAD_FORMS = [
    form(),
    form(*(label(text_input(custom_id=str(number))) for number in range(6))),
    form(label(text_input()), title="x" * 46),
    form(label(text_input()), title=""),
    form(label(text_input()), label(text_input())),
    form(label(text_input(), label="x" * 46)),
    form(label(text_input(), description="x" * 101)),
    form(label(text_input(placeholder="x" * 101))),
    form(label(text_input(max_length=4001))),
    form(label(text_input(min_length=5, max_length=4))),
    form(label(text_input(label="twice"))),
    form(label(text_input(custom_id="x" * 101))),
    form(label(button())),
    form(label(menu(2, disabled=True))),
    form(row(text_input())),
    form(row(text_input(label="a"), text_input(label="b", custom_id="u"))),
    form(row(button())),
]

GOOD_COMMANDS = [
    [command()],
    [command(options=[option(required=True), option(name="tags")])],
    [command(options=[option(name=f"o{number}") for number in range(25)])],
    [{"type": 3, "name": "Ask about this"}],
]

BAD_COMMANDS = [
    [command(name="Quiz")],
    [command(name="two words")],
    [command(name="x" * 33)],
    [command(description="")],
    [command(description="x" * 101)],
    [command(), command()],
    [command(options=[option(), option()])],
    [command(options=[option(), option(name="tags", required=True)])],
    [command(options=[option(name=f"o{number}") for number in range(26)])],
    [command(options=[option(choices=[{"name": "x" * 101, "value": "v"}])])],
    [command(options=[option(choices=[{"name": "n", "value": "v"}], autocomplete=True)])],
    [command(options=[option(type=1), option(name="tags")])],
    [command(options=[option(type=1, options=[option(type=1)])])],
    [{"type": 3, "name": "Ask", "description": "Not here"}],
]


def check_form(modal: Json) -> None:
    complaints = Complaints()
    components.check_modal(complaints, modal)
    complaints.refuse_if_any()


@pytest.mark.parametrize("body", GOOD_MESSAGES)
def test_a_message_at_the_limit_is_accepted(body: Json) -> None:
    limits.check_message(body)


@pytest.mark.parametrize("body", BAD_MESSAGES)
def test_a_message_over_a_limit_is_refused(body: Json) -> None:
    with pytest.raises(ApiError) as refused:
        limits.check_message(body)

    assert (refused.value.status, refused.value.code) == (400, 50035)


@pytest.mark.parametrize("modal", GOOD_FORMS)
def test_a_form_at_the_limit_is_accepted(modal: Json) -> None:
    check_form(modal)


@pytest.mark.parametrize("modal", BAD_FORMS)
def test_a_form_over_a_limit_is_refused(modal: Json) -> None:
    with pytest.raises(ApiError):
        check_form(modal)


@pytest.mark.parametrize("bodies", GOOD_COMMANDS)
def test_a_command_at_the_limit_is_accepted(bodies: list[Json]) -> None:
    commands.check(bodies)


@pytest.mark.parametrize("bodies", BAD_COMMANDS)
def test_a_command_over_a_limit_is_refused(bodies: list[Json]) -> None:
    with pytest.raises(ApiError):
        commands.check(bodies)


def test_an_error_names_the_place_as_discord_does() -> None:
    with pytest.raises(ApiError) as refused:
        limits.check_message(embed(title="x" * 257), prefix="data.")

    assert refused.value.body() == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "data": {
                "embeds": {
                    "0": {
                        "title": {
                            "_errors": [
                                {
                                    "code": "BASE_TYPE_MAX_LENGTH",
                                    "message": "Must be 256 or fewer in length.",
                                }
                            ]
                        }
                    }
                }
            }
        },
    }


@pytest.mark.parametrize(
    ("body", "nobody"),
    [
        ({"allowed_mentions": {"parse": []}}, True),
        ({"allowed_mentions": {"parse": [], "replied_user": False, "users": []}}, True),
        ({}, False),
        ({"allowed_mentions": {}}, False),
        ({"allowed_mentions": {"parse": ["users"]}}, False),
        ({"allowed_mentions": {"parse": [], "replied_user": True}}, False),
    ],
)
def test_allowed_mentions_must_say_nobody(body: Json, *, nobody: bool) -> None:
    assert limits.mentions_nobody(body) is nobody
