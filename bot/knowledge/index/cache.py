"""A built index as bytes, for a cache: arrays as they lie in memory behind a JSON table of them."""

from __future__ import annotations

import json
from dataclasses import fields
from functools import lru_cache
from hashlib import blake2b
from importlib import resources
from typing import Any

import numpy as np

from bot.core.ports import Entry, EntryKind
from bot.knowledge.index.building import build_part
from bot.knowledge.index.part import Groups, Part, Rows
from bot.knowledge.index.search import SearchIndex, Shelf
from bot.knowledge.index.spelling import Speller
from bot.knowledge.index.words import STOP_WORDS

MAGIC = b"colloquy index 2\n"
DIGEST_BYTES = 16

_BUILT_WITH = ("weights.json", "english.json", "words.py", "forms.py", "building.py", "part.py",
               "calibrate.py", "spelling.py")  # fmt: skip

_PLAIN = (
    *("deck_of", "is_passage", "is_term", "is_event", "entry_texts", "entry_of", "setting_of"),
    *("found", "weights", "length_norm", "mass", "kinds", "kind_counts", "has_number"),
)


def dump(index: SearchIndex) -> bytes:
    """Write the index as bytes; what was added since it was built is arranged anew."""
    part = index.shelves[0].part
    if len(index.shelves) > 1 or index.shelves[0].alive is not None:
        part = build_part(index.entries())
    arrays = _arrays(part)
    head: dict[str, Any] = {
        "learnt": learnt(),
        "calibration": index.calibration,
        "entries": [[getattr(entry, f.name) for f in fields(Entry)] for entry in part.entries],
        "texts": part.texts,
        "words": list(part.words),
        "stems": part.stems,
        "aliases": [[name, others] for name, others in part.aliases.items()],
        "arrays": [[name, str(array.dtype), len(array)] for name, array in arrays.items()],
    }
    body = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )
    content = b"".join(
        [len(body).to_bytes(8, "little"), body, *map(np.ndarray.tobytes, arrays.values())]
    )
    return MAGIC + _digest(content) + content


def load(data: bytes) -> SearchIndex:
    """Read an index that `dump` wrote; ValueError where it is damaged or of another version."""
    start = len(MAGIC) + DIGEST_BYTES
    content = memoryview(data)[start:]
    if data[: len(MAGIC)] != MAGIC or data[len(MAGIC) : start] != _digest(content):
        raise ValueError("the stored index is damaged or of another version")
    size = int.from_bytes(content[:8], "little")
    head = json.loads(bytes(content[8 : 8 + size]))
    if head["learnt"] != learnt():
        raise ValueError("the stored index was built with other weights")
    arrays: dict[str, Any] = {}
    offset = 8 + size
    for name, dtype, length in head["arrays"]:
        arrays[name] = np.frombuffer(content, dtype, length, offset)
        offset += arrays[name].nbytes
    slope, shift = head["calibration"]
    return SearchIndex((Shelf(_part(head, arrays)),), (slope, shift))


@lru_cache(maxsize=1)
def learnt() -> str:
    """Name the weights, counts and rules of reading that an index is built with."""
    here = resources.files(__package__)
    files = [here.joinpath(name).read_bytes() for name in _BUILT_WITH]
    return blake2b(b"".join(files), digest_size=8).hexdigest()


def _digest(content: bytes | memoryview) -> bytes:
    return blake2b(content, digest_size=DIGEST_BYTES).digest()


def _arrays(part: Part) -> dict[str, Any]:
    arrays = {name: getattr(part, name) for name in _PLAIN}
    for name in ("forward", "postings", "settings", "titles"):
        rows: Rows = getattr(part, name)
        arrays |= {f"{name}.starts": rows.starts, f"{name}.values": rows.values}
    if part.groups is not None:
        arrays |= {
            "groups.starts": part.groups.postings.starts,
            "groups.values": part.groups.postings.values,
            "groups.counts": part.groups.counts,
            "groups.norms": part.groups.norms,
        }
    arrays |= {
        "words": np.fromiter(part.words.values(), np.int32, len(part.words)),
        "speller.hashes": part.speller.hashes,
        "speller.owners": part.speller.owners,
    }
    return arrays


def _part(head: dict[str, Any], arrays: dict[str, Any]) -> Part:
    words: list[str] = head["words"]
    named: dict[str, Any] = {
        name: array for name, array in arrays.items() if "." not in name and name != "words"
    }
    for name in ("forward", "postings", "settings", "titles"):
        named[name] = Rows(arrays[f"{name}.starts"], arrays[f"{name}.values"])
    groups = None
    if "groups.starts" in arrays:
        postings = Rows(arrays["groups.starts"], arrays["groups.values"])
        groups = Groups(postings, arrays["groups.counts"], arrays["groups.norms"])
    entries = tuple(map(_entry, head["entries"]))
    return Part(
        entries=entries,
        decks=tuple(dict.fromkeys(entry.deck for entry in entries)),
        present=frozenset(entry.kind for entry in entries),
        texts=head["texts"],
        words=dict(zip(words, arrays["words"].tolist(), strict=True)),
        stems=head["stems"],
        groups=groups,
        speller=Speller(
            sorted(STOP_WORDS.union(words)), arrays["speller.hashes"], arrays["speller.owners"]
        ),
        aliases={tuple(name): tuple(map(tuple, others)) for name, others in head["aliases"]},
        **named,
    )


def _entry(row: list[Any]) -> Entry:
    identity, kind, deck, texts, title, context, also, about = row
    return Entry(
        id=identity,
        kind=EntryKind(kind),
        deck=deck,
        texts=tuple(texts),
        title=title,
        context=context,
        also=tuple(also),
        about=about,
    )
