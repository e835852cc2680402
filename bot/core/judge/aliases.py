"""Other names that any quizmaster takes for an answer, though the card does not list them.

Sources: ISO 3166 and everyday names of states and of their peoples, the SI brochure's unit symbols,
IUPAC's element symbols and common formulas, the international code of nomenclature (a genus may be
cut to its first letter), ABO notation, and initialisms that are better known than what they stand
for. None is taken where the question says it already or asks for the very form of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.judge.key import Kind
from bot.core.judge.rosters import CONTINENT_OF, COUNTRY_OF, STATE_CODES
from bot.core.judge.text import word_set
from bot.core.judge.units import ALIAS, fold_units
from bot.core.judge.wordlists import SMALL
from bot.core.judge.words import canonical_words

if TYPE_CHECKING:
    from bot.core.judge.key import Wording


def _key(name: str) -> tuple[str, ...]:
    """Give the words by which a wording of this name is compared."""
    words = name.split()
    return tuple(canonical_words([word for word in words if word not in SMALL] or words))


_SAME = """usa, us, united states, united states of america, america
uk, united kingdom, great britain, britain
ussr, soviet union, union of soviet socialist republics
uae, united arab emirates
drc, democratic republic of congo, congo kinshasa
dprk, north korea
prc, china, peoples republic of china
roc, taiwan
frg, west germany
gdr, east germany, ddr
world war 1, ww1, wwi, first world war, great war
world war 2, ww2, wwii, second world war
holland, netherlands
burma, myanmar
persia, iran
ivory coast, cote divoire
czech republic, czechia
swaziland, eswatini
spain, espana
germany, deutschland
bombay, mumbai
washington dc, washington d c
rio de janeiro, rio
alpha, α
beta, β
gamma, γ
delta, δ
epsilon, ε
theta, θ
lambda, λ
mu, μ
pi, π
rho, ρ
sigma, σ
tau, τ
phi, φ
chi, χ
psi, ψ
omega, ω
new york city, nyc
los angeles, la
jfk, john f kennedy, john fitzgerald kennedy
fdr, franklin d roosevelt, franklin delano roosevelt
lbj, lyndon b johnson, lyndon baines johnson
mlk, martin luther king, martin luther king junior
"""
_SUBSTANCES = """laughing gas, nitrous oxide, n2o
vitamin c, ascorbic acid
table salt, sodium chloride, nacl
carbon dioxide, co2
carbon monoxide, co
water, h2o
hydrogen peroxide, h2o2
methane, ch4
ammonia, nh3
hydrochloric acid, hcl
sulfuric acid, h2so4
nitric acid, hno3
sodium hydroxide, naoh, caustic soda
calcium carbonate, caco3
sulfur dioxide, so2
glucose, c6h12o6
ozone, o3
hydrogen, h, h2
helium, he
carbon, c
nitrogen, n, n2
oxygen, o, o2
sodium, na, natrium
magnesium, mg
aluminum, al
silicon, si
phosphorus, p
sulfur, s
chlorine, cl, cl2
potassium, k, kalium
calcium, ca
iron, fe, ferrum
copper, cu, cuprum
zinc, zn
silver, ag, argentum
tin, sn, stannum
iodine, i2
gold, au, aurum
mercury, hg, quicksilver
lead, pb, plumbum
uranium, u
tungsten, wolfram
"""
_INITIALS = """nato, north atlantic treaty organization
un, united nations
eu, european union
who, world health organization
wto, world trade organization
imf, international monetary fund
opec, organization of petroleum exporting countries
nasa, national aeronautics and space administration
fbi, federal bureau of investigation
cia, central intelligence agency
bbc, british broadcasting corporation
fed, federal reserve, federal reserve system
ecb, european central bank
nhs, national health service
dna, deoxyribonucleic acid
rna, ribonucleic acid
atp, adenosine triphosphate
hiv, human immunodeficiency virus
aids, acquired immune deficiency syndrome
cpu, central processing unit
ram, random access memory
html, hypertext markup language
http, hypertext transfer protocol
sql, structured query language
gdp, gross domestic product
"""


def _read(table: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Read lines of names that stand for one another."""
    return {
        _key(name): tuple(line.split(", "))
        for line in table.strip().splitlines()
        for name in line.split(", ")
    }


SYNONYMS = _read(_SAME)
SUBSTANCES = _read(_SUBSTANCES)
INITIALS = _read(_INITIALS)
_PEOPLES = """france french | germany germans | england english | spain spanish spaniards
| netherlands dutch | britain british brits | uk british | scotland scots scottish | wales welsh
| ireland irish | italy italians | portugal portuguese | russia russians | poland poles polish
| greece greeks | turkey turks | sweden swedes | norway norwegians | denmark danes | finland finns
| switzerland swiss | austria austrians | hungary hungarians | japan japanese | china chinese
| india indians | vietnam vietnamese | korea koreans | usa americans | us americans
| united_states americans | america americans | soviet_union soviets | ussr soviets
| cuba cubans | mexico mexicans | canada canadians | australia australians | brazil brazilians
| argentina argentinians argentines | egypt egyptians | israel israelis | iraq iraqis
| iran iranians persians | rome romans | athens athenians | sparta spartans | prussia prussians
| belgium belgians | serbia serbs serbians | ukraine ukrainians | carthage carthaginians
| persia persians | macedonia macedonians | troy trojans | venice venetians | norway norse"""


def _read_peoples() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Read the peoples of each land, and the lands of each people."""
    peoples: dict[str, tuple[str, ...]] = {}
    lands: dict[str, tuple[str, ...]] = {}
    for group in _PEOPLES.split("|"):
        land, *names = group.split()
        land = " ".join(canonical_words(land.split("_")))
        peoples[land] = tuple(names)
        for name in canonical_words(names):
            lands[name] = (*lands.get(name, ()), land)
    return peoples, lands


_PEOPLE_OF, _LANDS_OF = _read_peoples()
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
_WAYS = {_key(way): ways for ways in (_RISING, _FALLING) for way in ways}
_ASKS_STATE = re.compile(r"\b(?:which|what|in the) (?:us |american )?state\b")
# a code that is a word is typed for the word
_WORDS = word_set("hi id in la ma me oh ok or pa de co mo al mi ms md")
_ASKS_SUBSTANCE = re.compile(
    r"\b(?:element|metal|gas|gases|substance|compound|chemical|acid|alkali|base|molecule|ion|atom"
    r"|mineral|liquid|solid|product|reaction|vitamin|nutrient|burn|rust|plants?|make|made|contain)"
)
_ASKS_CITY = re.compile(r"\b(?:city|capital|town|where)\b")
_STATE_CODES = {
    _key(state.replace("_", " ")): code
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
        found += _PEOPLE_OF.get(name, ()) or _LANDS_OF.get(name, ())
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
