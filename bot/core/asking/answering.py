"""From a learner's question to one of three outcomes: sure, did you mean, I don't know."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.asking import several
from bot.core.asking.aside import ASIDE
from bot.core.asking.chronicle import events_on
from bot.core.asking.fitting import fits
from bot.core.asking.following import Thread, fuller, is_following, only_asks_why, reason_for
from bot.core.asking.found import Facts, Found, Outcome
from bot.core.asking.names import Names
from bot.core.asking.parts import parts_of
from bot.core.asking.stated import Stated
from bot.core.asking.talk import small_talk
from bot.core.asking.vetting import facts_of, vetted
from bot.core.asking.wanted import Want, is_question, plain, questions_in, wanted
from bot.core.asking.weighing import Weighed, different, likeliest, weigh
from bot.core.ports import EntryKind, Hit, Index
from bot.core.replies import Button, Reply, asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.asking.parts import Part
    from bot.core.asking.stated import ItemKey
    from bot.core.deck import Deck, Essay
    from bot.core.options import Thresholds
    from bot.core.ports import Entry
    from bot.core.timeline import Event

SEARCHED = 12
"""How many hits are looked at: five to choose from, and the passages among them."""

OFFERED = 5
"""How many questions "did you mean" offers."""

ALSO_MEANT = 2
"""How many other questions stand under an answer."""

BY_RULE = 0.9
"""How sure an answer is that was put together by a rule and not found."""

FEWEST_SHARED = 2
"""Words that a question shares with the passage that is quoted as the closest."""

MAX_QUESTION = 1000
"""Characters of a question that are read; more is not a question."""


_DECORATION = re.compile(r"<[@#][!&]?\w+>|@\w+|\[/?\w+\]|[*_`~|]{2,}")


def _plain(question: str) -> str:
    """Take away what decorates a question: mentions, markup, wide letters."""
    return _DECORATION.sub(" ", unicodedata.normalize("NFKC", question)).strip() or question


class Answers:
    """Answer questions from decks, and only from what a curator wrote."""

    def __init__(self, decks: Mapping[str, Deck], index: Index, thresholds: Thresholds) -> None:
        self._decks = decks
        self._index = index
        self._thresholds = thresholds
        self._names = Names(decks)
        self._items: dict[ItemKey, asking.Item] = {}
        for deck in decks.values():
            for kind, items in (
                (EntryKind.CARD, deck.cards),
                (EntryKind.TERM, deck.terms),
                (EntryKind.EVENT, deck.events),
                (EntryKind.CORRECTION, deck.corrections),
                (EntryKind.ESSAY, deck.essays),
            ):
                self._items |= {(deck.id, kind, item.id): item for item in items}

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
        found = self._found(question, chosen, beyond)
        if found.outcome is Outcome.SURE:
            return found
        # "What are Jupiters? I keep seeing the word": what is said beside a question is none
        alone = [(each, self._found(each, chosen, beyond)) for each in questions_in(question)]
        sure = [(each, one) for each, one in alone if one.outcome is Outcome.SURE]
        if not sure:
            return found
        each, best = max(sure, key=lambda pair: pair[1].confidence)
        return replace(best, notes=(f"read as: {each}", *best.notes))

    def _found(self, question: str, chosen: frozenset[str] | None, beyond: ItemKey | None) -> Found:
        """Answer a question as it stands."""
        want = wanted(question)
        fit = fits(question, self._of, self._names, beyond)
        hits = tuple(self._index.search(question, SEARCHED, chosen, fit))
        if events := events_on(question, self._events(chosen)):
            rules = ("it asks for: what happened on a date",)
            return Found(Outcome.SURE, asking.chronicle(events), BY_RULE, hits, notes=rules)
        found = [Stated(hit, self._of(hit.entry)) for hit in hits if self._may_state(hit)]
        mended = _mended(question, hits)
        weighed = weigh(mended, found, want, self._names, self._thresholds)
        weighed = weighed._replace(notes=(f"it asks for: {want}", *weighed.notes))
        long = self._at_length(mended, want, weighed, chosen)
        return long or self._by_chance(hits, weighed, want)

    def facts(self, question: str) -> Facts | None:
        """Measure what would be stated before it is vetted; what vetting is learnt from."""
        question = _plain(question)[:MAX_QUESTION]
        want = wanted(question)
        hits = self._index.search(
            question, SEARCHED, None, fits(question, self._of, self._names, None)
        )
        found = [Stated(hit, self._of(hit.entry)) for hit in hits if self._may_state(hit)]
        if not found:
            return None
        first, chance, _ = likeliest(found, want, self._names, self._thresholds)
        if first.item is None:
            return None
        mended = _mended(question, tuple(hits))
        values = facts_of(chance, first.hit, first.item, mended, want)
        return None if values is None else Facts(first.item, values)

    def _in_turn(
        self, question: str, chosen: frozenset[str] | None, beyond: ItemKey | None
    ) -> Found | None:
        """Answer two questions that were put at once; None where both cannot be."""
        parts = parts_of(question)
        if parts is None:
            return None
        first = self._found(parts[0].text, chosen, beyond)
        if first.outcome is not Outcome.SURE:
            return None
        second = self._next(parts[1], parts[0].text, first, chosen)
        if second.outcome is not Outcome.SURE:
            return None
        rules = (f"asked in turn: {parts[0].text} / {second.question or parts[1].text}",)
        confidence = min(first.confidence, second.confidence)
        told = [(self._label(one), one.reply) for one in (first, second)]
        reply = first.reply if told[0] == told[1] else asking.in_turn(told)
        hits, answered = first.hits + second.hits, first.answered
        return Found(Outcome.SURE, reply, confidence, hits, (), answered, notes=rules)

    def _next(self, part: Part, before: str, first: Found, chosen: frozenset[str] | None) -> Found:
        """Answer a question that was put together with the one before it."""
        entry = None if first.answered is None else first.answered.entry
        item = None if entry is None else self._of(entry)
        if part.leans and entry is not None and item is not None:
            thread = Thread(before, (entry.deck, entry.kind, entry.id))
            leaning = fuller(part.text, thread, item, self._names)
            if leaning is not None:
                found = self._found(leaning.question, chosen, None)
                return replace(found, question=leaning.question)
        return self._found(part.text, chosen, None)

    def _label(self, found: Found) -> str:
        """Name what an answer answers; "" where it was put together."""
        item = None if found.answered is None else self._of(found.answered.entry)
        return "" if item is None else asking.label(item)

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
        if thread is None or not is_following(question):
            return found
        before = self.item(*thread.about)
        if before is not None and only_asks_why(question):
            return self._reason(thread, before, decks)
        if before is None or not (leaning := fuller(question, thread, before, self._names)):
            return found
        other = self.find(leaning.question, decks, thread.about)
        if not leaning.is_needed and other.confidence <= found.confidence:
            return found
        if other.outcome is Outcome.UNKNOWN or other.confidence < found.confidence / 2:
            return found
        told = asking.taken_to_be_about(leaning.topic, other.reply)
        notes = (f"read as: {leaning.question}", *other.notes)
        return replace(other, reply=told, question=leaning.question, notes=notes)

    def _reason(self, thread: Thread, before: asking.Item, decks: Iterable[str] | None) -> Found:
        """Say why the last answer is as it is: by a card that tells, else by its explanation."""
        asked = reason_for(thread)
        found = self.find(asked, decks)
        entry = None if found.answered is None else found.answered.entry
        if entry is not None and (entry.deck, entry.kind, entry.id) != thread.about:
            told = asking.taken_to_be_about(f'"{thread.question}"', found.reply)
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
        return self._items.get((deck, kind, item_id))

    def state(self, deck: str, kind: EntryKind, item_id: str) -> Reply | None:
        """Answer what was chosen from an offer; None where it is gone."""
        found = self.item(deck, kind, item_id)
        return None if found is None else asking.answer(found)

    def _by_chance(self, hits: tuple[Hit, ...], weighed: Weighed, want: Want) -> Found:
        """State the likeliest, offer the likely, or quote the closest passage."""
        stated, confidence, notes = weighed
        if stated and confidence >= self._thresholds.sure:
            first = stated[0]
            others = self._also(stated)
            reply = self._state(first, self._buttons(others), want)
            return Found(Outcome.SURE, reply, confidence, hits, others, first.hit, notes=notes)
        if stated and confidence >= self._thresholds.suggest:
            offered = self._offered(stated)
            reply = asking.did_you_mean(self._buttons(offered))
            return Found(Outcome.SUGGEST, reply, confidence, hits, offered, notes=notes)
        return Found(Outcome.UNKNOWN, self._unknown(hits), confidence, hits, notes=notes)

    def _at_length(
        self, question: str, want: Want, weighed: Weighed, decks: frozenset[str] | None
    ) -> Found | None:
        """Answer from several cards or points where the question is that wide."""
        stated, confidence, notes = weighed
        hits = tuple(one.hit for one in stated)
        reply = None
        if want is Want.POINTS:
            reply = several.argued(plain(question), self._essays(decks), self._names)
        elif want is Want.COMPARISON and confidence < self._thresholds.sure:
            reply = several.compared(plain(question), self._names)
        if reply is not None:
            rules = (*notes, "put together from what it names")
            return Found(Outcome.SURE, reply, BY_RULE, hits, notes=rules)
        chosen = several.together(stated, want)
        if len(chosen) < 2 or confidence >= self._thresholds.sure:
            return None
        total = min(BY_RULE, sum(one.chance for one in chosen))
        total = vetted(total, chosen[0], question, want)
        if total < self._thresholds.sure:
            return None
        reply = asking.together([one.item for one in chosen if several.is_told(one.item)])
        rules = (*notes, "several cards answer it between them")
        return Found(Outcome.SURE, reply, total, hits, (), chosen[0].hit, notes=rules)

    def _events(self, decks: frozenset[str] | None) -> list[Event]:
        return [e for d in self._decks.values() if decks is None or d.id in decks for e in d.events]

    def _essays(self, decks: frozenset[str] | None) -> list[Essay]:
        return [e for d in self._decks.values() if decks is None or d.id in decks for e in d.essays]

    def _of(self, entry: Entry) -> asking.Item | None:
        return self.item(entry.deck, entry.kind, entry.id)

    def _may_state(self, hit: Hit) -> bool:
        """Only what a curator wrote is stated; of plain lines without decks, any is."""
        return hit.entry.kind is not EntryKind.PASSAGE or not self._decks

    def _state(self, one: Stated, others: tuple[Button, ...], want: Want) -> Reply:
        if one.item is None:
            return asking.line(one.hit.entry)
        reply = asking.answer(one.item, others, date_first=want is Want.DATE)
        if reply.sources or (deck := self._decks.get(one.hit.entry.deck)) is None:
            return reply
        return replace(reply, sources=(deck.title,))

    def _also(self, stated: list[Stated]) -> tuple[Hit, ...]:
        near = different(stated)[1:]
        likely = [one.hit for one in near if one.chance >= self._thresholds.suggest]
        return tuple(likely[:ALSO_MEANT])

    def _offered(self, stated: list[Stated]) -> tuple[Hit, ...]:
        floor = self._thresholds.suggest / 3
        likely = [one.hit for one in different(stated) if one.chance >= floor]
        return tuple(likely[:OFFERED])

    def _buttons(self, hits: Iterable[Hit]) -> tuple[Button, ...]:
        return tuple(
            Button(
                f"ask:{hit.entry.deck}:{hit.entry.kind.value}:{hit.entry.id}",
                hit.entry.texts[0]
                if (found := self._of(hit.entry)) is None
                else asking.label(found),
            )
            for hit in hits
        )

    def _unknown(self, hits: tuple[Hit, ...]) -> Reply:
        for hit in hits:
            said = [word for word in hit.matched if word not in ASIDE]
            if hit.entry.kind is EntryKind.PASSAGE and len(said) >= FEWEST_SHARED:
                return asking.unknown(hit.entry.texts[0], self._heading(hit.entry))
        return asking.unknown()

    def _heading(self, entry: Entry) -> str:
        """Give the heading that a passage stands under, without its note's title."""
        deck = self._decks.get(entry.deck)
        titles = sorted((s.title for s in deck.sources) if deck else (), key=len, reverse=True)
        heading = entry.title
        for title in titles:
            if heading.startswith(f"{title} "):
                heading = heading.removeprefix(f"{title} ")
                break
        return heading.rpartition("› ")[2]


def _mended(question: str, hits: tuple[Hit, ...]) -> str:
    """Write a question with the index's corrections."""
    taken_for = dict(hits[0].corrected) if hits else {}
    return " ".join(taken_for.get(word.strip("?!.,").casefold(), word) for word in question.split())
