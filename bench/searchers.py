"""Search engines that Colloquy is measured beside, each as `build(rows) -> search(query, limit)`.

A row is {"id", "texts"}; a hit is (id, score), the best text of each row counting. bm25s and
tantivy are no dependencies: what is not installed raises ModuleNotFoundError when it is built.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

from rapidfuzz import fuzz, process, utils

from bench.search import factory
from bot.knowledge.index.words import word_set

Rows = Sequence[Mapping[str, Any]]
Hits = list[tuple[str, float]]
Search = Callable[[str, int], Hits]

_WORD = re.compile(r"[^\W_]+")
_STOP_WORDS = word_set(
    """
    a an the is are was were be been being do does did of in on at to for from by with and or as it
    its this that these those what which who whom whose when where why how i you he she we they me
    my your his her our their can could would should will may might must have has had
    """
)
FUZZY_FROM, FUZZY_TWICE_FROM = 4, 8  # letters of a word that one and two edits are forgiven


def extract_one(rows: Rows) -> Search:
    """Scan all texts as bots do that begin with rapidfuzz; gives the best alone."""
    texts, owners = _flat(rows)
    choices = [utils.default_process(text) for text in texts]

    def search(query: str, _limit: int) -> Hits:
        said = utils.default_process(query)
        _, score, best = process.extractOne(said, choices, scorer=fuzz.WRatio)
        return [(owners[best], score)]

    return search


def bm25s(rows: Rows) -> Search:
    """BM25 scored beforehand into sparse arrays, stemmed where PyStemmer is installed."""
    engine = import_module("bm25s")
    logging.getLogger("bm25s").setLevel(logging.ERROR)
    try:
        stemmer = import_module("Stemmer").Stemmer("english")
    except ModuleNotFoundError:
        stemmer = None
    texts, owners = _flat(rows)
    cutter = engine.tokenization.Tokenizer(stopwords="en", stemmer=stemmer)
    index = engine.BM25()
    index.index(cutter.tokenize(texts, show_progress=False, return_as="tuple"), show_progress=False)
    several = _texts_for_each(rows)

    def search(query: str, limit: int) -> Hits:
        ids = cutter.tokenize([query], update_vocab=False, show_progress=False, return_as="ids")
        if not ids[0]:
            return []
        wanted = min(limit * several, len(texts))
        found, scores = index.retrieve(ids, k=wanted, show_progress=False, n_threads=0)
        hits = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return _best(((owners[text], score) for text, score in hits if score > 0), limit)

    return search


def tantivy(rows: Rows) -> Search:
    """Search stemmed words."""
    index, found = _tantivy(rows, "en_stem")

    def search(query: str, limit: int) -> Hits:
        words = _telling(query)
        return found(index.parse_query(" ".join(words), ["text"]), limit) if words else []

    return search


def tantivy_fuzzy(rows: Rows) -> Search:
    """Search words and, of the longer ones, also those that are one or two edits away."""
    index, found = _tantivy(rows, "default")
    engine = import_module("tantivy")
    query_of, should = engine.Query, engine.Occur.Should

    def search(query: str, limit: int) -> Hits:
        parts = []
        for word in _telling(query):
            exact = query_of.term_query(index.schema, "text", word)
            parts.append((should, query_of.boost_query(exact, 2.0)))
            if len(word) >= FUZZY_FROM:
                edits = 1 if len(word) < FUZZY_TWICE_FROM else 2
                near = query_of.fuzzy_term_query(
                    index.schema, "text", word, distance=edits, transposition_cost_one=True
                )
                parts.append((should, near))
        return found(query_of.boolean_query(parts), limit) if parts else []

    return search


def fts5(rows: Rows) -> Search:
    """Search with SQLite's own full-text index, stemmed."""
    texts, owners = _flat(rows)
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table t using fts5(x, tokenize='porter unicode61', content='')")
    base.executemany("insert into t(rowid, x) values (?, ?)", enumerate(texts))
    base.execute("insert into t(t) values ('optimize')")
    several = _texts_for_each(rows)
    ranked = "select rowid, bm25(t) from t where t match ? order by bm25(t) limit ?"

    def search(query: str, limit: int) -> Hits:
        words = " OR ".join(f'"{word}"' for word in _telling(query))
        found = base.execute(ranked, (words, limit * several)) if words else ()
        return _best(((owners[text], -score) for text, score in found), limit)

    return search


SEARCHERS: dict[str, Callable[[Rows], Search]] = {
    "extractOne(WRatio)": extract_one,
    "bm25s": bm25s,
    "tantivy, words only": tantivy,
    "tantivy, fuzzy": tantivy_fuzzy,
    "SQLite FTS5": fts5,
    "Colloquy": factory,
}


def _flat(rows: Rows) -> tuple[list[str], list[str]]:
    texts = [text for row in rows for text in row["texts"]]
    return texts, [row["id"] for row in rows for _ in row["texts"]]


def _texts_for_each(rows: Rows) -> int:
    """Say how many texts to ask for, so that enough different rows are among them."""
    each = sum(len(row["texts"]) for row in rows) / len(rows)
    return 1 if each == 1 else int(3 * each)


def _telling(query: str) -> list[str]:
    words = list(dict.fromkeys(_WORD.findall(query.lower())))
    return [word for word in words if word not in _STOP_WORDS] or words


def _best(found: Iterable[tuple[str, float]], limit: int) -> Hits:
    best: dict[str, float] = {}
    for owner, score in found:
        best.setdefault(owner, score)
    return list(best.items())[:limit]


def _tantivy(rows: Rows, tokenizer: str) -> tuple[Any, Callable[[object, int], Hits]]:
    """Build an index; give it, and what finds the rows of a parsed query."""
    engine = import_module("tantivy")
    texts, owners = _flat(rows)
    builder = engine.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name=tokenizer)
    builder.add_integer_field("number", stored=True, fast=True)
    index = engine.Index(builder.build())
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for number, text in enumerate(texts):
        writer.add_document(engine.Document(text=text, number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, several = index.searcher(), _texts_for_each(rows)

    def found(query: object, limit: int) -> Hits:
        hits = searcher.search(query, limit * several).hits
        return _best(((owners[searcher.doc(at)["number"][0]], score) for score, at in hits), limit)

    return index, found
