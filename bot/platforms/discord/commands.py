"""The slash commands: their names, their options, and whom they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.core.judge import Strictness
from bot.core.replies import Reply, helping, refusals
from bot.core.scores import Period, Scope, Style
from bot.core.tutor import BoardRequest, Control, QuizRequest
from bot.platforms.discord import people
from bot.platforms.discord.respond import respond

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.platforms.discord.client import Colloquy

Callback = TypeVar("Callback", bound="Callable[..., Any]")

MAX_CHOICES = 25
Deed = discord.Interaction[Any]

STYLES = [
    app_commands.Choice(name="hidden: answers are revealed together", value=Style.HIDDEN.value),
    app_commands.Choice(name="choice: by buttons, revealed together", value=Style.CHOICE.value),
]
PERIODS = [app_commands.Choice(name=p.name.capitalize(), value=p.value) for p in Period]
STRICTNESS = [app_commands.Choice(name=s.value, value=s.value) for s in Strictness]


def add_commands(tree: app_commands.CommandTree[Any], bot: Colloquy) -> None:
    """Put all commands on the tree."""
    _add_ask(tree, bot)
    _add_scores(tree, bot)
    quiz = app_commands.Group(name="quiz", description="Play a quiz")
    _add_start(quiz, bot)
    _add_controls(quiz, bot)
    tree.add_command(quiz)


def _add_ask(tree: app_commands.CommandTree[Any], bot: Colloquy) -> None:
    @tree.command(name="ask", description="Ask about the notes; the answer says where it stands")
    @app_commands.describe(question="What would you like to know?")
    async def ask(deed: Deed, question: app_commands.Range[str, 1, 1000]) -> None:
        channel, learner = people.channel_of(deed), people.learner_of(deed)

        async def work() -> Reply:
            return bot.tutor.ask(channel, learner, question)

        await respond(deed, work(), private=False)

    @tree.command(name="help", description="What I can do")
    async def help_(deed: Deed) -> None:
        async def work() -> Reply:
            return helping.on_discord()

        await respond(deed, work(), private=True)


def _add_scores(tree: app_commands.CommandTree[Any], bot: Colloquy) -> None:
    @tree.command(name="leaderboard", description="Who leads here")
    @app_commands.describe(
        period="Over which time",
        deck="In one deck only",
        tag="On one tag only",
        here="In this channel only",
    )
    @app_commands.choices(period=PERIODS)
    async def leaderboard(
        deed: Deed,
        period: str = Period.WEEK.value,
        deck: str | None = None,
        tag: str | None = None,
        here: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the signature
    ) -> None:
        scope, scope_id = Scope.CHANNEL if here else Scope.COMMUNITY, ""
        if deck or tag:
            scope, scope_id = (Scope.DECK, deck) if deck else (Scope.TAG, (tag or "").casefold())
        request = BoardRequest(period=Period(period), scope=scope, scope_id=scope_id or "")
        work = bot.tutor.scores.leaderboard(
            people.channel_of(deed), people.learner_of(deed), request
        )
        await respond(deed, work, private=False)

    @leaderboard.autocomplete("deck")
    async def decks(_: Deed, current: str) -> list[app_commands.Choice[str]]:
        return deck_choices(bot, current)

    @tree.command(name="me", description="Your own numbers; only you see them")
    async def me(deed: Deed) -> None:
        work = bot.tutor.scores.me(people.channel_of(deed), people.learner_of(deed))
        await respond(deed, work, private=True)

    tree.add_command(_privacy(bot))


def _privacy(bot: Colloquy) -> app_commands.Group:
    group = app_commands.Group(name="privacy", description="What is stored about you")
    scores = bot.tutor.scores

    @group.command(name="show", description="What is stored about you, in words")
    async def show(deed: Deed) -> None:
        work = scores.stored(people.channel_of(deed), people.learner_of(deed))
        await respond(deed, work, private=True)

    @group.command(name="export", description="All of it, as files")
    async def export(deed: Deed) -> None:
        work = scores.export(people.channel_of(deed), people.learner_of(deed))
        await respond(deed, work, private=True)

    @group.command(name="hide", description="Off the leaderboards, or on them again")
    async def hide(deed: Deed) -> None:
        work = scores.hide(people.channel_of(deed), people.learner_of(deed))
        await respond(deed, work, private=True)

    @group.command(name="delete", description="Erase you from here; it asks once more")
    async def delete(deed: Deed) -> None:
        channel, learner = people.channel_of(deed), people.learner_of(deed)
        await respond(deed, scores.forget(channel, learner, confirmed=False), private=True)

    return group


def _add_start(quiz: app_commands.Group, bot: Colloquy) -> None:
    most = bot.tutor.max_questions

    @quiz.command(name="start", description="Start a quiz in this channel")
    @app_commands.describe(
        deck="Which deck; all where not said",
        questions="How many",
        style="How answers are given",
        pace="Timed, or on to the next card by a click",
        tags="Only cards with one of these tags, with commas between them",
        missed="Only what you missed",
        strictness="How spelling is judged",
        seed="The same word gives the same cards",
    )
    @app_commands.choices(
        style=STYLES,
        strictness=STRICTNESS,
        pace=[app_commands.Choice(name=p, value=p) for p in ("timed", "untimed")],
    )
    @_typed(questions=app_commands.Range[int, 1, most] | None)
    async def start(
        deed: Deed,
        deck: str | None = None,
        questions: int | None = None,
        style: str = Style.HIDDEN.value,
        pace: str = "timed",
        tags: str = "",
        missed: bool = False,  # noqa: FBT001, FBT002 - discord.py reads the signature
        strictness: str | None = None,
        seed: str | None = None,
    ) -> None:
        channel = people.channel_of(deed)
        request = QuizRequest(
            decks=(deck,) if deck else (),
            questions=questions,
            tags=tuple(tag.strip().casefold() for tag in tags.split(",") if tag.strip()),
            missed=missed,
            seed=seed,
            style=_style(style, alone=channel.alone),
            timed=pace == "timed" and not channel.alone,
            strictness=Strictness(strictness) if strictness else None,
        )

        async def work() -> Reply:
            await bot.tutor.start(channel, people.learner_of(deed), request, bot.chat(channel))
            return helping.begun()

        await respond(deed, work(), private=True)

    @start.autocomplete("deck")
    async def decks(_: Deed, current: str) -> list[app_commands.Choice[str]]:
        return deck_choices(bot, current)


def _typed(**types: object) -> Callable[[Callback], Callback]:
    """Give parameters the types that are known only once the settings are read."""

    def typed(callback: Callback) -> Callback:
        callback.__annotations__.update(types)
        return callback

    return typed


def _style(said: str, *, alone: bool) -> Style:
    """Alone there is nobody to hide an answer from."""
    chosen = Style(said)
    return Style.TYPED if alone and chosen is Style.HIDDEN else chosen


def _add_controls(quiz: app_commands.Group, bot: Colloquy) -> None:
    described = {
        Control.STOP: "End the quiz (its starter, or Manage Messages)",
        Control.SKIP: "Skip the card (a vote, unless you started the quiz)",
        Control.HINT: "A hint for everyone; it costs points",
        Control.PAUSE: "Pause the quiz",
        Control.RESUME: "Go on with a paused quiz",
    }
    for control, description in described.items():
        quiz.add_command(_control(control, description, bot))


def _control(
    control: Control, description: str, bot: Colloquy
) -> app_commands.Command[Any, ..., None]:
    async def press(deed: Deed) -> None:
        channel, learner = people.channel_of(deed), people.learner_of(deed)

        async def work() -> Reply:
            if control is Control.RESUME:
                await bot.tutor.resume(channel, learner, bot.chat(channel))
                return helping.done()
            told = await bot.tutor.press(channel, learner, control, chat=bot.chat(channel))
            return told or helping.done()

        trouble = refusals.store_trouble(answering=control is Control.SKIP)
        await respond(deed, work(), private=True, trouble=trouble)

    return app_commands.Command(name=control.value, description=description, callback=press)


def deck_choices(bot: Colloquy, current: str) -> list[app_commands.Choice[str]]:
    """Offer the decks whose id or title holds what has been typed."""
    typed = current.casefold()
    return [
        app_commands.Choice(name=deck.title[:100], value=deck.id)
        for deck in bot.tutor.shelf.decks
        if typed in deck.id.casefold() or typed in deck.title.casefold()
    ][:MAX_CHOICES]
