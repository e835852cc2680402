"""`colloquy judge`: judge replies without opening the store."""

from __future__ import annotations

import sys

import click

from bot.cli.lines import answer_lines
from bot.core.judge import answerline_key, judge
from bot.core.judge.rows import judge_row


@click.command("judge")
@click.argument("reply", nargs=-1)
@click.option("--jsonl", is_flag=True, help="Read rows of answers and replies, write verdicts.")
@click.option("--answerline", help="A quizbowl answer line to judge REPLY by.")
@click.option("--prompt", default="", help="The question, so that an echo of it is seen.")
def command(reply: tuple[str, ...], *, jsonl: bool, answerline: str | None, prompt: str) -> None:
    """Judge one REPLY by an answer line, or with --jsonl many by their rows."""
    if jsonl:
        sys.exit(answer_lines(sys.stdin.buffer, sys.stdout, judge_row))
    if answerline is None or not reply:
        raise click.UsageError('Say both: colloquy judge --answerline "Lima [accept …]" lima')
    judgement = judge(" ".join(reply), answerline_key(answerline, prompt))
    click.echo(f"{judgement.verdict.value}: {judgement.reason.value.replace('_', ' ')}")
    if judgement.matched:
        click.echo(f"matched: {judgement.matched}")
    if judgement.say:
        click.echo(f"say: {judgement.say}")
