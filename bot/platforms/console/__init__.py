"""The terminal tutor."""

from bot.platforms.console.commands import COMMAND_WORDS
from bot.platforms.console.render import Printer
from bot.platforms.console.talk import Terminal, interactive_lines, piped_lines

__all__ = ["COMMAND_WORDS", "Printer", "Terminal", "interactive_lines", "piped_lines"]
