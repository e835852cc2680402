"""Tables of names that stand for one another: places, substances, initials, lands and peoples.

Sources: ISO 3166 and everyday names of states and of their peoples, IUPAC's element symbols and
common formulas, and initialisms that are better known than what they stand for.
"""

from __future__ import annotations

from bot.core.judge.wordlists import SMALL
from bot.core.judge.words import canonical_words


def key_of(name: str) -> tuple[str, ...]:
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
        key_of(name): tuple(line.split(", "))
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


PEOPLE_OF, LANDS_OF = _read_peoples()
