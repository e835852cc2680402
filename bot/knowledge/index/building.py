"""Building: from entries to the arrays of a part."""

from __future__ import annotations

from collections import defaultdict
from itertools import count as counting
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import numpy.typing as npt

from bot.core.ports import EntryKind
from bot.knowledge.index.part import Groups, Part, Rows, found_in, stop_factor
from bot.knowledge.index.spelling import Speller
from bot.knowledge.index.words import (
    KINDS,
    NARROWED,
    NUMBER_STEMS,
    OPENERS,
    QUESTION_WORDS,
    STOP_WORDS,
    WHETHER,
    stem,
    tokens,
    weight,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.ports import Entry
    from bot.knowledge.index.part import Flags, Floats, Ints, Kinds

LENGTH_POWER = 0.6  # BM25's b: how much a long text is held against it
SATURATION = 0.9  # BM25's k1
LONGEST_TEXT = 4_000  # characters; the rest of a phrasing or passage is not read
MOST_ALIAS_WORDS = 4
TEXTS_AT_ONCE = 2_000  # cut into words, so that few words are held as strings

Number = TypeVar("Number", bound=np.generic)


def build_part(entries: Iterable[Entry], earlier: Part | None = None) -> Part:
    """Arrange entries; rarities count the texts of an earlier part too."""
    kept = tuple(entries)
    per_entry = np.fromiter((len(entry.texts) for entry in kept), np.int32, len(kept))
    entry_of = np.repeat(np.arange(len(kept), dtype=np.int32), per_entry)
    settings = list(dict.fromkeys((e.title, e.context) for e in kept if e.title or e.context))
    cutter = _Cutter()
    texts: list[str] = []
    cut = cutter.cut([text for entry in kept for text in entry.texts], texts)
    titles = cutter.cut([title for title, _ in settings])
    contexts = cutter.cut([context for _, context in settings])
    words, stems, renumbered = cutter.stemmed()
    forward = Rows.of(cut[1], renumbered[cut[0]], len(texts))
    postings = _inverted(forward, cut[1], len(stems))
    weights = _weights(stems, np.diff(postings.starts), len(texts), earlier)
    is_passage = np.fromiter((e.kind is EntryKind.PASSAGE for e in kept), np.bool_, len(kept))
    kinds = _kinds(forward, cut[1], words, len(texts))
    kinds[is_passage[entry_of]] = 0  # a passage tells; its "who" asks nothing
    mass = np.bincount(cut[1], weights[forward.values], len(texts))
    decks = {deck: n for n, deck in enumerate(dict.fromkeys(entry.deck for entry in kept))}
    return Part(
        entries=kept,
        decks=tuple(decks),
        deck_of=np.fromiter((decks[e.deck] for e in kept), np.int32, len(kept)),
        is_passage=is_passage,
        is_term=np.fromiter((e.kind is EntryKind.TERM for e in kept), np.bool_, len(kept)),
        is_event=np.fromiter((e.kind is EntryKind.EVENT for e in kept), np.bool_, len(kept)),
        present=frozenset(entry.kind for entry in kept),
        texts=texts,
        words=words,
        stems=stems,
        found=np.diff(postings.starts),
        weights=weights,
        entry_of=entry_of,
        entry_texts=np.concatenate(([0], np.cumsum(per_entry))).astype(np.int32),
        forward=forward,
        postings=postings,
        length_norm=_length_norm(np.diff(forward.starts)),
        mass=np.maximum(mass, 1e-6).astype(np.float32),
        setting_of=_settings_of(kept, settings)[entry_of],
        settings=_sets(contexts[1], renumbered[contexts[0]], len(settings), len(stems)),
        titles=_sets(titles[1], renumbered[titles[0]], len(settings), len(stems)),
        kinds=kinds,
        kind_counts=_counts(entry_of * KINDS + kinds, len(kept) * KINDS),
        has_number=_have_numbers(forward, cut[1], stems, len(texts)),
        groups=_groups(postings, entry_of, per_entry, weights),
        speller=Speller.over(sorted(words.keys() | STOP_WORDS)),
        aliases=_aliases(kept),
    )


class _Cutter:
    """Cuts texts into words and numbers these as they come."""

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict(counting().__next__)
        self._numbers["\n"]

    def cut(self, texts: Sequence[str], spaced: list[str] | None = None) -> tuple[Ints, Ints]:
        """Give the numbers of the words, and of the text that each is in.

        The texts, folded and with one space between words, are added to `spaced`.
        """
        numbers, owners = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)]
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            chunk = texts[start : start + TEXTS_AT_ONCE]
            cut = tokens("\n".join(" ".join(text[:LONGEST_TEXT].split()) for text in chunk))
            found = np.fromiter(map(self._numbers.__getitem__, cut), np.int32, len(cut))
            inside = found > 0
            numbers.append(found[inside])
            owners.append(np.cumsum(~inside, dtype=np.int32)[inside] + np.int32(start))
            if spaced is not None:
                spaced.extend(map(str.strip, " ".join(cut).split("\n")))
        return np.concatenate(numbers), np.concatenate(owners)

    def stemmed(self) -> tuple[dict[str, int], list[str], Ints]:
        """Number the stems alphabetically, so that one prefix is one range.

        Gives the number of each word's stem, the stems, and the new numbers by the old.
        """
        stem_of = {word: stem(word) for word in self._numbers if word != "\n"}
        stems = sorted(set(stem_of.values()))
        number = {stemmed: position for position, stemmed in enumerate(stems)}
        words = {word: number[stemmed] for word, stemmed in stem_of.items()}
        return words, stems, np.array([0, *words.values()], np.int32)


