"""Words of study questions that ask for the same thing; a deck's own terms say the rest."""

from __future__ import annotations

from functools import lru_cache

from bot.knowledge.index.words import stem

_GROUPS = """
turkish turkey
russian soviet russia
american america
television tv
operation op
nuke nukes nuclear
trip journey voyage
start begin commence launch open
end finish conclude stop over
die death killed dead
kill shoot murder
leader head chief ruler
cause reason motive trigger factor
result consequence outcome effect impact aftermath
important significant significance importance key
agree accept consent approve
refuse reject decline deny
send ship deliver dispatch
place put base station deploy install
remove withdraw dismantle pull
demand request ask want insist
reply respond response answer react reaction
photo photograph picture image
see spot discover detect find
country nation state
speech address broadcast
talk negotiate negotiation discuss discussion
meet meeting summit conference
war conflict fighting
attack invade invasion strike raid
army troops soldiers forces
plane aircraft jet
ship vessel
weapon arms missile
deal agreement treaty pact
promise pledge undertake guarantee
warn warning threaten threat
secret hidden covert clandestine
show prove demonstrate
help aid support assist assistance
blame responsible responsibility fault
weakness disadvantage drawback
strength advantage benefit
difference differ distinguish
aim goal purpose objective intention
plan plot scheme
name called title codename
big large huge
buy purchase
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
think believe view opinion
book memoir
take seize capture confiscate nationalise
leave depart flee
arrive reach land
increase rise grow
decrease fall drop reduce
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
