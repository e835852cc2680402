"""Other names that any quizmaster takes for an answer, though the card does not list them.

Sources: the SI brochure's unit symbols, the international code of nomenclature (a genus may be cut
to its first letter), ABO notation, the postal codes of the United States. None is taken where the
question says it already or asks for the very form of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.judge.key import Kind
from bot.core.judge.namesakes import INITIALS, LANDS_OF, PEOPLE_OF, SUBSTANCES, SYNONYMS, key_of
from bot.core.judge.rosters import CONTINENT_OF, COUNTRY_OF, STATE_CODES
from bot.core.judge.text import word_set
from bot.core.judge.units import ALIAS, fold_units

if TYPE_CHECKING:
    from bot.core.judge.key import Wording


_ASKS_FORM = re.compile(
    r"\b(?:symbol|formula|abbreviat|acronym|initials|stands? for|short for|full name|write out"
    r"|chemical name|common name|latin name|language|adjective|nationality|demonym|capital letters"
    r"|code\b|called in)"
)
_GIVEN_FORM = re.compile(
    r"\b(?:has|have|with|whose|by|from)(?: the| a)?(?: chemical)? (?:symbol|formula|code)\b"
)
_ASKS_UNIT = re.compile(r"\b(?:unit|units|currency)\b")
_ASKS_POWER = re.compile(
    r"\b(?:country|countries|nation|power|empire|team|side|state|kingdom|who|whom|army|people)\b"
)
_ASKS_SPECIES = re.compile(
    r"\b(?:species|scientific name|binomial|bacteri|organism|parasite|pathogen|microbe|plant"
    r"|animal|hominin|human)"
)
_RISING = ("increases", "rises", "goes up", "grows", "gets bigger", "gets larger", "climbs")
_FALLING = ("decreases", "falls", "goes down", "drops", "declines", "gets smaller", "reduces")
_WAYS = {key_of(way): ways for ways in (_RISING, _FALLING) for way in ways}
_ASKS_STATE = re.compile(r"\b(?:which|what|in the) (?:us |american )?state\b")
# a code that is a word is typed for the word
_WORDS = word_set("hi id in la ma me oh ok or pa de co mo al mi ms md")
_ASKS_SUBSTANCE = re.compile(
    r"\b(?:element|metal|gas|gases|substance|compound|chemical|acid|alkali|base|molecule|ion|atom"
    r"|mineral|liquid|solid|product|reaction|vitamin|nutrient|burn|rust|plants?|make|made|contain)"
)
_ASKS_CITY = re.compile(r"\b(?:city|capital|town|where)\b")
_STATE_CODES = {
    key_of(state.replace("_", " ")): code
    for code, state in (pair.split(":") for pair in STATE_CODES.split())
    if code.lower() not in _WORDS
}
_SIGN_WORDS = {"positive": "+", "negative": "-"}
_LONGEST_MARK = 2
_NAMED = frozenset({Kind.TERM, Kind.NAME, Kind.SYMBOL})
MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks for, as far as it decides which other names are answers."""

    form: bool
    unit: bool
    power: bool
    species: bool
    state: bool
    city: bool
    substance: bool


@lru_cache(maxsize=512)
def _asked(prompt: str) -> _Asked:
    lower = _GIVEN_FORM.sub(" ", prompt.lower())
    patterns = (
        _ASKS_FORM,
        _ASKS_UNIT,
        _ASKS_POWER,
        _ASKS_SPECIES,
        _ASKS_STATE,
        _ASKS_CITY,
        _ASKS_SUBSTANCE,
    )
    return _Asked(*(pattern.search(lower) is not None for pattern in patterns))


def other_names(wording: Wording, prompt: str) -> list[str]:
    """List the other names of the thing that a wording names, where the question allows them."""
    asked = _asked(prompt)
    if not 0 < len(wording.words) <= MOST_WORDS:
        return []
    if asked.unit and not asked.form and (units := _units(wording)):
        return units
    if wording.kind not in _NAMED:
        return []
    found = _signed(wording)
    if asked.form:
        return found
    if len(wording.words) > 1 or len(wording.words[0]) > 1:
        found += SYNONYMS.get(wording.words, ())
        found += _WAYS.get(wording.words, ())
        found += SUBSTANCES.get(wording.words, ()) if asked.substance else ()
        found += INITIALS.get(wording.words, ()) if _is_initials(wording) else ()
    if asked.power:
        name = " ".join(wording.words)
        found += PEOPLE_OF.get(name, ()) or LANDS_OF.get(name, ())
    if asked.species:
        found += _with_initial(wording)
    if wording.words[-1] == "2" and wording.text.endswith(" II"):
        name = wording.text.removesuffix(" II")
        found += [f"{name} junior", f"{name} the younger"]
    if asked.state and wording.words in _STATE_CODES:
        found.append(_STATE_CODES[wording.words])
    return found


def broader_names(wording: Wording, prompt: str) -> list[str]:
    """List what is too broad: a continent for a country, a country for its capital."""
    name, asked = " ".join(wording.words), _asked(prompt)
    continent = CONTINENT_OF.get(name) if asked.power else None
    country = COUNTRY_OF.get(name) if asked.city else None
    return [broad for broad in (continent, country) if broad]


def _is_initials(wording: Wording) -> bool:
    """Tell "RAM" from a ram; what the letters stand for has several words."""
    return len(wording.words) > 1 or wording.text.replace(".", "").isupper()


def _units(wording: Wording) -> list[str]:
    """List the names and the symbol of a unit ("newton", "N")."""
    folded = fold_units(" ".join(wording.raw)).strip()
    unit = ALIAS.get(folded)
    return [] if unit is None else [name for name, same in ALIAS.items() if same == unit]


def _signed(wording: Wording) -> list[str]:
    """Write a sign for its word ("O negative", "O-")."""
    mark, *rest = wording.raw
    if len(rest) != 1 or rest[0] not in _SIGN_WORDS or len(mark) > _LONGEST_MARK:
        return []
    return [mark + _SIGN_WORDS[rest[0]]]


def _with_initial(wording: Wording) -> list[str]:
    """Cut the genus to its first letter ("E. coli")."""
    words = wording.text.split()
    if len(words) != 2:
        return []
    genus, species = words
    binomial = genus[:1].isupper() and genus[1:].islower() and species.islower()
    return [f"{genus[0]} {species}"] if binomial else []
