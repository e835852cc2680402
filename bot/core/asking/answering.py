"""From a learner's question to one of three outcomes: sure, did you mean, I don't know."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.asking.finding import Finder
from bot.core.asking.following import Thread, fuller, is_following, only_asks_why, reason_for
from bot.core.asking.found import Facts, Found, Outcome
from bot.core.asking.parts import parts_of, remainder
from bot.core.asking.talk import small_talk
from bot.core.asking.telling import BY_RULE
from bot.core.asking.wanted import Want, is_question, questions_in, share_wanting
from bot.core.ports import EntryKind, Index
from bot.core.replies import Reply, asking, framing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.core.asking.parts import Part
    from bot.core.asking.stated import ItemKey
    from bot.core.deck import Deck
    from bot.core.options import Thresholds

MAX_QUESTION = 1000
"""Characters of a question that are read; more is not a question."""

A_REASON = 0.1
"""Share of an answer's phrasings that ask for a reason, from which it gives one."""


_DECORATION = re.compile(r"<[@#][!&]?\w+>|@\w+|\[/?\w+\]|[*_`~|]{2,}")


def _plain(question: str) -> str:
    """Take away what decorates a question: mentions, markup, wide letters."""
    return _DECORATION.sub(" ", unicodedata.normalize("NFKC", question)).strip() or question


def _of_two(found: Found) -> Found:
    """Say of an answer that it may be to one of two questions only."""
    return replace(found, reply=framing.one_of_two(found.reply))


