"""The forms that an answer is given in, where it is hidden from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.deck import ListCard, OrderCard
from bot.core.errors import LearnerError
from bot.core.replies import refusals
from bot.core.replies.answers import LETTERS
from bot.core.replies.quizzing import ordinal
from bot.core.replies.structure import Form, FormInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.quiz.plan import Round


def answer_form(session_id: str, number: int, shown: Round | None) -> Form:
    """Ask for an answer to a card; without the card, in a line of free text."""
    action = f"submit:{session_id}:{number}"
    title = f"Question {number}"
    if shown is None or shown.number != number:
        return Form(action, title, (FormInput("answer", "Your answer"),))
    options = tuple(f"{LETTERS[n]}  {text}" for n, text in enumerate(shown.shown))
    if isinstance(shown.card, OrderCard):
        inputs = tuple(
            FormInput(f"place{n}", "First (earliest)" if n == 1 else ordinal(n), options)
            for n in range(1, len(options) + 1)
        )
        return Form(action, title, inputs)
    if options:
        return Form(action, title, (FormInput("answer", "Your answer", options),))
    is_list = isinstance(shown.card, ListCard)
    hint = "with commas between them" if is_list else "spelling is forgiven, within reason"
    return Form(action, title, (FormInput("answer", "Your answer", placeholder=hint),))


def submitted(values: Mapping[str, str]) -> str:
    """Read a submitted form as the reply that a learner would have typed.

    An option counts as its letter. LearnerError where an order names one event twice.
    """
    chosen = list(values.values())
    if len(chosen) > 1 and len(set(chosen)) < len(chosen):
        raise LearnerError(refusals.EACH_ONCE)
    return " ".join(chosen)
