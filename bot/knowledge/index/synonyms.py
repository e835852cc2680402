"""Words of study questions that ask for the same thing; a deck's own terms say the rest."""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge.index.words import stem

_GROUPS = """
turkish turkey
russian soviet russia
american america
british britain
french france
german germany
television tv telly
radio wireless
operation op mission
nuke nukes nuclear atomic
trip journey voyage visit travel
start begin commence launch open outset
end finish conclude stop over finally
die death killed dead
kill shoot murder
destroy wreck ruin
leader head chief ruler boss
cause reason motive trigger factor
result consequence outcome effect impact aftermath
important significant significance importance key crucial
agree accept consent approve
refuse reject decline deny
send ship deliver dispatch supply
place put base station deploy install
remove withdraw dismantle pull evacuate
demand request ask want insist
reply respond response answer react reaction retaliate retaliation
photo photograph picture image pic snap
see spot discover detect find notice
country nation state
speech address broadcast
talk negotiate negotiation discuss discussion
meet meeting summit conference encounter
war conflict fighting
attack invade invasion strike raid bomb bombing assault
army troops soldiers forces military
plane aircraft jet
ship vessel boat
sub submarine
pilot airman
weapon arms missile weaponry
rocket missile
deal agreement treaty pact accord bargain compromise settlement
promise pledge undertake guarantee vow assurance
warn warning threaten threat
secret hidden covert clandestine secretly quiet quietly
public publicly openly open
show prove demonstrate reveal
help aid support assist assistance back backing
blame responsible responsibility fault culprit guilty
weakness disadvantage drawback flaw
strength advantage benefit
gain benefit win
difference differ distinguish
aim goal purpose objective intention target
plan plot scheme
name called title codename
big large huge
small little tiny
buy purchase
sell sale
lose lost missing
get receive obtain
job post position role
money cash funds
cost price fee charge
quick fast rapid
wrong incorrect mistaken false
change alter modify
broken damaged
fix repair mend
make create produce
think believe view opinion reckon consider
book memoir
take seize capture confiscate nationalise grab expropriate
leave depart flee escape
arrive reach land
increase rise grow
decrease fall drop reduce cut slash
cut reduce slash lower
choose opt pick select prefer decide
decide decision choice
reach range
distance far away
near close
danger dangerous risk risky scary hazard perilous
afraid fear scared frightened worry worried anxious
angry furious outraged
humiliate humiliation embarrass embarrassing embarrassment
trust confidence
lie lied deceive deception mislead
quarrel dispute argue row disagreement
argue argument claim contend maintain
historian scholar
spy espionage intelligence
agent officer
guy man person bloke
envoy emissary messenger intermediary
channel contact link
letter message note telegram
write wrote author written draft
sign signed signature signatory
publish published release
phone telephone call
hotline line
tell told inform informed
announce announced announcement declare
hide conceal cover
know aware
deny denial denied
order command instruct
control charge
run direct lead manage
direct directed director
overthrow topple oust depose remove
coup overthrow
dictator tyrant strongman
rebel guerrilla insurgent revolutionary
exile refugee emigrant
socialist communist marxist
capitalist capitalism
ally allied alliance partner
friend friendly
enemy hostile foe rival
neighbour neighbouring border
island isle
sea ocean water
coast shore
blockade quarantine
embargo sanctions ban boycott
trade commerce
economic economy financial
oil petroleum crude
refine refinery refineries
company firm corporation business
farm land agriculture
loan credit lend lent borrow
quota allowance
tariff duty tax
import export
factory plant
worker labourer
election vote
president presidency
minister secretary
ambassador diplomat envoy
government regime administration
congress parliament
law legislation act
constitution charter
reform change
rights freedom liberty
slave slavery
empire imperial colony colonial
independent independence
revolution revolt uprising rising rebellion
protest demonstrate march
riot unrest
arrest imprison jail
trial court
crime criminal
police policeman
poor poverty
rich wealthy wealth
hunger famine starvation starve
disease illness sickness
doctor physician
religion religious church faith
king monarch
queen monarch
noble aristocrat
century era period age
early beginning
late later
before prior earlier beforehand
after afterwards following subsequently
during amid
next following then
first initial initially earliest
last final latest
length duration last long
wait delay postpone
keep retain hold
give hand offer
offer propose proposal suggest suggestion
condition term requirement demand
exchange return swap trade
concession compromise
win victory winner won triumph
defeat beat loss
fail failure failed unsuccessful collapse flop
succeed success successful
survive last
stand stood
move shift transfer
bring brought carry transport
fly flew flight
sail sailed voyage
turn turned back
stop halt prevent block
prevent avoid avert
allow permit let
force compel make
push pressure press
urge encourage persuade
hope wish desire
need require
use employ
try attempt effort
test trial
build construct built
house home
street road
town city
capital city
mountain hill
river stream
number amount quantity total
many several numerous
group team party
member part
join joined enter
divide split
unite union
share joint
equal equality same
similar alike
opposite contrary reverse
main chief principal major
real actual true genuine
fake false forged
new recent modern
old ancient former
strong powerful power mighty
weak feeble
hard difficult tough
easy simple
good positive
bad negative
best greatest
clever smart
brave courage
cruel harsh brutal
fair just
legal lawful
illegal unlawful
safe security
ready prepared
full complete whole entire
empty vacant
hot heat warm
cold cool
light bright
heavy weight weigh
energy power
speed velocity pace
measure calculate
experiment test
theory idea hypothesis
cell organism
animal creature
plant vegetation
water liquid
chemical substance compound
element atom
describe depict
explain clarify
define definition meaning
compare contrast
interpret interpretation view
evidence proof
source document
example instance
summary overview
""".strip()


@lru_cache(maxsize=1)
def synonyms() -> dict[str, tuple[str, ...]]:
    """Map a stem to the stems of the words that may stand for it."""
    found: dict[str, dict[str, None]] = {}
    for line in _GROUPS.splitlines():
        stems = [stem(word) for word in line.split()]
        for one in stems:
            found.setdefault(one, {}).update(dict.fromkeys(s for s in stems if s != one))
    return {one: tuple(others) for one, others in found.items()}