def _distinct(keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Sort the keys and keep each once (np.unique hashes, which is slower here)."""
    keys.sort()
    new = np.ones(len(keys), np.bool_)
    new[1:] = keys[1:] != keys[:-1]
    return keys[new]


def _inverted(forward: Rows, owners: Ints, stems: int) -> Rows:
    texts = max(len(forward.starts) - 1, 1)
    terms, members = np.divmod(_distinct(forward.values.astype(np.int64) * texts + owners), texts)
    return Rows.of(terms.astype(np.int32), members.astype(np.int32), stems)


def _sets(owners: Ints, numbers: Ints, settings: int, stems: int) -> Rows:
    """Give each setting's different words; setting 0 has none."""
    width = max(stems, 1)
    rows, values = np.divmod(_distinct((owners.astype(np.int64) + 1) * width + numbers), width)
    return Rows.of(rows.astype(np.int32), values.astype(np.int32), settings + 1)


def _settings_of(entries: Sequence[Entry], settings: Sequence[tuple[str, str]]) -> Ints:
    numbers = {setting: number for number, setting in enumerate(settings, 1)}
    numbers[("", "")] = 0
    return np.array([numbers[e.title, e.context] for e in entries], np.int32)


def _counts(places: npt.NDArray[Number], length: int) -> Ints:
    return np.bincount(places, minlength=length).astype(np.int32)


def _weights(stems: Sequence[str], found: Ints, count: int, earlier: Part | None) -> Floats:
    texts = count + (len(earlier.texts) if earlier else 0)
    result = np.zeros(len(stems), np.float32)
    for number, (stemmed, here) in enumerate(zip(stems, found.tolist(), strict=True)):
        before = found_in(earlier, stemmed) if earlier else 0
        result[number] = weight(stemmed, here + before, texts) * stop_factor(stemmed)
    return result


def _length_norm(lengths: Ints) -> Floats:
    average = max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    norm = (SATURATION + 1) / (
        1 + SATURATION * (1 - LENGTH_POWER + LENGTH_POWER * lengths / average)
    )
    return norm.astype(np.float32)


def _kinds(forward: Rows, owners: Ints, words: Mapping[str, int], count: int) -> Kinds:
    """Give the kind of question each text asks, 0 for none (see `words.question_kind`)."""

    def having(sought: Iterable[str]) -> Flags:
        numbers = [words[word] for word in sought if word in words]
        flags = np.zeros(len(words) + 1, np.bool_)
        flags[numbers] = True
        return np.bincount(owners[flags[forward.values]], minlength=count) > 0

    kind_of = np.zeros(len(words) + 1, np.int8)
    for word, kind in QUESTION_WORDS.items():
        if word in words:
            kind_of[words[word]] = kind
    kinds = np.zeros(count, np.int8)
    asked = kind_of[forward.values]
    first, where = np.unique(owners[asked > 0], return_index=True)
    kinds[first] = asked[asked > 0][where]
    opening = [words[word] for word in OPENERS if word in words]
    opened = forward.starts[:-1][forward.starts[:-1] < forward.starts[1:]]
    opens = np.zeros(count, np.bool_)
    opens[owners[opened]] = np.isin(forward.values[opened], opening)
    kinds[opens & (kinds == 0)] = WHETHER
    for general, cases in NARROWED.items():
        open_ = kinds == general
        for narrower, beside in cases:
            kinds[open_ & having(beside) & (kinds == general)] = narrower
    return kinds


def _have_numbers(forward: Rows, owners: Ints, stems: Sequence[str], count: int) -> Flags:
    number = np.fromiter((s[0].isdigit() or s in NUMBER_STEMS for s in stems), np.bool_, len(stems))
    return np.bincount(owners[number[forward.values]], minlength=count) > 0


def _groups(postings: Rows, entry_of: Ints, per_entry: Ints, weights: Floats) -> Groups | None:
    """Count phrasings by entry; None where each entry has but one."""
    entries = len(per_entry)
    if len(entry_of) <= entries:
        return None
    terms = np.repeat(np.arange(len(weights)), np.diff(postings.starts))
    keys = terms * entries + entry_of[postings.values]
    pairs, counts = np.unique(keys, return_counts=True)
    owners, members = (part.astype(np.int32) for part in np.divmod(pairs, entries))
    shares = counts / np.maximum(per_entry[members], 1) * weights[owners]
    norms = np.sqrt(np.bincount(members, shares**2, entries))
    return Groups(
        Rows.of(owners, members, len(weights)),
        counts.astype(np.int32),
        np.maximum(norms, 1e-6).astype(np.float32),
    )


def _aliases(entries: Sequence[Entry]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Map each name of a term or event to its other names, all as stems."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for entry in entries:
        if entry.kind not in (EntryKind.TERM, EntryKind.EVENT):
            continue
        names = [tuple(map(stem, tokens(name))) for name in entry.also]
        names = [name for name in dict.fromkeys(names) if 0 < len(name) <= MOST_ALIAS_WORDS]
        for name in names:
            others = found.setdefault(name, {})
            others.update(dict.fromkeys(other for other in names if other != name))
    return {name: tuple(others) for name, others in found.items() if others}
