"""The words around an answer: what a question was taken for, and two answers in turn."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.deck import ClozeCard
from bot.core.replies.asking import MAX_LONG_TEXT, MAX_TEXT, cut, label
from bot.core.replies.structure import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.replies.asking import Item

_SOURCE_NUMBER = re.compile(r"\[(\d+)\](?=$|\n)")


def taken_to_be_about(topic: str, reply: Reply) -> Reply:
    """Say what a question was taken to be about, and answer it."""
    strong = tuple(number + 1 for number in reply.strong)
    said = f"Taking that to be about {topic}:"
    limit = max(MAX_TEXT, len(reply.text))
    return replace(reply, text=cut(f"{said}\n{reply.text}", limit), strong=strong)


def under_its_question(item: Item, reply: Reply) -> Reply:
    """Say what a card asks before what it answers: the question was put otherwise."""
    heading = headline(item)
    if not heading:
        return reply
    strong = (0, *(number + 1 for number in reply.strong))
    text = cut(f"{heading}\n{reply.text}", max(MAX_TEXT, len(reply.text)))
    return replace(reply, text=text, strong=strong)


def with_its_question(item: Item, reply: Reply) -> Reply:
    """Say behind an answer which question it was written for, where that may be another."""
    heading = headline(item)
    if not heading:
        return reply
    said = f"(This answers: {heading})"
    return replace(reply, text=f"{cut(reply.text, MAX_TEXT - len(said) - 1)}\n{said}")


def headline(item: Item) -> str:
    """Name what an answer answers; "" where the answer is a sentence that says it."""
    return "" if isinstance(item, ClozeCard) else label(item)


def one_of_two(reply: Reply) -> Reply:
    """Say that two things were asked, and that this may answer one of them only."""
    said = "You asked two things. If this answers but one, ask the other by itself."
    return replace(reply, text=f"{cut(reply.text, MAX_TEXT - len(said) - 1)}\n{said}")


def in_turn(told: Sequence[tuple[str, Reply]]) -> Reply:
    """Answer questions that were put at once, each under what it was taken for."""
    lines: list[str] = []
    strong: list[int] = []
    cited: dict[str, int] = {}
    for heading, reply in told:
        if heading and not reply.text.startswith(heading):
            strong.append(len(lines))
            lines.append(heading)
        strong += [number + len(lines) for number in reply.strong]
        for place in reply.sources:
            cited.setdefault(place, len(cited) + 1)
        text = _renumbered(reply, cited)
        lines += cut(text, MAX_LONG_TEXT // len(told)).split("\n")
    return Reply(text="\n".join(lines), sources=tuple(cited), strong=tuple(strong))


def _renumbered(reply: Reply, cited: Mapping[str, int]) -> str:
    """Let the source numbers in a listed reply count among all that are cited."""
    numbers = {str(n): cited[place] for n, place in enumerate(reply.sources, 1)}
    return _SOURCE_NUMBER.sub(lambda m: f"[{numbers.get(m[1], m[1])}]", reply.text)
