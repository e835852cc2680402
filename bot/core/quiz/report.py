"""What a quiz comes to in the end, folded from its attempts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.core.judge import Verdict
from bot.core.quiz.events import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.scores import Attempt


def places(attempts: Iterable[Attempt]) -> tuple[Place, ...]:
    """Rank the learners of a quiz by points; equal points share a rank."""
    points: Counter[str] = Counter()
    right: Counter[str] = Counter()
    names: dict[str, str] = {}
    for attempt in attempts:
        names[attempt.learner] = attempt.name
        points[attempt.learner] += attempt.points
        right[attempt.learner] += attempt.verdict is Verdict.CORRECT
    return tuple(
        Place(
            rank=1 + sum(more > points[learner] for more in points.values()),
            learner=learner,
            name=names[learner],
            points=points[learner],
            right=right[learner],
        )
        for learner in sorted(points, key=lambda learner: (-points[learner], learner))
    )


def answers_of(on_card: Iterable[Attempt]) -> dict[str, Attempt]:
    """Find each learner's answer among the attempts on a card; one that was close is none yet."""
    return {a.learner: a for a in on_card if a.verdict is not Verdict.CLOSE}


def numbers_missed(attempts: Sequence[Attempt], closed: Iterable[int]) -> list[int]:
    """List the cards that were asked and that nobody answered right."""
    right = {a.number for a in attempts if a.verdict is Verdict.CORRECT}
    return sorted(({a.number for a in attempts} | set(closed)) - right)
