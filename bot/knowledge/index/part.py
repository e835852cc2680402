"""A part of an index: entries as arrays; what is built once and shared by later indexes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.core.ports import EntryKind
from bot.knowledge.index.spelling import Speller
from bot.knowledge.index.words import (
    FILLERS,
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

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Kinds = npt.NDArray[np.int8]

STOP_WEIGHT = 0.35  # of a stop word, beside the rarity of its stem
FILLER_WEIGHT = 0.6
LENGTH_POWER = 0.6  # BM25's b: how much a long text is held against it
SATURATION = 0.9  # BM25's k1
MOST_TEXT_WORDS = 400  # of one phrasing or passage
MOST_ALIAS_WORDS = 4


@dataclass(frozen=True, slots=True)
class Rows:
    """Lists of numbers of different lengths, end to end."""

    starts: Ints
    values: Ints

    @classmethod
    def of(cls, owners: Ints, values: Ints, count: int) -> Rows:
        """Group the values by their owners, which must be in ascending order."""
        starts = np.zeros(count + 1, np.int32)
        np.cumsum(np.bincount(owners, minlength=count), out=starts[1:])
        return cls(starts, values)

    def __getitem__(self, row: int) -> Ints:
        return self.values[self.starts[row] : self.starts[row + 1]]

    def take(self, rows: Ints) -> tuple[Ints, Ints]:
        """Give the values of the rows end to end, and for each the position of its row."""
        first = self.starts[rows]
        lengths = self.starts[rows + 1] - first
        owner = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
        ends = np.cumsum(lengths)
        positions = np.arange(len(owner)) + (first - ends + lengths)[owner]
        return self.values[positions], owner


@dataclass(frozen=True, slots=True)
class Groups:
    """For each stem the entries that have it and in how many of their phrasings.

    `norms` are the lengths of the entries' centroids.
    """

    postings: Rows
    counts: Ints
    norms: Floats


@dataclass(frozen=True, slots=True)
class Part:
    """An immutable inverted index; texts and terms are numbered from 0 in each part.

    `words` maps a written word to the number of its stem, `stems` is sorted, `weights` are the
    rarities of the stems, `found` the number of texts with each. `entry_texts[e]` to
    `entry_texts[e + 1]` are an entry's texts. `kind_counts` says for each entry how many of its
    texts ask each kind of question.
    """

    entries: tuple[Entry, ...]
    decks: tuple[str, ...]
    deck_of: Ints
    is_passage: npt.NDArray[np.bool_]
    texts: list[str]
    words: dict[str, int]
    stems: list[str]
    found: Ints
    weights: Floats
    entry_of: Ints
    entry_texts: Ints
    forward: Rows
    postings: Rows
    length_norm: Floats
    mass: Floats
    setting_of: Ints
    settings: Rows
    titles: Rows
    kinds: Kinds
    kind_counts: Ints
    entry_kinds: Kinds
    has_number: npt.NDArray[np.bool_]
    groups: Groups | None
    speller: Speller
    aliases: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]

    def position(self, stemmed: str) -> int:
        """Find the number of a stem, -1 where no text has it."""
        return position_of(self.stems, stemmed)


def build_part(entries: Iterable[Entry], earlier: Part | None = None) -> Part:
    """Arrange entries; rarities count the texts of an earlier part too."""
    kept = tuple(entries)
    texts = [text for entry in kept for text in entry.texts]
    per_entry = np.fromiter((len(entry.texts) for entry in kept), np.int32, len(kept))
    kept_settings = dict.fromkeys((e.title, e.context) for e in kept if e.title or e.context)
    settings = {setting: number for number, setting in enumerate(kept_settings, 1)}
    decks = {deck: n for n, deck in enumerate(dict.fromkeys(entry.deck for entry in kept))}
    cut, owners = _cut(texts)
    title_cut, title_owners = _cut([title for title, _ in settings])
    setting_cut, setting_owners = _cut([context for _, context in settings])
    words, stems = _number(cut, title_cut, setting_cut)
    count = len(texts)
    forward = Rows.of(owners, _numbers(cut, words), count)
    pairs = np.unique(forward.values.astype(np.int64) * max(count, 1) + owners)
    terms, members = (part.astype(np.int32) for part in np.divmod(pairs, max(count, 1)))
    postings = Rows.of(terms, members, len(stems))
    found = np.diff(postings.starts)
    weights = _weights(stems, found, count, earlier)
    entry_of = np.repeat(np.arange(len(kept), dtype=np.int32), per_entry)
    setting_numbers = [settings.get((e.title, e.context), 0) for e in kept]
    lengths = np.diff(forward.starts)
    is_passage = np.fromiter((e.kind is EntryKind.PASSAGE for e in kept), np.bool_, len(kept))
    kinds = _kinds(forward, owners, words, count)
    kinds[is_passage[entry_of]] = 0  # a passage tells; its "who" asks nothing
    return Part(
        entries=kept,
        decks=tuple(decks),
        deck_of=np.fromiter((decks[e.deck] for e in kept), np.int32, len(kept)),
        is_passage=is_passage,
        texts=_spaced(cut, lengths),
        words=words,
        stems=stems,
        found=found,
        weights=weights,
        entry_of=entry_of,
        entry_texts=np.concatenate(([0], np.cumsum(per_entry))).astype(np.int32),
        forward=forward,
        postings=postings,
        length_norm=_length_norm(lengths),
        mass=np.bincount(owners, weights[forward.values], count).astype(np.float32),
        setting_of=np.array(setting_numbers, np.int32)[entry_of] if texts else entry_of,
        settings=_sets(setting_cut, setting_owners, words, len(settings)),
        titles=_sets(title_cut, title_owners, words, len(settings)),
        kinds=kinds,
        kind_counts=np.bincount(entry_of * KINDS + kinds, minlength=len(kept) * KINDS).astype(
            np.int32
        ),
        entry_kinds=np.array([list(EntryKind).index(e.kind) for e in kept], np.int8),
        has_number=_have_numbers(forward, owners, stems, count),
        groups=_groups(postings, entry_of, per_entry, weights),
        speller=Speller.over(sorted(words.keys() | STOP_WORDS)),
        aliases=_aliases(kept),
    )


def _cut(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """Cut texts into words, with the number of its text for each."""
    cut = tokens("\n".join(" ".join(text[:4_000].split()) for text in texts))
    breaks = np.fromiter((word == "\n" for word in cut), np.bool_, len(cut))
    owners = np.cumsum(breaks, dtype=np.int32)[~breaks]
    return [word for word in cut if word != "\n"], owners


def _number(*cuts: list[str]) -> tuple[dict[str, int], list[str]]:
    """Number the stems alphabetically, so that one prefix is one range."""
    written = dict.fromkeys(word for cut in cuts for word in cut)
    stem_of = {word: stem(word) for word in written}
    stems = sorted(set(stem_of.values()))
    number = {stemmed: position for position, stemmed in enumerate(stems)}
    return {word: number[stemmed] for word, stemmed in stem_of.items()}, stems


def _numbers(cut: list[str], words: Mapping[str, int]) -> Ints:
    return np.fromiter(map(words.__getitem__, cut), np.int32, len(cut))


def _sets(cut: list[str], owners: Ints, words: Mapping[str, int], count: int) -> Rows:
    """Give each setting's different words; setting 0 has none."""
    width = max(len(words), 1)
    pairs = np.unique((owners.astype(np.int64) + 1) * width + _numbers(cut, words))
    rows, values = (part.astype(np.int32) for part in np.divmod(pairs, width))
    return Rows.of(rows, values, count + 1)


