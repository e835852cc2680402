"""Made-up names for boards that show no real ones."""

from __future__ import annotations

import hashlib
import hmac

_ADJECTIVES = """
    Amber Azure Bold Brave Bright Brisk Calm Candid Clever Coral Cosmic Crisp Curious Daring
    Dapper Eager Early Fair Fleet Frosty Gentle Golden Grand Happy Hardy Hidden Humble Indigo
    Ivory Jolly Keen Kind Lively Lucky Lunar Mellow Merry Mighty Mild Misty Neat Nimble Noble
    Olive Patient Plucky Polite Proud Quick Quiet Rapid Ruby Rustic Scarlet Serene Sharp Silver
    Sly Smart Solar Steady Sunny Swift
"""
ADJECTIVES = tuple(_ADJECTIVES.split())

_ANIMALS = """
    Alpaca Badger Bat Bear Beaver Bison Bobcat Camel Cheetah Cobra Condor Coyote Crane Cricket
    Deer Dingo Dolphin Dove Eagle Egret Falcon Ferret Finch Fox Gecko Gibbon Goose Hare Hawk
    Heron Ibex Ibis Jackal Jaguar Kestrel Koala Lark Lemur Lion Llama Lynx Magpie Marmot Marten
    Mole Moose Newt Ocelot Orca Osprey Otter Owl Panda Parrot Pelican Puffin Quail Rabbit Raven
    Robin Seal Stork Swan Tiger
"""
ANIMALS = tuple(_ANIMALS.split())

NUMBERS = 1000


def pseudonym(secret: bytes, community: str, learner: str) -> str:
    """Make up the name that a learner always has in a community; only the secret can tell whose."""
    whole = f"{community}\x1f{learner}".encode("utf-8", "surrogatepass")
    number = int.from_bytes(hmac.digest(secret, whole, hashlib.sha256)[:8], "big")
    number, adjective = divmod(number, len(ADJECTIVES))
    number, animal = divmod(number, len(ANIMALS))
    return f"{ADJECTIVES[adjective]} {ANIMALS[animal]} {number % NUMBERS}"
