"""Measure the judge beside the rules that other quiz bots use: right, costly errors, speed.

usage: python bench/judge.py SET.jsonl [SET.jsonl …] [--node-modules DIR]

A set has one labelled reply a line: question, golds (or answer and accept), candidate (or reply),
label correct, close, prompt or wrong. qb-answer-checker takes part where node is installed and the
package stands in DIR. Speeds are given as ratios to rapidfuzz's plain ratio in the same run.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import string
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.core.deck import Answer
from bot.core.judge import Verdict, compile_key, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.judge import Key

PLAIN_RATIO_AT = 85
SIR_LANCEBOT_AT = 88  # sir-lancebot's trivia quiz: fuzz.ratio of the lower-cased texts above 88
LONG = 2000
ALIASES = 200
_NODE = """
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
const checker = await import(pathToFileURL(process.argv[1] + '/src/check-answer.js'));
const rows = JSON.parse(readFileSync(0, 'utf8'));
const begin = process.hrtime.bigint();
const right = rows.map(([line, reply]) => checker.default(line, reply).directive === 'accept');
const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
console.log(JSON.stringify({ right, seconds }));
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled reply."""

    prompt: str
    golds: tuple[str, ...]
    reply: str
    label: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--node-modules", type=Path)
    arguments = parser.parse_args()
    for path in arguments.sets:
        rows = read(path)
        print(f"\n{path.name}: {len(rows)} rows")
        print(f"{'judge':<26}{'right %':>9}{'false accepts %':>17}{'replies/s':>11}{'x ratio':>9}")
        compare(rows, arguments.node_modules)
    print_worst()


def read(path: Path) -> list[Row]:
    """Read the rows of a labelled set."""
    rows = []
    # a reply may hold characters at which splitlines would cut it
    for line in filter(str.strip, path.read_text(encoding="utf-8").split("\n")):
        row = json.loads(line)
        golds = row.get("golds") or [row["answer"], *row.get("accept", [])]
        reply = row.get("reply", row.get("candidate"))
        prompt = row.get("question", row.get("prompt", ""))
        rows.append(Row(prompt, tuple(golds), reply, row["label"]))
    return rows


def compare(rows: list[Row], node_modules: Path | None) -> None:
    """Print one line for each judge."""
    begin = time.perf_counter()
    keys = [compile_key(Answer(text=r.golds[0], accept=r.golds[1:]), prompt=r.prompt) for r in rows]
    compiling = (time.perf_counter() - begin) / len(rows)
    plain = timed(rows, keys, lambda row, _: best_ratio(row) > PLAIN_RATIO_AT)
    lancebot = timed(rows, keys, lambda row, _: best_ratio(row) > SIR_LANCEBOT_AT)
    ours = timed(rows, keys, lambda row, key: judge(row.reply, key).verdict is Verdict.CORRECT)
    tell(f"ratio > {PLAIN_RATIO_AT}", rows, *plain, plain[1])
    tell("sir-lancebot", rows, *lancebot, plain[1])
    tell("colloquy", rows, *ours, plain[1])
    if (others := qb_answer_checker(rows, node_modules)) is not None:
        tell("qb-answer-checker", rows, *others, plain[1])
    print(f"compiling a card: {compiling * 1000:.2f} ms")


def best_ratio(row: Row) -> float:
    reply = row.reply.lower()
    return max(fuzz.ratio(reply, gold.lower()) for gold in row.golds)


def timed(
    rows: list[Row], keys: Sequence[Key], accepts: Callable[[Row, Key], bool]
) -> tuple[list[bool], float]:
    """Judge every row three times and keep the fastest run."""
    fastest = float("inf")
    right: list[bool] = []
    for _ in range(3):
        begin = time.perf_counter()
        right = [accepts(row, key) for row, key in zip(rows, keys, strict=True)]
        fastest = min(fastest, time.perf_counter() - begin)
    return right, fastest


def tell(name: str, rows: list[Row], accepted: list[bool], seconds: float, ratio: float) -> None:
    """Print how many rows a judge decides right, and how fast."""
    both = zip(rows, accepted, strict=True)
    decided = [(row, taken) for row, taken in both if row.label in {"correct", "wrong"}]
    wrong = [a for r, a in decided if r.label == "wrong"]
    right = sum(a == (r.label == "correct") for r, a in decided)
    false = 100 * sum(wrong) / max(1, len(wrong))
    print(
        f"{name:<26}{100 * right / len(decided):>9.1f}{false:>17.1f}"
        f"{len(rows) / seconds:>11.0f}{seconds / ratio:>9.1f}"
    )


def qb_answer_checker(rows: list[Row], modules: Path | None) -> tuple[list[bool], float] | None:
    """Ask qb-answer-checker, with the golds as an answer line; None where it is not there."""
    node = shutil.which("node")
    if node is None or modules is None or not (modules / "qb-answer-checker").exists():
        return None
    lines = [(answer_line(row.golds), row.reply) for row in rows]
    done = subprocess.run(
        [node, "--input-type=module", "-e", _NODE, str(modules.resolve() / "qb-answer-checker")],
        input=json.dumps(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return found["right"], found["seconds"]


def answer_line(golds: tuple[str, ...]) -> str:
    return f"{golds[0]} [or {' or '.join(golds[1:])}]" if len(golds) > 1 else golds[0]


def print_worst() -> None:
    """Print how long hostile and distinct replies take."""
    rng = random.Random(1)
    words = ["".join(rng.choices(string.ascii_lowercase, k=rng.randint(4, 10))) for _ in range(400)]
    aliases = [" ".join(rng.sample(words, 3)) for _ in range(ALIASES)]
    name = compile_key(Answer(text=aliases[0], accept=tuple(aliases[1:])), prompt="Which is it?")
    number = compile_key(Answer(text="1,234,567 km", accept=("9 November 1989",)))
    pieces = [
        "a",
        "1 ",
        "1,",
        "1/",
        "not ",
        "or ",
        "no wait ",
        "((",
        "[a](",
        "||",
        "**a",
        "2^",
        "é",
    ]
    pieces += ["one hundred and ", "9 november ", "a.", "-", "<@", "\u200b", aliases[0] + " "]
    hostile = [(piece * LONG)[:size] for piece in pieces for size in (LONG, 300)]
    times = sorted(seconds(reply, key) for reply in hostile for key in (name, number))
    middle, worst = times[len(times) // 2], times[-1]
    print(f"\nhostile replies, {ALIASES} aliases: median {middle:.2f} ms, worst {worst:.2f} ms")
    long = [" ".join(rng.choices(words, k=400))[:LONG] for _ in range(300)]
    times = sorted(seconds(reply, name) for reply in long)
    print(
        f"{LONG}-character replies, {ALIASES} aliases: p99 {times[int(len(times) * 0.99)]:.2f} ms"
    )
    short = [misspelt(rng.choice(aliases), rng) for _ in range(5000)]
    few = compile_key(Answer(text=aliases[0], accept=tuple(aliases[1:4])), prompt="Which is it?")
    begin = time.perf_counter()
    for reply in short:
        judge(reply, few)
    print(f"distinct misspelt replies: {len(short) / (time.perf_counter() - begin):,.0f} a second")


def seconds(reply: str, key: Key) -> float:
    """Time one judgement in milliseconds, the best of three."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        judge(reply, key)
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def misspelt(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(string.ascii_lowercase) + text[at + rng.randint(0, 1) :]


if __name__ == "__main__":
    main()
