"""Learn the weights of the index: `python bench/learn_search.py FOLDER [DECK.toml ...]`.

FOLDER holds `search/squad_train` (questions and sentences of a part of SQuAD 1.1, CC BY-SA 4.0),
`search/banking77_full` (only its entries: the training questions of BANKING77, CC BY 4.0) and
`drafting/squad2_paragraphs.jsonl` (paragraphs of SQuAD 2.0, CC BY-SA 4.0). Of the texts nothing is
kept but counts of stems (english.json) and two lists of weights (weights.json).

The order is learnt listwise: the softmax over the candidates of a query gives the right one the
greatest share. The probability is a logistic regression over the best candidates; for some queries
the right entry is taken away, so that it also learns what not being there looks like.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bot.core.ports import Entry, EntryKind
from bot.knowledge.decks import load_decks
from bot.knowledge.index import build_index, entries_of, features
from bot.knowledge.index.features import NAMES
from bot.knowledge.index.forms import SHORT_FORMS
from bot.knowledge.index.rank import (
    GIVEN,
    PASSAGES,
    PHRASINGS,
    SIGNS,
    SURE_NAMES,
    Profile,
    log_odds,
    weighed,
)
from bot.knowledge.index.words import FILLERS, STOP_WORDS, stem_anew, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.knowledge.index.query import Reading
    from bot.knowledge.index.search import SearchIndex

PACKAGE = Path(__file__).parent.parent / "bot" / "knowledge" / "index"
UNLEARNT = {"Huguenot", "Imperialism", "Normans"}  # articles that the measured tasks have too
LEAST_COUNT = 3
STEPS = 1500
AWAY = 0.15
Numbers = Any


@dataclass
class Asked:
    """A query with what the index compared, and which row is right (None: none is)."""

    reading: Reading
    values: Numbers
    right: int | None


def main() -> None:
    features.MOST_ENTRIES = 24  # learn from more than a search compares letter by letter
    folder, *decks = map(Path, sys.argv[1:])
    count_english(folder)
    rng = random.Random(6)
    passages = list(_passage_questions(folder, rng))
    phrasings = [
        *_phrasing_questions(folder, rng),
        *_varied_questions(folder, rng),
        *list(_deck_questions(decks, rng)) * DECK_TIMES,
    ]
    weights = {
        PHRASINGS: _learn(phrasings, rng, AWAY),
        PASSAGES: _where_it_is_there(_learn(passages, rng, AWAY), passages),
    }
    text = json.dumps(weights, indent=1)
    (PACKAGE / "weights.json").write_text(text + "\n", "utf-8")


def count_english(folder: Path) -> None:
    """Count in how many sentences and questions each stem is."""
    counts: Counter[str] = Counter()
    texts = [row["texts"][0] for row in _rows(folder / "search/squad_train/entries.jsonl")]
    queries = [row["q"] for row in _rows(folder / "search/squad_train/queries.jsonl")]
    texts += [query for query in queries if query.endswith("?")]  # the others are mistyped
    written: dict[str, set[str]] = {}
    for text in texts:
        words = {word for word in tokens(text) if word.isascii() and word.isalpha()}
        for word in words:
            written.setdefault(stem_anew(word), set()).add(word)
        counts.update({stem_anew(word) for word in words})
    kept = {stemmed: n for stemmed, n in sorted(counts.items()) if n >= LEAST_COUNT}
    words_of = {stemmed: " ".join(sorted(written[stemmed])) for stemmed in kept}
    english = {"texts": len(texts), "counts": kept, "words": words_of}
    data = json.dumps(english, separators=(",", ":"))
    (PACKAGE / "english.json").write_text(data + "\n", "utf-8")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# ── what is asked ───────────────────────────────────────────────────────────────────────────────


def _passage_questions(folder: Path, rng: random.Random) -> Iterator[Asked]:
    rows = list(_rows(folder / "search/squad_train/entries.jsonl"))
    texts = [row["texts"][0] for row in rows]
    bare = build_index(_passage(row["id"], row["texts"][0]) for row in rows)
    near = build_index(
        _passage(row["id"], row["texts"][0], "", " ".join(texts[max(n - 2, 0) : n + 3]))
        for n, row in enumerate(rows)
    )
    for row in _rows(folder / "search/squad_train/queries.jsonl"):
        yield from _ask(rng.choice((bare, near)), row["q"], set(row["gold"]))
    entries, questions = [], []
    for number, row in enumerate(_rows(folder / "drafting/squad2_paragraphs.jsonl")):
        if row["title"] in UNLEARNT:
            continue
        sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", row["paragraph"])
        for place, sentence in enumerate(sentences):
            name = f"{number}.{place}"
            entries.append(_passage(name, sentence, row["title"], row["paragraph"]))
        for question in row["questions"]:
            having = [n for n, s in enumerate(sentences) if question["a"][0] in s]
            if having:
                questions.append((question["q"], f"{number}.{having[0]}"))
    index = build_index(entries)
    for question, right in questions:
        for share in (0.0, 0.1, 0.2):
            yield from _ask(index, mistyped(question, rng, share), {right})


def _passage(name: str, text: str, title: str = "", context: str = "") -> Entry:
    kind = EntryKind.PASSAGE
    return Entry(id=name, kind=kind, deck="", texts=(text,), title=title, context=context)


def _phrasing_questions(folder: Path, rng: random.Random) -> Iterator[Asked]:
    rows = {r["id"]: r["texts"] for r in _rows(folder / "search/banking77_full/entries.jsonl")}
    foreign = [row["q"] for row in _rows(folder / "search/squad_train/queries.jsonl")]
    for size in (1, 2, 3, 5, 8, 10, 10, 20, 60):
        chosen = rng.sample(sorted(rows), rng.choice((30, 55, 77)))
        yield from _ask_phrasings({name: rows[name] for name in chosen}, size, foreign, rng)


def _deck_questions(paths: list[Path], rng: random.Random) -> Iterator[Asked]:
    """Ask what a deck's own phrasings ask while the index lacks them, or the whole entry."""
    library = load_decks(paths)
    for deck in library.decks:
        # without its file of phrasings, which would outweigh all other subjects
        entries = entries_of(deck, library.passages.get(deck.id, ()))
        for fold in range(FOLDS):
            kept: list[Entry] = []
            asked: list[tuple[str, str]] = []
            for number, entry in enumerate(entries):
                texts = entry.texts
                if entry.kind is EntryKind.PASSAGE:
                    continue
                if number % FOLDS_AWAY == fold % FOLDS_AWAY and entry.kind is EntryKind.CARD:
                    asked += [(text, f"{entry.kind}:{entry.id}") for text in texts[1:3]]
                    continue
                last = len(texts) - (entry.kind is EntryKind.CARD)  # a card's answer
                out = [t for n, t in enumerate(texts[:last]) if n % FOLDS == fold and n]
                if entry.kind is EntryKind.TERM or entry.kind is EntryKind.EVENT:
                    out = []
                asked += [(text, f"{entry.kind}:{entry.id}") for text in out]
                if entry.kind in (EntryKind.TERM, EntryKind.EVENT) and number % FOLDS == fold:
                    asked.append((rng.choice(texts), f"{entry.kind}:{entry.id}"))
                left = tuple(text for text in texts if text not in out)
                kept.append(replace(entry, id=f"{entry.kind}:{entry.id}", texts=left))
            index = build_index(kept)
            words = [word for entry in kept for word in entry.texts[0].split() if len(word) > 4]
            for number, (text, right) in enumerate(asked):
                if number % NEAR == 1:
                    yield from _ask(index, near_miss(text, words, rng), set())
                    there = rng.choice(rng.choice(kept).texts)
                    yield from _ask(index, near_miss(there, words, rng), set())
                yield from _ask(
                    index, mistyped(text, rng, rng.choice((0.0, 0.0, 0.1, 0.2))), {right}
                )


