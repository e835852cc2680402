"""How the tutor does on questions as students put them; also a program for other files.

python -m tests.student_questions FILE.jsonl... prints the figures and the misses.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.wiring import the_answers
from bot.core.asking import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.asking import Answers

SHIPPED = Path(__file__).parent / "data" / "student_questions.jsonl"


@dataclass(frozen=True, slots=True)
class Mark:
    """How one question was answered: right, offered, declined or wrong."""

    row: dict[str, Any]
    outcome: Outcome
    text: str
    confidence: float

    @property
    def grade(self) -> str:
        """Grade as a teacher would: what is stated must be right, what is unknown declined."""
        says = all(re.search(part, self.text, re.IGNORECASE) for part in self.row["expect"])
        forbidden = any(re.search(p, self.text, re.IGNORECASE) for p in self.row.get("forbid", ()))
        if self.row["kind"] == "unanswerable":
            return "wrong" if self.outcome is Outcome.SURE else "right"
        if self.outcome is Outcome.SURE:
            return "right" if says and not forbidden else "wrong"
        return "offered" if self.outcome is Outcome.SUGGEST else "declined"


def marks(answers: Answers, rows: Iterable[dict[str, Any]]) -> list[Mark]:
    """Put all questions."""
    found = ((row, answers.find(row["question"])) for row in rows)
    return [Mark(row, f.outcome, f.reply.text, f.confidence) for row, f in found]


def read(path: Path) -> list[dict[str, Any]]:
    """Read the rows of a file of questions."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def report(name: str, done: list[Mark]) -> list[str]:
    """List the misses and the shares of a set."""
    lines = [
        f"{m.grade:9}{m.confidence:.2f} {m.row['kind']:14}{m.row['question']}\n"
        f"{'':30}→ {m.text[:150]!r}"
        for m in done
        if m.grade != "right"
    ]
    table = Counter((mark.row["kind"], mark.grade) for mark in done)
    for kind in ("answerable", "false_premise", "unanswerable"):
        total = sum(count for (of, _), count in table.items() if of == kind)
        shares = {g: f"{100 * c / total:.1f} %" for (of, g), c in table.items() if of == kind}
        lines.append(f"{name}: {kind} ({total}): {shares}")
    wrong = sum(mark.grade == "wrong" for mark in done)
    return [*lines, f"{name}: confidently wrong {100 * wrong / len(done):.1f} % of {len(done)}"]


def main() -> None:
    """Print the figures and the misses of some files."""
    answers = the_answers()
    for path in map(Path, sys.argv[1:] or [str(SHIPPED)]):
        lines = report(path.name, marks(answers, read(path)))
        sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
