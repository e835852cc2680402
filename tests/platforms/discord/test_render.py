from __future__ import annotations

import re

import pytest

from bot.core.replies import Reply
from bot.platforms.discord.invite import invite_link, missing_permission
from bot.platforms.discord.render import embed, escaped

LINK = re.compile(r"https?://\S")
"""What Discord's clients turn into a link wherever it stands."""


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/a_b",
        "see http://evil.example.",
        "[Lima](https://evil.example)",
        "<https://evil.example>",
        "https://https://evil.example",
    ],
)
def test_nothing_that_is_written_becomes_a_link(text: str) -> None:
    laid_out = embed(Reply(text=text, title=text, sources=(text,), footer=text))

    assert not LINK.search(f"{laid_out.title} {laid_out.description}")


def test_an_address_stays_readable() -> None:
    shown = escaped("https://example.org/a").replace("\u2060", "")

    assert shown == "https://example.org/a"


def test_the_invitation_is_a_link_that_can_be_clicked() -> None:
    laid_out = embed(missing_permission(42))

    assert laid_out.description is not None
    assert invite_link(42) in laid_out.description.split()


def test_the_invitation_asks_for_exactly_what_is_needed() -> None:
    # view channel, send messages, embed links, read message history, send messages in threads
    needed = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 16 | 1 << 38

    assert f"permissions={needed}" in invite_link(42).split("&")
    assert "scope=bot+applications.commands" in invite_link(42).split("&")