NEAR = 6  # one question in so many is also asked as a near miss
DECK_TIMES = 3  # a deck's questions count, for they are what is asked most
FOLDS, FOLDS_AWAY = 4, 12
"""Each question is left out once in so many times, each card in so many"""


def _varied_questions(folder: Path, rng: random.Random) -> Iterator[Asked]:
    """Ask questions about many subjects anew, by rule: there is no free set of real ones.

    Only half of the questions about a subject are in the index; the others are near misses.
    """
    questions = list(_questions_by_subject(folder))
    words = [word for question in questions for word in question[:-1].split() if len(word) > 4]
    for size, phrasings, times in DECKS:
        for _ in range(times):
            start = rng.randrange(max(len(questions) - 2 * size, 1))
            block = rng.sample(questions[start : start + 2 * size], min(2 * size, len(questions)))
            half = len(block) // 2
            index = build_index(
                Entry(
                    id=question,
                    kind=EntryKind.CARD,
                    deck="",
                    texts=(
                        question,
                        *(
                            varied(question, words, rng)
                            for _ in range(rng.randint(1, phrasings) - 1)
                        ),
                    ),
                )
                for question in block[:half]
            )
            asked = block[: min(half, 450)] + block[half : half + min(half, 300)]
            for number, question in enumerate(asked):
                query = varied(question, words, rng) if number % 5 else question
                if number % NEAR == 1:
                    yield from _ask(index, near_miss(question, words, rng), set())
                query = mistyped(query, rng, rng.choice((0.0, 0.0, 0.1, 0.2)))
                yield from _ask(index, query, {question})


