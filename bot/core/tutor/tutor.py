"""The tutor: one method for each thing that a person can ask of it."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple, Self

from bot.core.asking import Answers, Found, Thread
from bot.core.ports import Chat, Clock, EntryKind, Index, Store
from bot.core.quiz import Learner, Phase
from bot.core.replies import Reply, asking, company, helping, quizzing
from bot.core.tutor.inputs import Control, Input
from bot.core.tutor.keeping import Retention
from bot.core.tutor.quizzes import Quizzes
from bot.core.tutor.scorekeeping import Scorekeeper
from bot.core.tutor.shelf import Shelf

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from bot.core.deck import Deck
    from bot.core.options import Options
    from bot.core.tutor.planning import Channel, QuizRequest

REMEMBERED = 10_000
"""How many conversations are remembered for what was offered and asked last."""


class _Talk(NamedTuple):
    """What a conversation goes on from: the actions offered last, and the last answer."""

    offers: tuple[str, ...]
    thread: Thread | None


class Tutor:
    """Answer, quiz and keep score on every platform; closed by `async with`."""

    def __init__(
        self,
        decks: Sequence[Deck],
        index: Index,
        store: Store,
        clock: Clock,
        options: Options,
        rng: random.Random,
    ) -> None:
        self.shelf = Shelf(decks)
        self.quizzes = Quizzes(self.shelf, store, clock, options, rng)
        self._answers = Answers(self.shelf.by_id, index, options.thresholds)
        self._store = store
        self.max_questions = options.rules.max_questions
        self.scores = Scorekeeper(self.shelf, store, clock, options)
        self._retention = Retention(store, clock, options.retention_days)
        self._talks: OrderedDict[tuple[str, str, str], _Talk] = OrderedDict()

    async def __aenter__(self) -> Self:
        self._retention.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        try:
            await self._retention.stop()
        finally:
            await self.quizzes.close()

    def ask(
        self, channel: Channel, learner: Learner, question: str, decks: Sequence[str] = ()
    ) -> Reply:
        """Answer a question; a bare number chooses from what was offered last."""
        where = (channel.community, channel.id, learner.id)
        if (chosen := self._picked(where, question)) is not None:
            return self.choose(channel, learner, chosen)
        names = [deck.id for deck in self.shelf.chosen(decks)] if decks else None
        thread = self._talks[where].thread if where in self._talks else None
        found = self._answers.follow(question, thread, names)
        return self._told(where, question, found, thread)

    def overhear(self, channel: Channel, learner: Learner, said: str) -> Reply | None:
        """Answer what was said to others in a channel; None where it is better to be silent."""
        if self.is_playing(channel) or (found := self._answers.volunteer(said)) is None:
            return None
        return self._told((channel.community, channel.id, learner.id), said, found, None)

    def _told(
        self, where: tuple[str, str, str], question: str, found: Found, thread: Thread | None
    ) -> Reply:
        """Remember what was answered and offered, for what may follow on it."""
        if (hit := found.answered) is not None:
            about = (hit.entry.deck, hit.entry.kind, hit.entry.id)
            thread = Thread(found.question or question, about)
        actions = tuple(button.action for button in found.reply.buttons)
        self._remember(where, actions, thread)
        return found.reply

    def find(self, question: str, decks: Sequence[str] | None = None) -> Found:
        """Answer a question with what the answer rests on."""
        return self._answers.find(question, decks)

    def choose(self, channel: Channel, learner: Learner, action: str) -> Reply:
        """Answer the question that a button "ask:deck:kind:id" stands for, and go on from it."""
        where = (channel.community, channel.id, learner.id)
        _, deck, kind, item = action.split(":", 3)
        reply = self._answers.state(deck, EntryKind(kind), item)
        offers = self._talks[where].offers if where in self._talks else ()
        self._remember(where, offers, self._answers.thread_of(action))
        return reply if reply is not None else asking.unknown()

    async def start(
        self, channel: Channel, learner: Learner, request: QuizRequest, chat: Chat
    ) -> None:
        """Begin a quiz in a channel."""
        await self.quizzes.start(channel, learner, request, chat)

    async def resume(self, channel: Channel, learner: Learner, chat: Chat) -> None:
        """Go on with a quiz that was paused or cut off."""
        await self.quizzes.resume(channel, learner, chat)

    async def forget(self, channel: Channel, learner: Learner, *, confirmed: bool) -> Reply:
        """Erase a learner from a community, once they have confirmed it."""
        if confirmed:
            # before the store, or a running quiz would write the erased id down again
            self.quizzes.forget(channel.community, learner.id)
        return await self.scores.forget(channel, learner, confirmed=confirmed)

    async def answer(
        self,
        channel: Channel,
        learner: Learner,
        text: str,
        number: int | None = None,
        origin: str = "",
    ) -> Reply | None:
        """Answer the open card; return what its learner is told in private."""
        return await self.quizzes.send(
            channel, Input(learner, text=text, number=number, origin=origin)
        )

    async def press(
        self,
        channel: Channel,
        learner: Learner,
        control: Control,
        number: int | None = None,
        chat: Chat | None = None,
    ) -> Reply | None:
        """Press a control of the running quiz; return what its learner is told in private."""
        return await self.quizzes.send(
            channel, Input(learner, control=control, number=number), chat
        )

    def is_playing(self, channel: Channel) -> bool:
        """Tell whether a quiz runs here and waits for answers."""
        session = self.quizzes.session(channel)
        return session is not None and session.progress.phase is not Phase.PAUSED

    async def offer_waiting(self, channel: Channel) -> Reply | None:
        """Offer the quiz that was cut off in a channel, if there is one."""
        session = await self.quizzes.waiting(channel)
        if session is None:
            return None
        title = self.shelf.by_id[session.round.deck.id].title if session.round else "your notes"
        return quizzing.waiting(session.progress.number, session.total, title)

    async def own_result(
        self, channel: Channel, learner: Learner, session_id: str, number: int
    ) -> Reply:
        """Tell a learner how their answer to a card was judged."""
        attempts = await self._store.log.of_session(channel.community, session_id)
        mine = [a for a in attempts if a.learner == learner.id and a.number == number]
        found = self.shelf.card(mine[-1].deck, mine[-1].card) if mine else None
        if found is None:
            return company.no_own_result()
        return company.own_result(found[1], mine[-1])

    def decks(self) -> Reply:
        """List the decks."""
        return helping.decks(self.shelf.decks)

    def _picked(self, where: tuple[str, str, str], text: str) -> str | None:
        offered = self._talks[where].offers if where in self._talks else ()
        number = text.strip().rstrip(".)")
        if number.isdecimal() and 1 <= int(number) <= len(offered):
            return offered[int(number) - 1]
        return None

    def _remember(
        self, where: tuple[str, str, str], actions: tuple[str, ...], thread: Thread | None = None
    ) -> None:
        self._talks[where] = _Talk(actions, thread)
        self._talks.move_to_end(where)
        while len(self._talks) > REMEMBERED:
            self._talks.popitem(last=False)
