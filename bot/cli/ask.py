"""`colloquy ask`: answer questions without opening the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.lines import answer_lines
from bot.cli.wiring import answers_for_entries, answers_for_files, the_answers
from bot.platforms.console.render import Printer

if TYPE_CHECKING:
    from bot.core.asking import Answers, Found

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("ask")
@click.argument("question", nargs=-1)
@click.option("--jsonl", is_flag=True, help='Read {"id", "question"} lines, write answers.')
@click.option("--deck", "deck", type=FILE, multiple=True, help="Answer from this deck file.")
@click.option("--entries", type=FILE, help='Answer from {"id", "texts"} lines instead of decks.')
@click.option("--explain", is_flag=True, help="Show what was found, and why.")
def command(
    question: tuple[str, ...],
    *,
    jsonl: bool,
    deck: tuple[Path, ...],
    entries: Path | None,
    explain: bool,
) -> None:
    """Answer one QUESTION, or with --jsonl many."""
    if not jsonl and not question:
        raise click.UsageError('Ask something: colloquy ask "when was the quarantine lifted?"')
    if entries is not None:
        answers = answers_for_entries(entries)
    else:
        answers = answers_for_files(deck) if deck else the_answers()
    if jsonl:
        sys.exit(answer_lines(sys.stdin.buffer, sys.stdout, lambda row: _row(answers, row)))
    found = answers.find(" ".join(question))
    Printer(sys.stdout, styled=sys.stdout.isatty()).show(found.reply)
    if explain:
        click.echo("\n".join(explained(found)))


def _row(answers: Answers, row: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(row.get("question"), str):
        raise ValueError('the line has no "question" that is a text')
    found = answers.find(row["question"])
    return {
        "id": row.get("id"),
        "outcome": found.outcome.value,
        "text": found.reply.text,
        "citations": list(found.reply.sources),
        "confidence": round(found.confidence, 4),
        "hits": [{"id": hit.entry.id, "score": round(hit.probability, 4)} for hit in found.hits],
    }


def explained(found: Found) -> list[str]:
    """Say how an answer came about: the rules that changed it, then what was found, best first."""
    lines = [f"outcome: {found.outcome.value}, confidence {found.confidence:.2f}"]
    lines += [f"       {note}" for note in found.notes]
    if found.hits and (corrected := found.hits[0].corrected):
        taken = ", ".join(f"{wrong} → {right}" for wrong, right in corrected)
        lines.append(f"       read as: {taken}")
    for hit in found.hits:
        entry = hit.entry
        lines.append(f"{hit.probability:.3f}  {entry.kind.value} {entry.deck}/{entry.id}")
        if hit.matched:
            lines.append(f"       in common: {', '.join(hit.matched)}")
        if hit.features:
            shown = ", ".join(f"{name} {value:.2f}" for name, value in hit.features)
            lines.append(f"       because: {shown}")
    return lines