DECKS = ((12, 4, 20), (60, 6, 5), (250, 8, 2), (250, 3, 2), (1000, 2, 1), (1300, 4, 1))
"""How many entries with how many phrasings, how often"""


def _questions_by_subject(folder: Path) -> Iterator[str]:
    rows = list(_rows(folder / "search/squad_train/queries.jsonl"))
    rows.sort(key=lambda row: int(row["gold"][0][1:]))
    yield from dict.fromkeys(row["q"] for row in rows if row["q"].endswith("?"))
    for row in _rows(folder / "drafting/squad2_paragraphs.jsonl"):
        if row["title"] not in UNLEARNT:
            yield from dict.fromkeys(question["q"] for question in row["questions"])


def near_miss(question: str, words: list[str], rng: random.Random) -> str:
    """Ask something else about the same thing: one telling word is another."""
    said = question.rstrip("?.").split()
    telling = [n for n, word in enumerate(said) if word.lower() not in STOP_WORDS | FILLERS]
    if telling:
        said[rng.choice(telling)] = rng.choice(words)
    return " ".join(said)


def varied(question: str, words: list[str], rng: random.Random) -> str:
    """Say a question otherwise: another frame, words left out, moved or put in their place."""
    said = question.rstrip("?").strip()
    said = said[0].lower() + said[1:]
    for pattern, others in REFRAMED:
        if re.search(pattern, said) and rng.random() < 0.6:
            said = re.sub(pattern, rng.choice(others), said, count=1)
            break
    kept = []
    for word in said.split():
        chance = rng.random()
        if word.lower() in STOP_WORDS:
            kept += [word] if chance > 0.25 else []
        elif chance > 0.3 or word[0].isupper():
            kept.append(word)
        elif chance > 0.2:
            kept.append(rng.choice(words))  # stands for a synonym
    if rng.random() < 0.25 and len(kept) > 4:
        place = rng.randrange(2, len(kept) - 1)
        kept = kept[place:] + kept[:place]
    frame = rng.choice(("", "", "", "", "can you tell me ", "do you know ", "i want to know "))
    return frame + " ".join(kept or said.split())


