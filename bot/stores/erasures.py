"""What is left of an erased learner: a stand-in, and a keyed hash that says "not again"."""

from __future__ import annotations

import hashlib
import hmac
import secrets

STAND_IN = "gone:"


def stand_in() -> str:
    """Draw the id under which the attempts of an erased learner go on."""
    return STAND_IN + secrets.token_hex(8)


def hashed(key: bytes, community: str, learner: str) -> str:
    """Hash a learner so that only a store that holds the key can tell who it was."""
    whole = f"{community}\x1f{learner}".encode("utf-8", "surrogatepass")
    return hmac.new(key, whole, hashlib.sha256).hexdigest()
