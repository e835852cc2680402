"""People: which wording names one, and which shorter forms of the name still say who.

Sources: ACF gameplay rules (a surname is enough unless it is shared; a wrong given name is a
wrong answer), and English and continental name order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.judge.rosters import COUNTRIES, GIVEN_NAMES
from bot.core.judge.text import fold, word_set
from bot.core.judge.words import canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLES = word_set(
    """mr mrs ms miss dr doctor prof professor sir lord lady dame saint st king queen prince
    princess emperor empress tsar czar kaiser pope president premier chairman chancellor
    minister prime general colonel captain major admiral marshal lieutenant sergeant senator
    governor judge justice reverend rev father brother sister comrade count baron duke earl
    duchess sultan pharaoh secretary mister ambassador director first chief leader dictator us
    soviet british american russian cuban french german mayor bishop archbishop cardinal rabbi
    imam ayatollah sheikh"""
)
COMPANY = word_set("corporation corp inc incorporated ltd limited company plc gmbh llc")
PARTICLES = word_set(
    """van von de der den da di du la le el al bin ibn ben del della dos das of ter ten"""
)
SUFFIXES = frozenset(["junior", "senior", "jr", "sr"])
_WHO = re.compile(
    r"\b(?:who|whom|whose)\b|\b(?:which|what|name the|name of the)\b.{0,40}\b(?:person|man|woman"
    r"|president|king|queen|monarch|emperor|leader|scientist|physicist|chemist|mathematician|author"
    r"|writer|novelist|poet|playwright|composer|artist|painter|philosopher|general|politician|actor"
    r"|actress|singer|musician|player|minister|explorer|inventor|astronaut|cosmonaut|economist"
    r"|biologist|officer|spy|ambassador|secretary|dictator|commander|premier|chancellor|director)\b"
)
# What names of things begin or end with, and what says nothing without the rest.
HEADS = word_set(
    """company university college school treaty war wars battle act party league united city
    state republic kingdom river sea ocean lake mountain mountains island islands street park
    bank church museum theatre hall tower bridge palace house band group orchestra team club
    football records brothers sisters boys girls army navy force forces crisis plan pact union
    council congress parliament court association organisation organization institute society
    empire dynasty revolution doctrine effect law theory theorem principle constant number
    disease syndrome cell cells bay gulf invasion operation missile missiles speech letter
    conference summit canal desert valley"""
)
_DIGIT = re.compile(r"\d")


_NO_NAME = HEADS | {"the", "a", "an", "of", "and"}
_INITIALS = re.compile(r"(?:[A-Z]\. ?)+[A-Z]\w")


@lru_cache(maxsize=512)
def asks_for_person(prompt: str) -> bool:
    """Tell whether a question is answered by a person's name."""
    return _WHO.search(prompt.lower()) is not None


def is_person(text: str, words: Sequence[str], prompt: str) -> bool:
    """Tell whether a wording, of which `words` are the folded words, is a person's full name."""
    if len(words) < 2 or text.islower():
        return False
    parts = text.replace(".", ". ").split()
    if not 2 <= len(parts) <= 6 or _DIGIT.search(text):
        return False
    names = [p for p in parts if p[0].isupper() or fold(p).strip(".,'") not in PARTICLES]
    if len(names) < 2 or not all(name[0].isupper() or not name[0].isalpha() for name in names):
        return False
    untitled = [word for word in words if word not in TITLES]
    if len(untitled) < 2 or not _NO_NAME.isdisjoint(words) or canonical(words[-1]).isdigit():
        return False
    if COUNTRIES.issuperset(words):
        return False
    named = canonical(untitled[0]) in GIVEN_NAMES or _INITIALS.match(text) is not None
    return named or asks_for_person(prompt)


def surname(words: tuple[str, ...]) -> str:
    """Give the last word that is not a suffix."""
    kept = [word for word in words if word not in SUFFIXES]
    return kept[-1] if kept else ""


def same_given_name(given: str, meant: str) -> bool:
    """Tell whether two given names are one: an initial, a short form or a foreign form."""
    if given == meant:
        return True
    if (len(given) == 1 or len(meant) == 1) and given[:1] == meant[:1]:
        return True
    return meant in GIVEN_NAMES.get(given, frozenset())
