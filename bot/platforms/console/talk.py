"""The conversation in a terminal: lines in, replies out."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from bot.core.errors import ColloquyError, LearnerError, StoreError
from bot.core.quiz import Learner
from bot.core.replies import Reply, asking, helping, refusals
from bot.core.tutor import Channel, Control, Tutor
from bot.platforms.console import commands
from bot.platforms.console.render import Printer, clean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping, Sequence

    from prompt_toolkit.completion import CompleteEvent, Completion
    from prompt_toolkit.document import Document

    from bot.core.replies import Attachment

PROMPT = "you › "
COMMUNITY = "console:local"
"""All learners of one store on a terminal share a leaderboard."""

BARE_WORDS = frozenset({Control.HINT, Control.SKIP, Control.STOP, Control.PAUSE, Control.RESUME})


class Terminal:
    """One learner at one terminal; fits the `Chat` port."""

    def __init__(self, tutor: Tutor, printer: Printer, name: str) -> None:
        learner_id = f"console:{name.casefold()}"
        self._tutor = tutor
        self._printer = printer
        self._learner = Learner(learner_id, name, moderator=True)
        self._channel = Channel(COMMUNITY, learner_id, alone=True)

    async def say(self, reply: Reply) -> dict[str, str | int]:
        """Print a reply; a terminal has no message to come back to."""
        self._printer.show(reply)
        return {}

    async def edit(self, ref: object, reply: Reply) -> dict[str, str | int]:
        """Print the reply anew."""
        return await self.say(reply)

    async def whisper(self, learner: str, reply: Reply) -> None:
        """Print the reply: there is nobody else here."""
        self._printer.show(reply)

    async def run(self, lines: AsyncIterator[str]) -> None:
        """Talk until the learner leaves or the input ends."""
        self._printer.line(helping.banner(self._tutor.shelf.decks))
        if (offer := await self._tutor.offer_waiting(self._channel)) is not None:
            self._printer.show(offer)
        async for line in lines:
            text = clean(line).strip()
            if text.casefold() in ("/quit", "/exit", "/q") or (
                text.casefold() in ("quit", "exit") and not self._tutor.is_playing(self._channel)
            ):
                self._printer.show(asking.goodbye())
                return
            try:
                await self._hear(text)
            except StoreError:
                self._printer.show(Reply(text=refusals.STORE_TROUBLE))
            except ColloquyError as error:
                self._printer.show(Reply(text=str(error)))

    async def _hear(self, text: str) -> None:
        playing = self._tutor.is_playing(self._channel)
        if text.startswith("/"):
            await self._command(commands.parse(text))
        elif text.casefold() in BARE_WORDS:
            await self._command(commands.parse(f"/quiz {text}"))
        elif playing and not text:
            raise LearnerError(refusals.EMPTY_ANSWER)
        elif playing:
            await self._stored(self._tutor.answer(self._channel, self._learner, text))
        elif text:
            self._show(self._tutor.ask(self._channel, self._learner, text))

    async def _command(self, command: commands.Command) -> None:
        match command.word, command.verb:
            case "ask", _:
                self._show(self._tutor.ask(self._channel, self._learner, command.rest))
            case "quiz", "start":
                quiz = commands.quiz_request(command.options)
                await self._tutor.start(self._channel, self._learner, quiz, self)
            case "quiz", "resume":
                await self._tutor.resume(self._channel, self._learner, self)
            case "quiz", verb:
                await self._press(Control(verb))
            case "me", _:
                self._show(await self._tutor.scores.me(self._channel, self._learner))
            case "leaderboard", _:
                request = commands.board_request(command.options)
                self._show(
                    await self._tutor.scores.leaderboard(self._channel, self._learner, request)
                )
            case "privacy", verb:
                await self._privacy(verb, command.options)
            case "deck", _:
                self._show(self._tutor.decks())
            case _:
                self._show(helping.commands())

    async def _privacy(self, verb: str, options: Mapping[str, str]) -> None:
        scores, who = self._tutor.scores, (self._channel, self._learner)
        match verb:
            case "show":
                self._show(await scores.stored(*who))
            case "export":
                reply = await scores.export(*who)
                self._show(reply)
                self._save(reply.attachments)
            case "hide":
                self._show(await scores.hide(*who))
            case _:
                confirmed = commands.yes("confirm", options.get("confirm", "no"))
                self._show(await self._tutor.forget(*who, confirmed=confirmed))

    def _save(self, files: Sequence[Attachment]) -> None:
        """Write files where the learner is, never over what is there."""
        for file in files:
            path = Path(file.name)
            try:
                with path.open("x", encoding="utf-8", errors="backslashreplace") as target:
                    target.write(file.text)
            except FileExistsError:
                raise LearnerError(refusals.file_exists(str(path))) from None
            except OSError as error:
                raise LearnerError(refusals.file_refused(str(path), str(error.strerror))) from None
            self._printer.line(f"  {path.resolve()}")

    async def _press(self, control: Control) -> None:
        pressing = self._tutor.press(self._channel, self._learner, control, chat=self)
        if control is Control.SKIP:
            await self._stored(pressing)
        else:
            self._show(await pressing)

    async def _stored(self, work: Awaitable[Reply | None]) -> None:
        """Show what an answer or a skip brings; both count only once they are stored."""
        try:
            self._show(await work)
        except StoreError:
            self._printer.show(Reply(text=refusals.NOT_STORED))

    def _show(self, reply: Reply | None) -> None:
        if reply is not None:
            self._printer.show(reply)


async def piped_lines(source: TextIO) -> AsyncIterator[str]:
    """Read lines that come through a pipe, without keeping the event loop waiting."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        try:
            for line in source:
                loop.call_soon_threadsafe(queue.put_nowait, line)
            loop.call_soon_threadsafe(queue.put_nowait, None)
        except RuntimeError:
            # the loop has been closed: the learner left before the input ended
            return

    # a daemon thread, since a read that waits cannot be called off at the end
    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        yield line


async def interactive_lines(history: Path | None) -> AsyncIterator[str]:
    """Read lines at a prompt, with editing, history and completion of commands."""
    # the prompt is a good part of the start-up time, and a pipe does not need it
    from prompt_toolkit import PromptSession  # noqa: PLC0415
    from prompt_toolkit.completion import Completer, Completion  # noqa: PLC0415
    from prompt_toolkit.history import FileHistory, InMemoryHistory  # noqa: PLC0415
    from prompt_toolkit.patch_stdout import patch_stdout  # noqa: PLC0415

    class Commands(Completer):
        def get_completions(
            self, document: Document, complete_event: CompleteEvent
        ) -> Iterator[Completion]:
            text = document.text_before_cursor
            for full in completions(text):
                yield Completion(full, start_position=-len(text))

    kept = FileHistory(str(history)) if history is not None else InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=kept, completer=Commands(), complete_while_typing=False
    )
    while True:
        try:
            with patch_stdout():
                yield await session.prompt_async(PROMPT)
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return


def completions(text: str) -> list[str]:
    """List the command lines that a typed beginning can become."""
    if not text.startswith("/"):
        return []
    whole = [f"/{word}" for word, verbs in commands.COMMAND_WORDS.items() if not verbs]
    whole += [f"/{w} {verb}" for w, verbs in commands.COMMAND_WORDS.items() for verb in verbs]
    head, _, _ = text.rpartition(" ")
    taking = head.startswith(("/quiz start", "/leaderboard"))
    word = text[1:].split(" ", 1)[0]
    options = [f"{head} {name}:" for name in commands.OPTIONS.get(word, ())] if taking else []
    return [line for line in (*whole, *options) if line.startswith(text) and line != text]
