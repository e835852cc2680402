"""The command line: the one place that sees every part and puts them together."""

from __future__ import annotations

import difflib
import importlib
import logging
import os
import sys

import click

from bot.core.errors import ColloquyError

COMMANDS = {
    "backup": "Copy the store while it is in use.",
    "restore": "Put a backup in place of the store.",
    "doctor": "Look whether the store is sound.",
    "move": "Copy a store into another.",
    "ask": "Answer one question, or many as JSON lines.",
    "chat": "Talk to the tutor in this terminal.",
    "discord": "Run the tutor on Discord.",
    "check": "Look for mistakes in decks, notes and settings.",
    "judge": "Judge replies to a card.",
}
"""The commands and what they do; each is imported only when it is called."""


class Commands(click.Group):
    """Find a command's module by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"bot.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Try one of: {', '.join(COMMANDS)}."
            ctx.fail(f"There is no command {args[0]!r}. {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Log what happens on standard error.")
@click.version_option(package_name="colloquy")
def colloquy(*, verbose: bool) -> None:
    """Colloquy: a tutor that answers from your notes, quizzes fairly and keeps score."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )


def main(args: list[str] | None = None) -> None:
    """Run one command; mistakes that somebody can put right are told in one sentence."""
    try:
        colloquy.main(args=args, prog_name="colloquy")
    except ColloquyError as error:
        sys.stderr.write(f"colloquy: {error}\n")
        sys.exit(1)
    except BrokenPipeError:
        # the reader of our output has gone, as `head` does; nothing is left to say
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
