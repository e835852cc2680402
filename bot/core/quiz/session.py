"""A running quiz as a state machine: inputs in, events out; it waits for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.deck import Answer, Card, Deck, OrderCard, TruthCard
from bot.core.errors import LearnerError, NotAllowedError
from bot.core.judge import Judgement, Reason, Verdict, compile_key, judge
from bot.core.quiz import report
from bot.core.quiz.events import (
    Answered,
    CardClosed,
    CardOpened,
    Closing,
    Event,
    HintGiven,
    NoHint,
    QuizEnded,
    QuizPaused,
    SkipVoted,
)
from bot.core.quiz.hints import hints_for
from bot.core.quiz.ledger import Ledger
from bot.core.quiz.plan import QuizPlan, Round, open_round
from bot.core.quiz.progress import Phase, Progress
from bot.core.replies import refusals
from bot.core.replies.answers import how_to_answer
from bot.core.scores import MAX_REPLY, Attempt, Points

ABANDONED_AFTER = 5
"""Cards in a row that nobody answers before a shared quiz ends itself (Kotoba's number)."""

FindCard = Callable[[str, str], tuple[Deck, Card] | None]
"""Look up a card by deck id and card id; None where it is gone."""


@dataclass(frozen=True, slots=True)
class Learner:
    """Who is speaking; a moderator may stop and skip what others started."""

    id: str
    name: str
    moderator: bool = False


class Session:
    """One quiz in one channel.

    A reply is judged by `attempt`, which changes nothing; the caller stores the attempt and
    then hands it to `record`, so that no point is ever shown that was not stored.
    """

    def __init__(
        self,
        plan: QuizPlan,
        find: FindCard,
        points: Points,
        progress: Progress | None = None,
        attempts: Sequence[Attempt] = (),
    ) -> None:
        """Begin a quiz, or go on with one from its progress and the attempts stored for it."""
        self.plan = plan
        self.progress = progress or Progress()
        self._ledger = Ledger(attempts)
        self._find = find
        self._points = points
        self.round = self._lay_out(self.progress.number) if self.progress.number else None

    @property
    def attempts(self) -> list[Attempt]:
        """The attempts that were taken in, in that order."""
        return self._ledger.attempts

    @property
    def total(self) -> int:
        return len(self.plan.cards)

    @property
    def is_open(self) -> bool:
        return self.progress.phase is Phase.OPEN

    @property
    def is_shown(self) -> bool:
        """Tell whether the card stands unanswered, open or paused."""
        return self.progress.phase in (Phase.OPEN, Phase.PAUSED)

    @property
    def has_ended(self) -> bool:
        return self.progress.phase is Phase.ENDED

    @property
    def hints(self) -> tuple[str, ...]:
        """The hints that were given for the shown card."""
        shown = self.round
        return hints_for(shown.card, shown.shown)[: self.progress.hints] if shown else ()

    @property
    def skips_needed(self) -> int:
        """How many votes skip a card: a majority of those who play, two at least."""
        players = self._ledger.streaks.keys() | self.progress.skips
        return max(2, len(players) // 2 + 1)

    def answers(self) -> dict[str, Attempt]:
        """Find each learner's answer to the shown card; one that was only close is none yet."""
        return report.answers_of(self._on_card())

    def start(self, now: datetime) -> list[Event]:
        """Show the first card."""
        return self._open_next(now)

    def attempt(self, learner: Learner, text: str, now: datetime, origin: str = "") -> Attempt:
        """Judge a reply to the open card; LearnerError where there is nothing to answer."""
        shown = self._require_open()
        before = [a for a in self._on_card() if a.learner == learner.id]
        if repeated := next((a for a in before if origin and a.origin == origin), None):
            return repeated
        if any(a.verdict is not Verdict.CLOSE for a in before):
            raise LearnerError(refusals.ANSWER_IS_IN)
        judgement = judge(text, shown.key, self.plan.strictness)
        if judgement.reason is Reason.NO_MATCH and _is_no_answer(shown.card, text):
            raise LearnerError(how_to_answer(shown.card))
        return self._attempt(learner, text, judgement, now, origin)

    def judgement_of(self, attempt: Attempt) -> Judgement:
        """Judge the text of a stored attempt once more, for the words that go with it."""
        shown = self.round
        if shown is None or shown.number != attempt.number or attempt.reason is Reason.SKIPPED:
            return Judgement(attempt.verdict, attempt.reason)
        return judge(attempt.reply, shown.key, self.plan.strictness)

    def record(self, attempt: Attempt, now: datetime) -> list[Event]:
        """Take in an attempt that has been stored; one taken in before changes nothing."""
        if not self._ledger.add(attempt):
            return []
        events: list[Event] = [Answered(attempt, self.judgement_of(attempt))]
        if self.plan.alone and attempt.verdict is not Verdict.CLOSE:
            skipped = attempt.reason is Reason.SKIPPED
            events += self._close(Closing.SKIPPED if skipped else Closing.ANSWERED, now)
        return events

    def hint(self) -> list[Event]:
        """Give the next hint of the open card."""
        shown = self._require_open()
        hints = hints_for(shown.card, shown.shown)
        if self.progress.hints >= len(hints):
            return [NoHint()]
        self.progress.hints += 1
        return [HintGiven(hints[self.progress.hints - 1], len(hints) - self.progress.hints)]

    def skip(self, learner: Learner, now: datetime) -> Attempt | list[Event]:
        """Skip the open card.

        Alone, this is an attempt to be stored, so that the card comes back among the missed.
        In company the starter and moderators skip at once, others by their votes.
        """
        self._require_open()
        if self.plan.alone:
            return self._attempt(learner, "", Judgement(Verdict.WRONG, Reason.SKIPPED), now, "")
        self.progress.skips.add(learner.id)
        votes = len(self.progress.skips)
        if self._may_lead(learner) or votes >= self.skips_needed:
            return self._close(Closing.SKIPPED, now)
        return [SkipVoted(votes, self.skips_needed)]

    def next(self, learner: Learner, now: datetime) -> list[Event]:
        """Reveal the open card, or go on from a revealed one."""
        if self.progress.phase is Phase.REVEALED:
            return self._open_next(now)
        self._require_open()
        self._require_leader(learner)
        return self._close(Closing.REVEALED, now)

    def pause(self, learner: Learner) -> list[Event]:
        """Stop the clock until `resume`."""
        self._require_leader(learner)
        if self.progress.phase is Phase.PAUSED:
            raise LearnerError(refusals.PAUSED_ALREADY)
        self.progress.phase = Phase.PAUSED
        self.progress.deadline = None
        return [QuizPaused()]

    def resume(self, now: datetime) -> list[Event]:
        """Show the card again that stood when the quiz was paused or cut off."""
        done = self.progress.number in self.progress.closed
        if self.round is None or done or (self.plan.alone and self.answers()):
            return self._open_next(now)
        self.progress.phase = Phase.OPEN
        self.progress.opened = now
        self.progress.deadline = self._after(now, self.plan.seconds)
        return [CardOpened(self.round, self.total)]

    def revealed(self) -> CardClosed | None:
        """Tell again how the shown card was closed, where it is."""
        closing = self.progress.closed.get(self.progress.number)
        if self.round is None or closing is None:
            return None
        return self._closed(self.round, closing)

    def stop(self, learner: Learner, now: datetime) -> list[Event]:
        """End the quiz, and reveal an open card; only for the starter and moderators."""
        self._require_leader(learner)
        shown = self.is_open and not self.plan.alone
        events = self._close(Closing.REVEALED, now) if shown else []
        return events + self._end()

    def forget(self, learner: str) -> None:
        """Keep a learner who is erased no longer among those who lead or voted."""
        self.progress.skips.discard(learner)
        if self.plan.starter == learner:
            self.plan = replace(self.plan, starter="")

    def give_up(self) -> None:
        """End a quiz that can no longer be shown to anybody."""
        self._end()

    def tick(self, now: datetime) -> list[Event]:
        """Do what is due by the clock: close the card, or go on to the next."""
        if self.progress.deadline is None or now < self.progress.deadline:
            return []
        if self.is_open:
            return self._close(Closing.TIME, now)
        return self._open_next(now) if self.progress.phase is Phase.REVEALED else []

    def _on_card(self) -> list[Attempt]:
        return self._ledger.by_number.get(self.progress.number, [])

    def _require_open(self) -> Round:
        if self.progress.phase is Phase.PAUSED:
            raise LearnerError(refusals.QUIZ_IS_PAUSED)
        if not self.is_open or self.round is None:
            raise LearnerError(refusals.QUESTION_IS_OVER)
        return self.round

    def _may_lead(self, learner: Learner) -> bool:
        return self.plan.alone or learner.moderator or learner.id == self.plan.starter

    def _require_leader(self, learner: Learner) -> None:
        if not self._may_lead(learner):
            raise NotAllowedError(refusals.ONLY_LEADERS)

    def _attempt(
        self, learner: Learner, text: str, judgement: Judgement, now: datetime, origin: str
    ) -> Attempt:
        shown = self._require_open()
        right = judgement.verdict is Verdict.CORRECT
        run = self._ledger.streaks.get(learner.id, 0)
        opened = self.progress.opened or now
        return Attempt(
            session=self.plan.id,
            number=shown.number,
            turn=sum(a.learner == learner.id for a in self._on_card()),
            community=self.plan.community,
            channel=self.plan.channel,
            learner=learner.id,
            name=learner.name,
            deck=shown.deck.id,
            deck_revision=shown.deck.revision,
            card=shown.card.id,
            tags=shown.card.tags,
            reply=text[:MAX_REPLY],
            verdict=judgement.verdict,
            reason=judgement.reason,
            points=self._points.award(self.progress.hints, run) if right else 0,
            hints=self.progress.hints,
            milliseconds=max(0, (now - opened) // timedelta(milliseconds=1)),
            at=now,
            style=self.plan.style,
            origin=origin,
        )

    def _lay_out(self, number: int) -> Round | None:
        found = self._find(*self.plan.cards[number - 1])
        return None if found is None else open_round(self.plan, number, *found)

    def _open_next(self, now: datetime) -> list[Event]:
        shown = None
        # a card that was taken out of its deck while the quiz ran is passed over
        while shown is None and self.progress.number < self.total:
            self.progress.number += 1
            shown = self._lay_out(self.progress.number)
        self.round = shown
        if shown is None or self._is_abandoned():
            return self._end()
        self.progress.phase = Phase.OPEN
        self.progress.hints = 0
        self.progress.skips = set()
        self.progress.opened = now
        self.progress.deadline = self._after(now, self.plan.seconds)
        return [CardOpened(shown, self.total)]

    def _is_abandoned(self) -> bool:
        answered = self._ledger.by_number.keys()
        last = sorted(self.progress.closed)[-ABANDONED_AFTER:]
        return (
            not self.plan.alone
            and len(last) == ABANDONED_AFTER
            and all(self.progress.closed[n] is Closing.TIME and n not in answered for n in last)
        )

    def _close(self, closing: Closing, now: datetime) -> list[Event]:
        shown = self._require_open()
        self.progress.phase = Phase.REVEALED
        self.progress.closed[shown.number] = closing
        self.progress.deadline = self._after(now, self.plan.pause)
        events: list[Event] = [self._closed(shown, closing)]
        return events + self._open_next(now) if self.plan.alone else events

    def _closed(self, shown: Round, closing: Closing) -> CardClosed:
        last = {attempt.learner: attempt for attempt in self._on_card()}
        return CardClosed(shown, self.total, closing, tuple(last.values()))

    def _end(self) -> list[Event]:
        abandoned = self._is_abandoned()
        self.progress.phase = Phase.ENDED
        self.progress.deadline = None
        missed = report.numbers_missed(self.attempts, self.progress.closed)
        found = (self._find(*self.plan.cards[number - 1]) for number in missed)
        return [
            QuizEnded(
                asked=len(self._ledger.by_number.keys() | self.progress.closed.keys()),
                total=self.total,
                places=report.places(self.attempts),
                missed=tuple(card for _, card in filter(None, found)),
                abandoned=abandoned,
            )
        ]

    @staticmethod
    def _after(now: datetime, seconds: int | None) -> datetime | None:
        return None if seconds is None else now + timedelta(seconds=seconds)


def _is_no_answer(card: Card, text: str) -> bool:
    """Tell what names neither truth nor falsehood, or no order: a slip, which costs no try."""
    match card:
        case TruthCard(answer=answer):
            other = compile_key(Answer(text="false" if answer else "true"), prompt=card.prompt)
            return judge(text, other).verdict is not Verdict.CORRECT
        case OrderCard():
            return True
        case _:
            return False