def _weights(stems: Sequence[str], found: Ints, count: int, earlier: Part | None) -> Floats:
    texts = count + (len(earlier.texts) if earlier else 0)
    result = np.zeros(len(stems), np.float32)
    for number, (stemmed, here) in enumerate(zip(stems, found.tolist(), strict=True)):
        before = found_in(earlier, stemmed) if earlier else 0
        result[number] = weight(stemmed, here + before, texts) * stop_factor(stemmed)
    return result


def stop_factor(stemmed: str) -> float:
    """Weigh a stop word down; it is not dropped, for "who" and "when" tell texts apart."""
    return _FACTORS.get(stemmed, 1.0)


_FACTORS = {
    **{stem(word): FILLER_WEIGHT for word in FILLERS},
    **dict.fromkeys(STOP_WORDS, STOP_WEIGHT),
    **{stem(word): STOP_WEIGHT for word in STOP_WORDS},
}


def found_in(part: Part, stemmed: str) -> int:
    """Count the texts of a part that have the stem."""
    number = part.position(stemmed)
    return int(part.found[number]) if number >= 0 else 0


def position_of(stems: Sequence[str], stemmed: str) -> int:
    """Find a stem in the sorted list, -1 where it is not."""
    number = bisect_left(stems, stemmed)
    return number if number < len(stems) and stems[number] == stemmed else -1


def _length_norm(lengths: Ints) -> Floats:
    average = max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    norm = (SATURATION + 1) / (
        1 + SATURATION * (1 - LENGTH_POWER + LENGTH_POWER * lengths / average)
    )
    return norm.astype(np.float32)


def _kinds(forward: Rows, owners: Ints, words: Mapping[str, int], count: int) -> Kinds:
    """Give the kind of question each text asks, 0 for none (see `words.question_kind`)."""

    def having(sought: Iterable[str]) -> npt.NDArray[np.bool_]:
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


def _have_numbers(
    forward: Rows, owners: Ints, stems: Sequence[str], count: int
) -> npt.NDArray[np.bool_]:
    number = np.fromiter((s[0].isdigit() or s in NUMBER_STEMS for s in stems), np.bool_, len(stems))
    return np.bincount(owners[number[forward.values]], minlength=count) > 0


def _groups(postings: Rows, entry_of: Ints, per_entry: Ints, weights: Floats) -> Groups | None:
    """Count phrasings by entry; None where each entry has but one."""
    entries = len(per_entry)
    if len(entry_of) <= entries:
        return None
    terms = np.repeat(np.arange(len(weights)), np.diff(postings.starts))
    pairs, counts = np.unique(terms * entries + entry_of[postings.values], return_counts=True)
    owners, members = (part.astype(np.int32) for part in np.divmod(pairs, entries))
    shares = counts / np.maximum(per_entry[members], 1) * weights[owners]
    norms = np.sqrt(np.bincount(members, shares**2, entries))
    return Groups(
        Rows.of(owners, members, len(weights)),
        counts.astype(np.int32),
        np.maximum(norms, 1e-6).astype(np.float32),
    )


def _spaced(cut: list[str], lengths: Ints) -> list[str]:
    texts: list[str] = []
    start = 0
    for length in lengths.tolist():
        texts.append(" ".join(cut[start : start + length]))
        start += length
    return texts


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