REFRAMED = (
    (r"\bin what year\b|\bin which year\b|\bwhat year\b", ("when", "what year", "date")),
    (r"^when\b", ("what year", "in which year", "when exactly")),
    (r"^what (is|was|are|were) the name of\b", ("what \\1", "which \\1", "who \\1", "name")),
    (r"^(who|whom)\b", ("which person", "who", "name the person who")),
    (r"^how many\b", ("what number of", "how many", "number of")),
    (r"^what (is|was|are|were)\b", ("what's", "explain", "define", "tell me about", "which \\1")),
    (r"^why (did|does|do|was|is)\b", ("what is the reason", "how come", "why")),
    (r"^where\b", ("in what place", "where", "which place")),
    (r"^which\b", ("what",)),
    (r"^what\b", ("which",)),
    (r"^how (do|does|did|can)\b", ("what is the way to", "how", "best way to")),
)


def _ask_phrasings(
    rows: dict[str, list[str]], size: int, foreign: list[str], rng: random.Random
) -> Iterator[Asked]:
    entries, questions = [], []
    for name, texts in rows.items():
        mixed = rng.sample(texts, len(texts))
        own = max(
            1, min(size if size < 3 else rng.randint(size // 2, size * 3 // 2), len(mixed) // 2)
        )
        entries.append(Entry(id=name, kind=EntryKind.CARD, deck="", texts=tuple(mixed[:own])))
        questions += [(text, name) for text in mixed[own : own + 25]]
    index = build_index(entries)
    for number, (question, name) in enumerate(questions):
        asked = mistyped(question, rng, (0.0, 0.0, 0.1, 0.2)[number % 4])
        yield from _ask(index, asked, {name})
    for question in rng.sample(foreign, len(questions) // 8):
        yield from _ask(index, question, set())


def _ask(index: SearchIndex, query: str, right: set[str]) -> Iterator[Asked]:
    reading, (compared,) = index.compare(query)
    if compared is None or not len(compared.entries):
        return
    part = index.shelves[0].part
    names = [part.entries[number].id for number in compared.entries.tolist()]
    place = next((n for n, name in enumerate(names) if name in right), None)
    known = any(entry.id in right for entry in part.entries)
    if place is not None and part.entries[compared.entries[place]].kind is EntryKind.CARD:
        # an event that tells what the card asks is no mistake
        events = part.is_event[compared.entries]
        yield Asked(reading, compared.values[~events], place - int(events[:place].sum()))
        return
    yield Asked(reading, compared.values, place if known else None)


def mistyped(text: str, rng: random.Random, share: float) -> str:
    """Type a question as people do in a chat: a share of the words mistyped or shortened."""
    if not share:
        return text
    long = {word: short for short, word in SHORT_FORMS.items()}
    words = re.sub(r"[^\w\s]", "", text.lower()).split()
    result = [_slip(long.get(word, word), rng) if rng.random() < share else word for word in words]
    if share > 0.15 and len(result) > 2 and rng.random() < 0.3:
        place = rng.randrange(len(result) - 1)
        result[place : place + 2] = [result[place] + result[place + 1]]
    return " ".join(result)


def _slip(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    place = rng.randrange(len(word) - 1)
    letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
    return rng.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[:place] + word[place + 1] + word[place] + word[place + 2 :],
            word[:place] + word[place] + word[place:],
        )
    )


# ── what is learnt ──────────────────────────────────────────────────────────────────────────────


def _learn(questions: list[Asked], rng: random.Random, away: float) -> dict[str, Any]:
    """Learn a profile; for a share of the questions the right entry is taken away."""
    rank = _learn_order([asked for asked in questions if asked.right is not None])
    units = [Profile(rank, unit) for unit in np.eye(len(SURE_NAMES))]
    facts, labels = [], []
    for asked in questions:
        values, right = asked.values, asked.right
        if right is not None and rng.random() < away:
            values, right = np.delete(values, right, axis=0), None
        if not len(values):
            continue
        score = np.round((values * rank).sum(axis=1), 6)
        best = np.argsort(-score)[:4]
        # what counts for being right is the sum of what each weight alone would make of it
        facts.append(
            np.stack([log_odds(weighed(values, u), asked.reading, u) for u in units], 1)[best]
        )
        labels.append(best == right if right is not None else best < 0)
    sure = _learn_chance(np.concatenate(facts), np.concatenate(labels))
    return {"rank": _named(NAMES, rank), "sure": _named(SURE_NAMES, sure)}


def _where_it_is_there(learnt: dict[str, Any], questions: list[Asked]) -> dict[str, Any]:
    """Shift the probability to that of questions which the notes answer.

    Whether they do cannot be told by words (a passage is quoted, never stated), so what was taken
    away teaches what counts, and not how much is missing.
    """
    rank, sure = (
        np.array([learnt[part].get(name, 0.0) for name in names])
        for part, names in (("rank", NAMES), ("sure", SURE_NAMES))
    )
    profile = Profile(rank, sure)
    odds, right = [], []
    for asked in questions:
        every = np.array(log_odds(weighed(asked.values, profile), asked.reading, profile))
        odds.append(every.max())
        right.append(every.argmax() == asked.right)
    facts = np.ones((len(odds), 1))
    given, labels = np.array(odds), np.array(right)
    shift = _descend(
        lambda w: facts.T @ (1 / (1 + np.exp(-given - facts @ w)) - labels) / len(labels),
        np.zeros(1),
    )
    return learnt | {"sure": learnt["sure"] | {"one": round(sure[0] + float(shift[0]), 4)}}


def _named(names: Sequence[str], weights: Numbers) -> dict[str, float]:
    named = zip(names, weights, strict=True)
    return {name: round(float(weight), 4) for name, weight in named if name not in GIVEN}


def _learn_order(questions: list[Asked]) -> Numbers:
    """Maximise the share of the right rows in the softmax over their lists (ListNet)."""
    deepest = max(len(asked.values) for asked in questions)
    values = np.zeros((len(questions), deepest, len(NAMES)))
    there = np.zeros((len(questions), deepest), bool)
    right = np.array([asked.right for asked in questions])
    for number, asked in enumerate(questions):
        values[number, : len(asked.values)] = asked.values
        there[number, : len(asked.values)] = True
    wanted = np.eye(deepest)[right]

    def slope(weights: Numbers) -> Numbers:
        points = np.where(there, values @ weights, -1e9)
        shares = np.exp(points - points.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return np.einsum("qcf,qc->f", values, shares - wanted) / len(values) + 2e-4 * weights

    return _descend(slope, np.ones(len(NAMES)))


def _learn_chance(facts: Numbers, labels: Numbers) -> Numbers:
    """Fit a logistic regression whose weights keep the signs that they must have."""
    signs = [SIGNS.get(name, 0) for name in SURE_NAMES]
    least = np.array([0.0 if sign > 0 else -np.inf for sign in signs])
    most = np.array([0.0 if sign < 0 else np.inf for sign in signs])

    def slope(weights: Numbers) -> Numbers:
        chances = 1 / (1 + np.exp(-np.clip(facts @ weights, -30, 30)))
        return facts.T @ (chances - labels) / len(labels) + 1e-4 * weights

    return _descend(slope, np.zeros(facts.shape[1]), least, most)


def _descend(
    slope: Callable[[Numbers], Numbers],
    weights: Numbers,
    least: Numbers = -np.inf,
    most: Numbers = np.inf,
) -> Numbers:
    """Follow the slope down with Adam (Kingma and Ba 2015), between bounds."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        now = slope(weights)
        mean = 0.9 * mean + 0.1 * now
        square = 0.999 * square + 0.001 * now**2
        rate = 0.1 * (1 - step / STEPS) + 1e-4
        stride = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights = np.clip(weights - rate * stride, least, most)
    return weights


if __name__ == "__main__":
    main()
