"""The words of a quiz that several play: answers are hidden until all are revealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.deck import Card, ClozeCard, ListCard, OrderCard, ShortCard
from bot.core.judge import Reason, Verdict
from bot.core.quiz.events import Answered, CardClosed, Closing, QuizEnded
from bot.core.replies.answers import canonical, capitalised, joined, sentence, sources, stated
from bot.core.replies.quizzing import (
    SHOWN_MISSED,
    asked_again,
    plural,
    question_text,
    question_title,
)
from bot.core.replies.structure import Button, Countdown, Reply, Tone
from bot.core.scores import Attempt, Style
from bot.core.wording import explain_reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.quiz.session import Session

SHOWN_NAMES = 20
"""How many names a line of the reveal lists."""

PODIUM = 10
"""How many learners the end of a quiz lists."""


def open_card(session: Session) -> Reply:
    """Show the open card as it stands: the question, the hints, how many have answered."""
    shown = session.round
    if shown is None:
        return Reply(text="")
    text = question_text(shown)
    if session.hints:
        text += f"\nHint: {session.hints[-1]}"
    count = len(session.answers())
    return Reply(
        title=question_title(shown, session.total),
        text=text,
        footer=f"{count} {'has' if count == 1 else 'have'} answered",
        countdown=_countdown(session, "closes"),
        buttons=_controls(session),
    )


def asked_below() -> Reply:
    """Take the place of a card that is asked again further down."""
    return Reply(text="This question is asked again below.")


def _countdown(session: Session, what: str) -> Countdown | None:
    deadline = session.progress.deadline
    return None if deadline is None else Countdown(what, deadline)


def _controls(session: Session) -> tuple[Button, ...]:
    tail = f":{session.plan.id}:{session.progress.number}"
    skips = len(session.progress.skips)
    first: tuple[Button, ...] = (Button(f"answer{tail}", "Answer", primary=True),)
    shown = session.round
    if shown is not None and session.plan.style is Style.CHOICE:
        first = tuple(
            Button(f"choose:{session.plan.id}:{session.progress.number}:{n}", text, primary=True)
            for n, text in enumerate(shown.shown)
        )
    return (
        *first,
        Button(f"hint{tail}", "Hint"),
        Button(f"skip{tail}", f"Skip ({skips} of {session.skips_needed})" if skips else "Skip"),
        Button(f"next{tail}", "Reveal"),
        Button(f"stop{tail}", "Stop"),
    )


def closed_card(session: Session, event: CardClosed) -> Reply:
    """Reveal the answer, who was right, and why it is so."""
    card = event.round.card
    lines = []
    for word, chosen in (
        ("Right", Verdict.CORRECT),
        ("Close", Verdict.CLOSE),
        ("Not yet", Verdict.WRONG),
    ):
        attempts = [a for a in event.attempts if a.verdict is chosen]
        if attempts:
            lines.append(f"{word}: {_names(attempts, chosen)}")
    if not event.attempts:
        lines.append("Time is up." if event.closing is Closing.TIME else "Nobody answered.")
    tail = f":{session.plan.id}:{event.round.number}"
    last = event.round.number == event.total
    # what is a list reads as lines, not as a title
    listed = isinstance(card, ListCard | OrderCard)
    title = card.prompt if listed else f"{capitalised(canonical(card))}{_also(card)}"
    head = stated(card) if listed else card.prompt
    return Reply(
        title=title,
        text="\n".join([head, *lines, card.explain]).strip(),
        sources=sources(card.cite),
        footer=f"Question {event.round.number} of {event.total}",
        countdown=_countdown(session, "goes on"),
        buttons=(
            Button(f"mine{tail}", "My answer"),
            Button(f"next{tail}", "Finish" if last else "Next", primary=True),
        ),
        tone=Tone.GOOD if any(a.verdict is Verdict.CORRECT for a in event.attempts) else Tone.PLAIN,
    )


def _also(card: Card) -> str:
    if isinstance(card, ShortCard | ClozeCard) and card.answer.accept:
        known = {word.casefold() for word in card.answer.text.split()}
        # a wording that only leaves out or adds an article tells nothing new
        other = [text for text in card.answer.accept if known.isdisjoint(text.casefold().split())]
        return f" (also: {', '.join(other[:2])})" if other else ""
    return ""


def _names(attempts: Iterable[Attempt], verdict: Verdict) -> str:
    named = [
        f'{a.name} ("{a.reply[:60]}")' if verdict is Verdict.CLOSE else a.name for a in attempts
    ]
    more = len(named) - SHOWN_NAMES
    return ", ".join(named[:SHOWN_NAMES]) + (f" and {more} more" if more > 0 else "")


def taken(event: Answered) -> Reply:
    """Confirm an answer in private, without telling whether it is right."""
    if event.attempt.verdict is Verdict.CLOSE:
        return asked_again(event).privately()
    text = f'Your answer is in: "{event.attempt.reply[:200]}". It is revealed with the others.'
    return Reply(text=text, private=True)


def own_result(card: Card, attempt: Attempt) -> Reply:
    """Tell one learner in private how their own answer was judged, and why."""
    wrote = f'You wrote "{attempt.reply[:200]}".'
    if attempt.verdict is Verdict.CORRECT:
        text = joined(wrote, f"That is right: {plural(attempt.points, 'point')}.")
        return Reply(text=text, private=True, tone=Tone.GOOD)
    why = "" if attempt.reason is Reason.NOT_ATTEMPTED else explain_reason(attempt.reason)
    text = joined(wrote, sentence(why), f"The answer: {sentence(canonical(card))}", card.explain)
    return Reply(text=text, sources=sources(card.cite), private=True, tone=Tone.BAD)


def no_own_result() -> Reply:
    """Tell a learner that they have not answered."""
    return Reply(text="You did not answer this question.", private=True)


def podium(event: QuizEnded) -> Reply:
    """Name the best, and what nobody knew."""
    if not event.asked:
        return Reply(text="The quiz is over; nothing was asked.")
    head = f"Done: {plural(event.asked, 'question')}, {plural(len(event.places), 'learner')}."
    lines = [
        f"{place.rank}  {place.name} · {plural(place.points, 'point')} · {place.right} right"
        for place in event.places[:PODIUM]
    ]
    if event.abandoned:
        lines.append("Nobody was answering any more, so the quiz ended itself.")
    lines += [
        f"Nobody knew: {card.prompt} {sentence(canonical(card))}"
        for card in event.missed[:SHOWN_MISSED]
    ]
    more = len(event.missed) - SHOWN_MISSED
    if more > 0:
        lines.append(f"and {plural(more, 'question')} more.")
    return Reply(title=head, text="\n".join(lines))
