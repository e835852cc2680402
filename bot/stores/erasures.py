"""What is left of an erased learner: a stand-in, and a keyed hash that says "not again"."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING

from bot.core.scores import scrubbed

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.core.ports import Document

STAND_IN = "gone:"


def stand_in() -> str:
    """Draw the id under which the attempts of an erased learner go on."""
    return STAND_IN + secrets.token_hex(8)


def hashed(key: bytes, community: str, learner: str) -> str:
    """Hash a learner so that only a store that holds the key can tell who it was."""
    whole = f"{community}\x1f{learner}".encode("utf-8", "surrogatepass")
    return hmac.new(key, whole, hashlib.sha256).hexdigest()


def rewritten(
    document: Document, learner: str, names: Collection[str], name: str
) -> tuple[str, str] | None:
    """Return the key and body of a document without a learner; None where it was only theirs."""
    if document.key == learner or document.key.startswith(f"{learner}/"):
        return None
    key = scrubbed(document.key, learner, (), name)
    body = scrubbed(document.body, learner, names, name)
    return str(key), json.dumps(body, separators=(",", ":"))
