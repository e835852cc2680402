"""Answers that rest on several cards, terms or points: arguments, comparisons, many reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from bot.core.asking.names import ROOT, tokens, words
from bot.core.asking.wanted import LONG, Want
from bot.core.deck import CardBase, Essay, OrderCard
from bot.core.replies import asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.asking.names import Names
    from bot.core.asking.stated import Stated
    from bot.core.deck import Card, EssayPoint
    from bot.core.replies import Reply
    from bot.core.replies.asking import Item

SUBJECT = 2
"""Words at the beginning of a point, which say of whom it is."""

MOST = 4
"""Cards that are put together in one answer."""

ENOUGH = 0.1
"""Chance from which a card may be one of them."""

SHARE = 0.35
"""Share of the best card's chance from which it may."""

_PUTTING_IT = words(
    """
    evidence argument arguments argue argued arguing point points case essay blame blamed fault
    culprit responsible responsibility what extent whose main most more partly mostly plan help
    assess discuss how far good strong list examples example support supporting supports prove
    proves proof show shows side sides against both reason reasons cause caused causes compare
    compared comparison difference differences different differ between versus vs contrast
    similar was were is are be been to for of the a an and or in on with that this it its who
    which why did do does me my give gimme tell some any can could you u please pls i need
    someone anyone as from about by not no only really had has have there should would say says
    question answer historians starting started start causing explain wasnt isnt also
    strongest stronger best better holding hold held write writing wrote paragraph paragraphs
    saying sayin culpability culpable guilt guilty belongs belong bring brings intro introduction
    conclusion thesis statement claim claims use using put putting makes making made think
    thinking believe convincing key chief important biggest number one two three four five
    """
)
"""What a question of this sort may say beside its subject."""

_BLAME = words(
    """
    blame blamed fault culprit responsible responsibility causing caused cause starting started
    culpability culpable guilt guilty
    """
)
_WEIGHING = words("extent far assess discuss who whose culprit both more most mainly")
_DENYING = words("not wasnt isnt against others other")


def argued(question: str, essays: Iterable[Essay], names: Names) -> Reply | None:
    """Answer from the points of the essay that the question is about; None where there is none."""
    said = frozenset(tokens(question))
    forms = _roots(names.forms(question))
    about = _roots(names.without(question) - _PUTTING_IT)
    fitting = [essay for essay in essays if about <= _roots(tokens(_text(essay)))]
    if len(fitting) != 1:
        return None
    (essay,) = fitting
    if not said & _BLAME:
        points = [point for point in essay.points if about and about <= _roots(_of(point))]
        return asking.points("", points) if points else None
    side = _side(essay, said)
    if side is None:
        return asking.essay(essay)
    points = [point for point in essay.points if point.side == side]
    points.sort(key=lambda point: not _roots(tokens(point.text)[:SUBJECT]) & forms)
    return asking.points(side, points)


def _side(essay: Essay, said: frozenset[str]) -> str | None:
    """Choose the side that is asked for: the one that is named, else that of the others."""
    if said & _WEIGHING or not said - _PUTTING_IT:
        return None
    named = [side for side in essay.sides if (said - _PUTTING_IT) & frozenset(tokens(side))]
    rest = [side for side in essay.sides if side not in named]
    if said & _DENYING:
        named, rest = rest, named
    chosen = named or [side for side in rest if {"other", "others"} & frozenset(tokens(side))]
    return chosen[0] if len(chosen) == 1 else None


def compared(question: str, names: Names) -> Reply | None:
    """Set the things that a question names side by side; None where it wants more than that."""
    terms = names.terms(question)
    if not 2 <= len(terms) <= MOST or names.without(question) - _PUTTING_IT:
        return None
    return asking.together(terms)


def is_told(item: Item | None) -> TypeGuard[Card]:
    """Tell whether an item can be one line of a longer answer."""
    return isinstance(item, CardBase) and not isinstance(item, OrderCard)


def together(stated: Sequence[Stated], want: Want) -> list[Stated]:
    """Choose the cards that answer a wide question between them; none where it is not wide."""
    if want not in LONG or not stated:
        return []
    least = max(ENOUGH, SHARE * stated[0].chance)
    return [one for one in stated if one.chance >= least and is_told(one.item)][:MOST]


def _of(point: EssayPoint) -> list[str]:
    return tokens(" ".join((point.text, *point.evidence)))


def _text(essay: Essay) -> str:
    points = (" ".join((point.side, point.text, *point.evidence)) for point in essay.points)
    return " ".join((essay.question, *essay.asks, *points))


def _roots(said: Iterable[str]) -> frozenset[str]:
    return frozenset(word[:ROOT] for word in said)
