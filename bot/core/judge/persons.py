"""Judge a reply against a person's name.

Sources: ACF gameplay rules: a surname is enough unless it is shared, a wrong given name is a
wrong answer, initials and short forms stand for the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.judge.extras import judge_extras
from bot.core.judge.key import PartRule
from bot.core.judge.people import PARTICLES, SUFFIXES, TITLES, same_given_name, surname
from bot.core.judge.rosters import GIVEN_NAMES, SHARED_SURNAMES
from bot.core.judge.spelling import is_near, slip
from bot.core.judge.text import fold, word_set
from bot.core.judge.verdict import Judgement, Reason, Verdict
from bot.core.judge.wordlists import FILLERS
from bot.core.judge.words import canonical
from bot.core.wording import which_one

if TYPE_CHECKING:
    from bot.core.judge.align import Alignment
    from bot.core.judge.heard import Heard
    from bot.core.judge.key import TextKey

# "one of the Brontë sisters"; one is 1 in the form that is compared
_FAMILY = word_set("1 either sister brother family sibling twin father mother")
_NO_MATCH = Judgement(Verdict.WRONG, Reason.NO_MATCH)


def judge_person(heard: Heard, found: Alignment, key: TextKey) -> Judgement:
    """Judge a reply against a person's full name."""
    last = surname(found.wording.words)
    given = [w for w in found.wording.words if w != last and w not in SUFFIXES | PARTICLES | TITLES]
    said = [w for w in given if w not in found.missing]
    extras = [at for at in found.extras if heard.raw[at] not in TITLES | PARTICLES | SUFFIXES]
    if last in found.missing and said:
        nearly = [at for at in extras if is_near(heard.words[at], last)]
        if nearly and len(nearly) == len(extras):
            return Judgement(Verdict.CORRECT, Reason.SPELLING_FORGIVEN, found.wording.text)
    if last in found.missing:
        return _without_surname(last, said, extras, found, key)
    others = [at for at in extras if not _is_given(heard.words[at], given)]
    if "".join(heard.words[at][0] for at in others) in given:
        others = []
    fits = len(said) + len(extras) - len(others)
    place = next((at for at in found.matched if last in heard.matches[at]), 0)
    family = others and not fits and all(heard.words[at] in _FAMILY for at in others)
    if family and last in SHARED_SURNAMES:
        return _surname_alone(last, found, key)
    if _has_other_middle_name(others, place, given, heard, found) or (
        given and not fits and _is_somebody_else(others, place, given, heard)
    ):
        return Judgement(Verdict.WRONG, Reason.WRONG_NAME)
    if others and fits and all(at < place for at in others) and place - min(others) < 6:
        return _right(found)
    if others:
        found.extras = others
        return judge_extras(heard, found, key)
    if not fits and given:
        return _surname_alone(last, found, key)
    return _right(found)


def _right(found: Alignment) -> Judgement:
    reason = Reason.SPELLING_FORGIVEN if found.slips else Reason.SAME_MEANING
    return Judgement(Verdict.CORRECT, reason, found.wording.text)


def _is_given(word: str, given: list[str]) -> bool:
    """Tell whether a word is one of the given names, or the initials of several."""
    if any(same_given_name(word, name) or slip(word, name) is not None for name in given):
        return True
    return 1 < len(word) < 4 and word == "".join(name[0] for name in given)[: len(word)]


def _is_somebody_else(others: list[int], place: int, given: list[str], heard: Heard) -> bool:
    """Tell whether another given name, or a generation, tells a bearer of the surname apart."""
    if "senior" in heard.raw or _says_another_name(place, given, heard):
        return True
    before = place - 1
    return before in others and heard.raw[before] not in FILLERS


def _says_another_name(place: int, given: list[str], heard: Heard) -> bool:
    """Tell whether another given name stands before the surname, or after its comma.

    The question may have said it, so that it is no extra word.
    """
    names = heard.words[place - 1 : place] if place else []
    if len(heard.words) == 2 and place == 0 and heard.parts[0] != heard.parts[1]:
        names = heard.words[1:]
    return any(name in GIVEN_NAMES and not _is_given(name, given) for name in names)


def _has_other_middle_name(
    others: list[int], place: int, given: list[str], heard: Heard, found: Alignment
) -> bool:
    """Tell George H. W. Bush from George W. Bush: a middle name that the key has no room for."""
    if len(given) < 2 or not found.matched:
        return False
    inner = [heard.words[at] for at in others if found.matched[0] < at < place]
    unsaid = any(word in found.missing for word in given[1:])
    return bool(inner) and (unsaid or any(len(word) == 1 for word in inner))


def _without_surname(
    last: str, said: list[str], extras: list[int], found: Alignment, key: TextKey
) -> Judgement:
    if extras or not said or key.part is PartRule.IS_WRONG:
        return _NO_MATCH
    if last in key.prompt_words:
        return _right(found)
    if any(word in key.prompt_words for word in said):
        return Judgement(Verdict.WRONG, Reason.ECHO)
    if key.part is PartRule.IS_ENOUGH:
        return _NO_MATCH
    return Judgement(Verdict.CLOSE, Reason.GIVEN_NAME_ONLY, found.wording.text)


def _surname_alone(last: str, found: Alignment, key: TextKey) -> Judgement:
    if last in SHARED_SURNAMES or key.names.by_last_word.get(last, frozenset()) - key.own:
        text = found.wording.text
        name = next((part for part in text.split() if canonical(fold(part)) == last), "")
        say = which_one(name) if name else ""
        return Judgement(Verdict.CLOSE, Reason.WHICH_ONE, text, say)
    reason = Reason.SPELLING_FORGIVEN if found.slips else Reason.SURNAME
    return Judgement(Verdict.CORRECT, reason, found.wording.text)