class Answers:
    """Answer questions from decks, and only from what a curator wrote."""

    def __init__(self, decks: Mapping[str, Deck], index: Index, thresholds: Thresholds) -> None:
        self._decks = decks
        self._thresholds = thresholds
        self._finder = Finder(decks, index, thresholds)

    def find(
        self, question: str, decks: Iterable[str] | None = None, beyond: ItemKey | None = None
    ) -> Found:
        """Answer a question, offer what it could mean, or say that it is not known.

        `beyond` is an item that was answered already and does not count.
        """
        question = _plain(question)[:MAX_QUESTION]
        if (talk := small_talk(question, tuple(self._decks.values()))) is not None:
            return Found(Outcome.SURE, talk, confidence=1.0)
        if not any(character.isalnum() for character in question):
            return Found(Outcome.UNKNOWN, asking.nothing_asked())
        chosen = None if decks is None else frozenset(decks)
        if both := self._in_turn(question, chosen, beyond):
            return both
        found = self._finder.find(question, chosen, beyond)
        if found.outcome is Outcome.SURE:
            return found if parts_of(question) is None else _of_two(found)
        # "What are Jupiters? I keep seeing the word": what is said beside a question is none
        alone = [(each, self._finder.find(each, chosen, beyond)) for each in questions_in(question)]
        sure = [(each, one) for each, one in alone if one.outcome is Outcome.SURE]
        if not sure:
            return found
        each, best = max(sure, key=lambda pair: pair[1].confidence)
        return replace(best, notes=(f"read as: {each}", *best.notes))

    def facts(self, question: str) -> Facts | None:
        """Measure what would be stated, before it is vetted; what vetting is learnt from."""
        return self._finder.facts(_plain(question)[:MAX_QUESTION])

    def _in_turn(
        self, question: str, chosen: Collection[str] | None, beyond: ItemKey | None
    ) -> Found | None:
        """Answer two questions that were put at once; None where both cannot be."""
        parts = parts_of(question)
        if parts is None:
            return None
        first = self._finder.find(parts[0].text, chosen, beyond)
        if first.outcome is not Outcome.SURE:
            return None
        second = self._next(parts[1], parts[0].text, first, chosen, beyond)
        if second.outcome is not Outcome.SURE:
            return None
        rules = (f"asked in turn: {parts[0].text} / {second.question}",)
        confidence = min(first.confidence, second.confidence)
        told = [(self._headline(one), one.reply) for one in (first, second)]
        if told[0][1].text == told[1][1].text:
            return replace(first, confidence=confidence, notes=rules)
        hits, about = first.hits + second.hits, second.answered or first.answered
        reply, asked = framing.in_turn(told), second.question
        return Found(Outcome.SURE, reply, confidence, hits, (), about, asked, rules)

    def _next(
        self,
        part: Part,
        before: str,
        first: Found,
        chosen: Collection[str] | None,
        beyond: ItemKey | None,
    ) -> Found:
        """Answer a question that was put together with the one before it.

        It is tried as it stands, or with what its pronoun means, and with the words of the other.
        """
        asked = [part.text, f"{part.text.rstrip('?!. ')} {remainder(before)}"]
        entry = None if first.answered is None else first.answered.entry
        if part.leans and entry is not None:
            about = (entry.deck, entry.kind, entry.id)
            item = self.item(*about)
            leaning = item and fuller(part.text, Thread(before, about), item, self._finder.names)
            asked = [leaning.question, *asked[1:]] if leaning else asked[1:]
        found = first
        for each in asked:
            found = replace(self._finder.find(each, chosen, beyond), question=each)
            if found.outcome is Outcome.SURE:
                break
        return found

    def _headline(self, found: Found) -> str:
        """Name what an answer answers; "" where it was put together."""
        entry = None if found.answered is None else found.answered.entry
        item = None if entry is None else self.item(entry.deck, entry.kind, entry.id)
        return "" if item is None else framing.headline(item)

    def volunteer(self, said: str) -> Found | None:
        """Answer what nobody asked the tutor: a plain question that it is very sure of."""
        if not is_question(said):
            return None
        found = self.find(said)
        sure = found.outcome is Outcome.SURE and found.answered is not None
        return found if sure and found.confidence >= self._thresholds.unasked else None

    def follow(
        self, question: str, thread: Thread | None, decks: Iterable[str] | None = None
    ) -> Found:
        """Answer a question that may lean on what was asked before."""
        found = self.find(question, decks)
        if thread is None or not is_following(question) or parts_of(question) is not None:
            return found
        before = self.item(*thread.about)
        if before is not None and only_asks_why(question):
            return self._reason(thread, before, decks)
        if before is None or not (leaning := fuller(question, thread, before, self._finder.names)):
            return found
        other = self.find(leaning.question, decks, thread.about)
        if not leaning.is_needed and other.confidence <= found.confidence:
            return found
        if other.outcome is Outcome.UNKNOWN or other.confidence < found.confidence / 2:
            return found
        told = framing.taken_to_be_about(leaning.topic, other.reply)
        notes = (f"read as: {leaning.question}", *other.notes)
        return replace(other, reply=told, question=leaning.question, notes=notes)

    def _reason(self, thread: Thread, before: asking.Item, decks: Iterable[str] | None) -> Found:
        """Say why the last answer is as it is: by a card that tells, else by its explanation."""
        asked = reason_for(thread)
        found = self.find(asked, decks)
        entry = None if found.answered is None else found.answered.entry
        is_reason = entry is not None and share_wanting(entry.texts, Want.REASON) >= A_REASON
        is_other = entry is not None and (entry.deck, entry.kind, entry.id) != thread.about
        if is_reason and is_other:
            told = framing.taken_to_be_about(f'"{asking.label(before)}"', found.reply)
            return replace(found, reply=told, question=asked)
        why = asking.why(before)
        if why is None:
            return found
        return Found(Outcome.SURE, why, BY_RULE, notes=("it asks why of the last answer",))

    def thread_of(self, action: str) -> Thread | None:
        """Say what a conversation is about once an offer "ask:deck:kind:id" was chosen."""
        _, deck, kind, identity = action.split(":", 3)
        found = self.item(deck, EntryKind(kind), identity)
        if found is None:
            return None
        return Thread(asking.label(found), (deck, EntryKind(kind), identity))

    def item(self, deck: str, kind: EntryKind, item_id: str) -> asking.Item | None:
        """Look up what a button stands for; None where it has been taken out of its deck."""
        return self._finder.items.get((deck, kind, item_id))

    def state(self, deck: str, kind: EntryKind, item_id: str) -> Reply | None:
        """Answer what was chosen from an offer; None where it is gone."""
        found = self.item(deck, kind, item_id)
        return None if found is None else asking.answer(found)
