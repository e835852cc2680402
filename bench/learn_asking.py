"""Learn what a card leaves unsaid: `python -m bench.learn_asking [FILE.jsonl ...]`.

The files hold labelled students' questions about the shipped deck, by default those in
`bench/questions`, which were written for this project (MIT) without sight of the deck. They are put
to the deck as it is, without its file of phrasings, and with three `asks` a card, as others write
decks. Nothing is written: the weights are printed, for `bot/core/asking/vetting.py`, and how sure
and how right questions are that the fit has not seen, each file left out in turn.

Logistic regression, drawn to nought by a Gaussian prior; fitted by Newton's method. A fact that may
only speak for an answer, or only against it, and would come out the other way round is left out.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.core.asking import Answers, Outcome
from bot.core.asking.parts import parts_of
from bot.core.options import Thresholds
from bot.core.ports import EntryKind
from bot.core.replies import asking
from bot.knowledge.decks import load_decks
from bot.knowledge.index import build_index, entries_of
from bot.settings import shipped
from tests.student_questions import Mark, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.core.ports import Entry

QUESTIONS = Path(__file__).parent / "questions"
SURE = Thresholds().sure
TIMES = (3, 1, 1)  # that each version of the deck counts
FEW = 3  # ways to ask for a card that a deck of somebody else's has
DRAW = 3.0
"""How strongly the weights of the standardised facts are drawn to nought."""

FOR = ("odds", "fit", "back", "second", "length", "likeness", "correction", "claim")
AGAINST = ("unsaid", "beyond", "corrected", "fact_unsaid", "out_of_focus", "gap", "never")


class Row(NamedTuple):
    """The facts of one question, whether what would be stated is right, and of which kind it is."""

    facts: dict[str, float]
    right: bool
    kind: str


def rows(answers: Answers, path: Path) -> list[Row]:
    """Ask the questions of a file; those that ask two things are left out."""
    found = []
    for labelled in read(path):
        question = labelled["question"]
        facts = None if parts_of(question) else answers.facts(question)
        if facts is not None:
            text = asking.answer(facts.item).text
            is_right = Mark(labelled, Outcome.SURE, text, 1.0).grade == "right"
            found.append(Row(facts.values, is_right, labelled["kind"]))
    return found


def fit(learnt: Sequence[Row]) -> tuple[float, dict[str, float]]:
    """Give the bias and the weights, 0 for what would speak the wrong way."""
    names = list(learnt[0].facts)
    nought: dict[str, float] = {}
    while True:
        bias, weights = _fitted(learnt, [name for name in names if name not in nought])
        wrong = [n for n, w in weights.items() if (n in FOR and w < 0) or (n in AGAINST and w > 0)]
        if not wrong:
            return bias, {name: weights.get(name, 0.0) for name in names}
        nought |= dict.fromkeys(wrong, 0.0)


def _fitted(learnt: Sequence[Row], names: list[str]) -> tuple[float, dict[str, float]]:
    values = np.array([[row.facts[name] for name in names] for row in learnt])
    right = np.array([row.right for row in learnt], float)
    mean, spread = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-6)
    facts = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    pull = np.diag([0.0] + [DRAW] * len(names))
    line = np.zeros(len(names) + 1)
    for _ in range(30):
        chances = 1 / (1 + np.exp(-(facts @ line)))
        slope = facts.T @ (chances - right) + pull @ line
        bend = (facts.T * (chances * (1 - chances))) @ facts + pull
        line = line - np.linalg.solve(bend, slope)
    weights = line[1:] / spread
    bias = float(line[0] - (weights * mean).sum())
    return bias, dict(zip(names, weights.tolist(), strict=True))


def chance(row: Row, bias: float, weights: dict[str, float]) -> float:
    """Give the probability that a row is right."""
    odds = bias + sum(weights[name] * value for name, value in row.facts.items())
    return float(1 / (1 + np.exp(-odds)))


def main() -> None:
    """Print the weights, and the figures of each file as the others' weights give them."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(QUESTIONS.glob("*.jsonl"))
    versions = list(_versions())
    asked = {path.stem: [rows(answers, path) for answers in versions] for path in paths}
    unseen: list[tuple[Row, float]] = []
    for name, (own, *_) in asked.items():
        others = _all(asked, asked.keys() - {name})
        learnt = fit(others) if others else None  # of a single file nothing is unseen
        unseen += [(row, chance(row, *learnt)) for row in own if learnt]
    for least in (SURE - 0.1, SURE - 0.05, SURE, SURE + 0.05, SURE + 0.1) if unseen else ():
        sys.stdout.write(f"sure from {least:.2f}: {_figures(unseen, least)}\n")
    bias, weights = fit(_all(asked, asked.keys()))
    sys.stdout.write(f"BIAS = {bias:.2f}\n")
    sys.stdout.writelines(f'    "{name}": {weight:.2f},\n' for name, weight in weights.items())


def _versions() -> Iterator[Answers]:
    """Give the deck as it is, without its phrasings, and with few of its own."""
    library = load_decks(shipped("knowledge"))
    decks = {deck.id: deck for deck in library.decks}
    for phrasings in (library.phrasings, {}):
        entries = [
            entry
            for deck in library.decks
            for entry in entries_of(deck, library.passages[deck.id], phrasings.get(deck.id))
        ]
        yield Answers(decks, build_index(entries), Thresholds())
    yield Answers(decks, build_index(map(_short, entries)), Thresholds())


def _short(entry: Entry) -> Entry:
    """Leave an entry its question, three ways to ask for it, and its answer."""
    if entry.kind is EntryKind.PASSAGE or len(entry.texts) <= FEW + 2:
        return entry
    return replace(entry, texts=(*entry.texts[: FEW + 1], entry.texts[-1]))


def _all(asked: dict[str, list[list[Row]]], names: AbstractSet[str]) -> list[Row]:
    return [
        row
        for name in sorted(names)
        for times, rows_of in zip(TIMES, asked[name], strict=True)
        for row in rows_of * times
    ]


def _figures(unseen: Sequence[tuple[Row, float]], least: float) -> str:
    told = []
    for kind in ("answerable", "false_premise", "unanswerable"):
        own = [(row, sure) for row, sure in unseen if row.kind == kind]
        stated = sum(sure >= least and (row.right or kind == "unanswerable") for row, sure in own)
        told.append(f"{kind} {100 * stated / max(len(own), 1):.1f} %")
    wrong = sum(sure >= least and not row.right for row, sure in unseen)
    return f"{', '.join(told)}, wrong {100 * wrong / len(unseen):.1f} %"


if __name__ == "__main__":
    main()
