"""From hits to one answer: what goes first, and how sure all that say the same make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.core.asking.gist import gist, places, supports
from bot.core.asking.vetting import vetted
from bot.core.deck import Correction
from bot.core.timeline import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.asking.names import Names
    from bot.core.asking.stated import Stated
    from bot.core.asking.vetting import Asked
    from bot.core.asking.wanted import Want
    from bot.core.options import Thresholds

CERTAIN = 0.99
"""The most that several hits of one answer come to together."""

NEAR_THE_TOP = 0.5
"""Share of the best chance from which an item that says more may stand for the answer."""

MOST_RIVALS = 4
"""Items that are weighed beside what the index puts first."""

ALIKE = 0.45
"""A question this like a phrasing is offered it at least, whatever else it asks."""

SMALL_GAP = 0.02
"""A rival this near to what would be stated is offered beside it instead."""


class Weighed(NamedTuple):
    """What may be stated, the answer first, how sure it is, and how that came about."""

    stated: list[Stated]
    confidence: float
    notes: tuple[str, ...] = ()


class Likeliest(NamedTuple):
    """What would be stated, the chance that it is right as far as the index knows, and why it."""

    first: Stated
    chance: float
    notes: tuple[str, ...] = ()


def likeliest(
    found: Sequence[Stated], want: Want, names: Names, thresholds: Thresholds
) -> Likeliest:
    """Choose what goes first of some items, and add up the chances of all that give its answer."""
    notes: list[str] = []
    first = _correction(found, thresholds)
    if first is None:
        near = [s for s in found if s.chance >= NEAR_THE_TOP * found[0].chance]
        first = max(near, key=lambda s: round(_together(s, found, want, names), 6))
        if first is not found[0]:
            notes.append(f"{first.hit.entry.id} says all that the likelier ones answer")
    elif first is not found[0]:
        notes.append("a correction goes before what it corrects")
    chance = _together(first, found, want, names)
    if chance > first.chance:
        same = [s.hit.entry.id for s in found if _gives(s, first, want, names)]
        notes.append(f"they say the same and count together: {', '.join(same)}")
    return Likeliest(first, chance, tuple(notes))


def weigh(asked: Asked, found: Sequence[Stated], names: Names, thresholds: Thresholds) -> Weighed:
    """Put the answer first and say how sure it is, and what else could be meant."""
    if not found:
        return Weighed([], 0.0)
    first, chance, told = likeliest(found, asked.want, names, thresholds)
    notes, confidence, near = list(told), chance, False
    if first.item is not None:
        before, confidence = chance, min(CERTAIN, vetted(chance, first, asked))
        for one in _rivals(first, found, asked.want, names):
            other = _together(one, found, asked.want, names)
            sure = min(CERTAIN, vetted(other, one, asked))
            near = near or (abs(sure - confidence) <= SMALL_GAP >= abs(other - chance))
            if sure > confidence + SMALL_GAP:
                notes.append(f"{one.hit.entry.id} speaks more of what is asked")
                first, chance, confidence, near = one, other, sure, False
        notes.append(f"it speaks of what is asked: {before:.2f} becomes {confidence:.2f}")
        if before >= ALIKE:
            confidence = max(confidence, thresholds.suggest)
    stated = [first, *(s for s in found if s is not first)]
    if near and confidence >= thresholds.sure:
        notes.append("another is about as likely")
        confidence = thresholds.sure - 0.01
    return Weighed(stated, confidence, tuple(notes))


def _rivals(first: Stated, found: Sequence[Stated], want: Want, names: Names) -> list[Stated]:
    """List what is near to what goes first and gives another answer; a correction has none."""
    if isinstance(first.item, Correction):
        return []
    least = NEAR_THE_TOP * first.chance
    near = [s for s in found if s.chance >= least and not isinstance(s.item, Correction | None)]
    return [one for one in near if not _gives(one, first, want, names)][:MOST_RIVALS]


def different(stated: Sequence[Stated]) -> list[Stated]:
    """Leave out what gives the same answer as an earlier one."""
    kept: dict[str, Stated] = {}
    for one in stated:
        entry = one.hit.entry
        kept.setdefault(f"{entry.deck}/{entry.id}" if one.item is None else gist(one.item), one)
    return list(kept.values())


def _correction(found: Sequence[Stated], thresholds: Thresholds) -> Stated | None:
    """Find the correction that is about as likely as the best hit: the claim comes first."""
    best = found[0]
    if dict(best.hit.features).get("fit", 0.0) > 0:
        # it has the date, number or name that is wanted: nothing is claimed
        return None
    for one in found:
        if isinstance(one.item, Correction):
            least = best.chance - thresholds.correction_margin
            near = one.chance >= max(least, NEAR_THE_TOP * best.chance)
            akin = best.item is not None and bool(places(one.item) & places(best.item))
            if near or (akin and one.chance >= thresholds.suggest):
                return one
    return None


def _gives(one: Stated, first: Stated, want: Want, names: Names) -> bool:
    """Tell whether the first is right where this one is."""
    if one is first:
        return True
    if one.item is None or first.item is None:
        return False
    return supports(one.item, first.item, want, names)


def _together(first: Stated, found: Sequence[Stated], want: Want, names: Names) -> float:
    """Add up the chances of all that give the answer of the first.

    The index counts an event as no rival of the cards, so that the two must not be added.
    """
    same = [s for s in found if _gives(s, first, want, names)]
    events = max((s.chance for s in same if isinstance(s.item, Event)), default=0.0)
    others = sum(s.chance for s in same if not isinstance(s.item, Event))
    return first.chance if len(same) == 1 else min(CERTAIN, max(events, others))
