"""The words of a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.deck import TruthCard
from bot.core.judge import Reason, Verdict
from bot.core.quiz.events import (
    Answered,
    CardClosed,
    CardOpened,
    Closing,
    HintGiven,
    QuizEnded,
)
from bot.core.replies.answers import (
    canonical,
    how_to_answer,
    lettered,
    sentence,
    sources,
)
from bot.core.replies.structure import Button, Reply, Tone
from bot.core.wording import explain_reason

if TYPE_CHECKING:
    from bot.core.deck import Card
    from bot.core.quiz.plan import Round
    from bot.core.scores import Attempt, Standing

SHOWN_MISSED = 5
"""How many missed cards the end of a quiz names; /quiz start missed:yes has them all."""


def plural(count: int, noun: str) -> str:
    """Count things: "1 point", "2 points", "1,204 points"."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def ordinal(number: int) -> str:
    """Write 1st, 2nd, 3rd, 4th, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number:,}{ending or 'th'}"


def question_title(shown: Round, total: int) -> str:
    """Say which card of how many this is, what it is about and how hard it is."""
    tag = f" · {shown.card.tags[0]}" if shown.card.tags else ""
    return f"Question {shown.number} of {total}{tag} · difficulty {shown.card.difficulty}"


def question_text(shown: Round) -> str:
    """Write the question with its options and how to answer it."""
    options = "" if isinstance(shown.card, TruthCard) else lettered(shown.shown)
    parts = (shown.card.prompt, options, how_to_answer(shown.card))
    return "\n".join(part for part in parts if part)


def question(event: CardOpened) -> Reply:
    """Ask a lone learner."""
    return Reply(
        title=question_title(event.round, event.total),
        text=question_text(event.round),
        buttons=card_buttons(event.round),
    )


def card_buttons(shown: Round) -> tuple[Button, ...]:
    """Offer the controls of an open card; each names the card that it is for."""
    tail = f":{shown.session}:{shown.number}"
    return (
        Button(f"answer{tail}", "Answer", primary=True),
        Button(f"hint{tail}", "Hint"),
        Button(f"skip{tail}", "Skip"),
        Button(f"stop{tail}", "Stop"),
    )


def asked_again(event: Answered) -> Reply:
    """Tell that a reply is nearly right, without giving the answer away."""
    say = event.judgement.say or explain_reason(event.judgement.reason) or "Be more specific."
    return Reply(text=f"Close: {say[:1].lower()}{say[1:]}", tone=Tone.CLOSE)


def verdict(event: CardClosed, attempt: Attempt) -> Reply:
    """Tell a lone learner whether they were right, what is right, and why."""
    card = event.round.card
    right = canonical(card)
    if attempt.verdict is Verdict.CORRECT:
        head = f"✓ Correct, {plural(attempt.points, 'point')}: {sentence(right)}"
        tone = Tone.GOOD
    elif attempt.reason is Reason.SKIPPED:
        head, tone = f"Skipped: {sentence(right)}", Tone.PLAIN
    elif attempt.reason is Reason.NOT_ATTEMPTED:
        head, tone = f"The answer: {sentence(right)}", Tone.PLAIN
    else:
        why = explain_reason(attempt.reason)
        told = f"{sentence(why)} The answer:" if why else "Not quite:"
        head = f"✗ {told} {sentence(right)}"
        tone = Tone.BAD
    return Reply(text=f"{head}\n{card.explain}".strip(), sources=sources(card.cite), tone=tone)


def times_up(event: CardClosed) -> Reply:
    """Tell a lone learner that the time is over."""
    card = event.round.card
    text = f"Time is up. It was {canonical(card)}.\n{card.explain}"
    return Reply(text=text, sources=sources(card.cite))


def closed_alone(event: CardClosed) -> Reply:
    """Tell a lone learner how the card ended."""
    if event.closing is Closing.TIME or not event.attempts:
        return times_up(event)
    return verdict(event, event.attempts[-1])


def hint(event: HintGiven) -> Reply:
    """Give a hint, and say what is left."""
    left = f"{plural(event.left, 'more hint')}." if event.left else "That was the last hint."
    return Reply(text=f"Hint: {event.text}", footer=left)


def no_hint() -> Reply:
    """Say that there is nothing left to hint at."""
    return Reply(text="There is no further hint for this question.")


def paused() -> Reply:
    """Say how to go on."""
    return Reply(text="Paused. /quiz resume goes on with it.")


def ended_alone(event: QuizEnded, today: Standing | None) -> Reply:
    """Tell a lone learner what the quiz came to, and what to look at again."""
    mine = event.places[0] if event.places else None
    right, points = (mine.right, mine.points) if mine else (0, 0)
    parts = [f"{right} of {event.asked} right", plural(points, "point")]
    if today is not None and points:
        parts.append(f"{ordinal(today.rank)} today")
    head = " · ".join(parts) if event.asked else "The quiz is over; nothing was asked."
    return Reply(text="\n".join(filter(None, (head, missed_line(event.missed)))))


def missed_line(missed: tuple[Card, ...]) -> str:
    """Name what was missed and how to play it again."""
    if not missed:
        return ""
    named = " / ".join(card.prompt for card in missed[:SHOWN_MISSED])
    more = len(missed) - SHOWN_MISSED
    rest = f" / and {more} more" if more > 0 else ""
    return f"To look at again: {named}{rest}\n/quiz start missed:yes plays what you missed again."


def waiting(number: int, total: int, deck: str) -> Reply:
    """Offer a quiz that was cut off."""
    return Reply(
        text=f"A quiz on {deck} stopped at question {number} of {total}: "
        "/quiz resume goes on with it, /quiz stop ends it."
    )
