"""Questions that lean on the one before: "and when was it lifted?", "who signed it?", "why?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.core.asking.aside import ASIDE
from bot.core.asking.names import tokens
from bot.core.asking.wanted import plain
from bot.core.deck import CardBase, Essay, Term, TermKind
from bot.core.replies import asking
from bot.core.timeline import Event

if TYPE_CHECKING:
    from bot.core.asking.names import Names
    from bot.core.asking.stated import ItemKey
    from bot.core.replies.asking import Item

MOST_WORDS = 12
"""A longer question stands by itself."""

_CONNECTIVE = re.compile(r"^\W*(and|but|then|so|also|what about|how about)\b\W*", re.IGNORECASE)
_HE = re.compile(r"\b(he|him|she|her|his|hers)\b", re.IGNORECASE)
# "that" alone stands for something said before; "evidence that Kennedy" and "that letter" do not,
# nor does "it" in "is it true that", "is it called" or "there were twenty"
_IT = re.compile(
    r"\b(it|its|they|them|their|there)\b"
    r"(?! (is|was|are|were|the|it|he|they|true|right|correct|called)\b)"
    r"|\b(this|that|these|those)\b(?=\W*$| (happen|mean|work|end|start|begin|last|take)\b)",
    re.IGNORECASE,
)
_WHY = re.compile(r"(but |and |so )?(why|how come|why not|why is that|why was that|explain)")
_BARE = re.compile(r"(and |but )?(when|where|who|how|which one|how (many|much|long))")
_QUESTION_WORD = re.compile(
    r"\b(what|which|who|whom|whose|when|where|why|how|did|do|does|was|were|is|are|had|has|have"
    r"|can|could|would|should)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Thread:
    """What a conversation is about: the last question that was answered, and by what."""

    question: str
    about: ItemKey


@dataclass(frozen=True, slots=True)
class Leaning:
    """A question written out with its topic; `is_needed` where it says nothing without."""

    question: str
    topic: str
    is_needed: bool


def is_following(question: str) -> bool:
    """Tell whether a question may lean on the one before."""
    said = question.split()
    if not said or len(said) > MOST_WORDS:
        return False
    bare = plain(question)
    return bool(
        _CONNECTIVE.match(question)
        or leans(question)
        or _WHY.fullmatch(bare)
        or _BARE.fullmatch(bare)
    )


def leans(question: str) -> bool:
    """Tell whether a question means somebody or something by a pronoun."""
    return bool(_HE.search(question) or _IT.search(question))


def only_asks_why(question: str) -> bool:
    """Tell whether a question wants the reason of the last answer."""
    return _WHY.fullmatch(" ".join(re.findall(r"\w+", question.casefold()))) is not None


def reason_for(thread: Thread) -> str:
    """Ask why of what was asked last."""
    said = plain(thread.question)
    return f"why {_QUESTION_WORD.sub('', said, count=1).strip()}"


def fuller(question: str, thread: Thread, before: Item, names: Names) -> Leaning | None:
    """Write a question out with what the last one was about; None where that has no name."""
    topic = _topic(thread, before, names, is_person=_HE.search(question) is not None)
    if topic is None:
        return None
    rest = _CONNECTIVE.sub("", question).strip()
    if not _QUESTION_WORD.search(rest):
        return _exchanged(rest, thread, topic.words)
    pronoun = _HE if _HE.search(rest) else _IT
    # a function, since a topic may hold a backslash
    written, count = pronoun.subn(lambda _: topic.words, rest, count=1)
    is_needed = bool(count) or _BARE.fullmatch(plain(question)) is not None
    return Leaning(written if count else f"{rest} {topic.words}", topic.shown, is_needed)


def _exchanged(rest: str, thread: Thread, topic: str) -> Leaning | None:
    """Ask the last question of something else: "and the Jupiters?"."""
    said = re.compile(rf"(the )?{re.escape(topic)}", re.IGNORECASE)
    other = rest.rstrip("?!. ")
    if not other or not said.search(thread.question):
        return None
    written = said.sub(lambda _: other, thread.question, count=1)
    return Leaning(written, other, is_needed=True)


class _Topic(NamedTuple):
    """What a conversation is about: words to search by, and how it is shown."""

    words: str
    shown: str


def _topic(thread: Thread, before: Item, names: Names, *, is_person: bool) -> _Topic | None:
    """Name what the last question was about, as it was said there where it was."""
    if isinstance(before, Essay):
        return None
    if isinstance(before, Term) and is_person is (before.kind is TermKind.PERSON):
        return _said(names, thread.question, before)
    label = before.prompt if isinstance(before, CardBase) else asking.label(before)
    answer = asking.answer(before).text.split(". ")[0]
    if is_person:
        people = [t for x in (answer, thread.question, label) for t in names.terms(x)]
        person = next((t for t in people if t.kind is TermKind.PERSON), None)
        return None if person is None else _Topic(person.name, person.name)
    for text in (thread.question, answer, label):
        things = [t for t in names.terms(text) if t.kind is TermKind.THING]
        if things:
            return _said(names, text, things[0])
    if isinstance(before, Event):
        return _Topic(before.name, f'"{before.name}"')
    subject = [word for word in tokens(label) if word not in ASIDE]
    return _Topic(" ".join(subject), f'"{label}"') if subject else None


def _said(names: Names, text: str, term: Term) -> _Topic:
    words = names.said_as(text, {term.id}) or term.name
    article = "the " if re.search(rf"\bthe {re.escape(words)}", text, re.IGNORECASE) else ""
    return _Topic(words, article + words)
