"""Measure the search beside others: right answers, calibration, cost, and its growth with size.

usage: python -m bench.growth DIR [--sizes 1000,10000,100000,1000000] [--only NAME…]

DIR holds the labelled tasks as DIR/search/<task>/{entries,queries}.jsonl. The texts of the second
table are all their entries and the questions of squad_train, shuffled, the same for every system;
where a size asks for more, they are made by walking from word to word as the real ones do. Each
system is built and asked in a process of its own. Times are of the processor: all is in memory, and
what else the machine does is not counted.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import random
import resource
import time
from collections import defaultdict
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.searchers import SEARCHERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

TASKS = ("banking77_k10", "squad2_sent")
VARIANTS = ("q", "typo2")  # as it was asked, and heavily mistyped
MOST_ASKED, MOST_SCANNED = 4_000, 400  # questions of a task; of a system that scans everything
PER_TASK = 250  # questions of each variant whose latency is measured
SECONDS, FEWEST = 10, 20  # spent on questions at each size, and how many at least
LONGEST = 40  # words of a text that is made
HITS = 5
BINS = 15  # of questions, to compare what was promised with what came true
MIB = 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--only", nargs="*", choices=SEARCHERS, default=[*SEARCHERS])
    given = parser.parse_args()
    folder = given.folder / "search"
    installed = [name for name in given.only if _is_installed(name)]
    _print_quality(folder, installed)
    sizes = [int(size) for size in given.sizes.split(",")]
    texts = list(islice(_texts(folder), max(sizes)))
    _print_growth(installed, texts, sizes, _questions(folder))


def _is_installed(name: str) -> bool:
    try:
        SEARCHERS[name]([{"id": "a", "texts": ["one text", "another"]}])("one", 1)
    except ModuleNotFoundError as error:
        print(f"{name}: left out, {error.name} is not installed")
        return False
    return True


# ── right answers ───────────────────────────────────────────────────────────────────────────────


def _print_quality(folder: Path, names: Sequence[str]) -> None:
    print("\nFirst answer right, per cent, as asked / heavily mistyped\n")
    print("| system | " + " | ".join(TASKS) + " |\n| --- |" + " --- |" * len(TASKS))
    for name in names:
        most = MOST_SCANNED if name.startswith("extractOne") else MOST_ASKED
        found = [_in_child(_right, name, folder / task, most) for task in TASKS]
        cells = [" / ".join(f"{100 * s:.1f}" for s in shares[: len(VARIANTS)]) for shares in found]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
        if name == "Colloquy":
            off = [" / ".join(f"{e:.3f}" for e in errors[len(VARIANTS) :]) for errors in found]
            print("\nIts error of calibration: " + ", ".join(off))


def _right(name: str, task: Path, most: int) -> list[float]:
    """Give the share of answerable questions whose first answer is right, for each variant.

    Behind these come the errors of calibration, which mean something where scores are chances.
    """
    search = SEARCHERS[name](list(_rows(task / "entries.jsonl")))
    rows = [row for row in _rows(task / "queries.jsonl") if _is_asked(row)]
    rows = random.Random(1).sample(rows, min(most, len(rows)))
    shares, errors = [], []
    for variant in VARIANTS:
        firsts = [next(iter(search(row[variant], HITS)), ("", 0.0)) for row in rows]
        right = [best in row["gold"] for (best, _), row in zip(firsts, rows, strict=True)]
        shares.append(sum(right) / len(rows))
        errors.append(_calibration_error([chance for _, chance in firsts], right))
    return [*shares, *errors]


def _calibration_error(chances: list[float], right: list[bool]) -> float:
    """Give the mean distance of what was promised from what came true, in bins of equal size."""
    order = np.argsort(chances, kind="stable")
    bins = np.array_split(np.stack([chances, right], axis=1)[order], BINS)
    return float(sum(len(b) * abs(np.diff(b.mean(axis=0))[0]) for b in bins) / len(order))


def _is_asked(row: dict[str, Any]) -> bool:
    return row["split"] == "test" and bool(row["gold"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


# ── cost ────────────────────────────────────────────────────────────────────────────────────────


def _print_growth(
    names: Sequence[str], texts: list[str], sizes: Sequence[int], questions: list[str]
) -> None:
    largest = f"{sizes[-1]:,}"
    print(f"\np50 / p99 in ms; build in s and memory in MiB at {largest}; cost grows as N to the\n")
    heads = [*(f"{size:,}" for size in sizes), "build", "memory", "power"]
    print("| system | " + " | ".join(heads) + " |\n| --- |" + " --- |" * len(heads))
    for name in names:
        measured = [_in_child(_cost, name, texts[:size], questions) for size in sizes]
        medians = [median for _, _, median, _ in measured]
        power = np.polyfit(np.log(sizes), np.log(medians), 1)[0] if len(sizes) > 1 else 0.0
        cells = [f"{_short(median)} / {_short(slow)}" for _, _, median, slow in measured]
        build, memory, *_ = measured[-1]
        cells += [_short(build), f"{memory:.0f}", f"{power:.2f}"]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def _short(amount: float) -> str:
    """Write two figures, and all before the point."""
    return f"{amount:.0f}" if amount >= 10 else f"{float(f'{amount:.2g}'):g}"


def _cost(name: str, texts: Sequence[str], questions: Sequence[str]) -> list[float]:
    """Give the seconds of the build, its MiB, and the median and 99th percentile in ms."""
    rows = [{"id": f"e{number}", "texts": [text]} for number, text in enumerate(texts)]
    SEARCHERS[name](rows[:50])("warm up", HITS)
    gc.collect()
    before, began = _memory(), time.process_time()
    search = SEARCHERS[name](rows)
    build = time.process_time() - began
    gc.collect()
    memory = _memory() - before
    taken: list[float] = []
    until = time.process_time() + SECONDS
    for number, question in enumerate(questions):
        began = time.process_time()
        search(question, HITS)
        if number >= 3:  # the first ones fill caches
            taken.append((time.process_time() - began) * 1e3)
        if len(taken) >= FEWEST and time.process_time() > until:
            break
    return [build, memory, *np.quantile(taken, (0.5, 0.99)).tolist()]


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / MIB


def _questions(folder: Path) -> list[str]:
    chooser = random.Random(1)
    chosen = []
    for task in TASKS:
        rows = [row for row in _rows(folder / task / "queries.jsonl") if row["split"] == "test"]
        chosen += [row[v] for row in chooser.sample(rows, PER_TASK) for v in VARIANTS]
    chooser.shuffle(chosen)
    return chosen


def _texts(folder: Path) -> Iterator[str]:
    """Give the real texts in one random order, then made ones without end."""
    real = [text for path in sorted(folder.glob("*/entries.jsonl")) for row in _rows(path)
            for text in row["texts"]]  # fmt: skip
    real += [row["q"] for row in _rows(folder / "squad_train" / "queries.jsonl")]
    real = list(dict.fromkeys(" ".join(text.split()) for text in real))
    chooser = random.Random(6)
    chooser.shuffle(real)
    yield from real
    after: defaultdict[str, list[str]] = defaultdict(list)
    for text in real:
        words = ["", *text.split(), ""]
        for word, following in pairwise(words):
            after[word].append(following)
    while True:
        said: list[str] = []
        while (word := chooser.choice(after[said[-1] if said else ""])) and len(said) < LONGEST:
            said.append(word)
        if len(said) > 2:
            yield " ".join(said)


def _in_child(measure: Callable[..., list[float]], *args: object) -> list[float]:
    """Measure in a fork, so that no system inherits what another has allocated."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def run(result: Connection) -> None:
        result.send(measure(*args))

    child = context.Process(target=run, args=(there,))
    child.start()
    there.close()
    measured: list[float] = here.recv()
    child.join()
    return measured


if __name__ == "__main__":
    main()
