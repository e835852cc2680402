"""The smallest real discord.py client that has one of everything; it tests the fake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord
import yarl
from discord import app_commands

from tests.fake_discord.driver import FakeDiscord

Deed = discord.Interaction["TinyBot"]


class AnswerForm(discord.ui.Modal, title="Your answer"):
    answer: discord.ui.Label["AnswerForm"] = discord.ui.Label(
        text="Answer", component=discord.ui.TextInput(max_length=100)
    )
    sure: discord.ui.Label["AnswerForm"] = discord.ui.Label(
        text="How sure are you?",
        component=discord.ui.Select(
            options=[discord.SelectOption(label=word) for word in ("Very", "Hardly")],
            required=False,
        ),
    )

    async def on_submit(self, deed: discord.Interaction[discord.Client]) -> None:
        field, menu = self.answer.component, self.sure.component
        assert isinstance(field, discord.ui.TextInput)
        assert isinstance(menu, discord.ui.Select)
        sure = f" ({menu.values[0].lower()})" if menu.values else ""
        await deed.response.send_message(f"You wrote {field.value}{sure}", ephemeral=True)


class Question(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.clicks = 0

    @discord.ui.button(label="Answer", custom_id="answer")
    async def answer(self, deed: Deed, _button: discord.ui.Button["Question"]) -> None:
        await deed.response.send_modal(AnswerForm())

    @discord.ui.button(label="Hint", custom_id="hint")
    async def hint(self, deed: Deed, button: discord.ui.Button["Question"]) -> None:
        self.clicks += 1
        button.disabled = True
        await deed.response.edit_message(content="It floats.", view=self)

    @discord.ui.select(
        placeholder="Pick one",
        custom_id="pick",
        options=[discord.SelectOption(label=label) for label in ("Ships", "Planes")],
    )
    async def pick(self, deed: Deed, select: discord.ui.Select["Question"]) -> None:
        await deed.response.defer(ephemeral=True, thinking=True)
        await deed.followup.send(f"You picked {select.values[0]}")


class TinyBot(discord.AutoShardedClient):
    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            guild_ready_timeout=0.05,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: list[str] = []
        self.errors: list[Exception] = []
        self.deeds: list[int] = []
        self.may_answer = asyncio.Event()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Leave out the five seconds between identifies."""

    async def setup_hook(self) -> None:
        quiz = app_commands.Group(name="quiz", description="Quizzes")

        @quiz.command(name="start", description="Start a quiz")
        @app_commands.describe(deck="Which deck", questions="How many")
        async def start(
            deed: Deed, deck: str, questions: app_commands.Range[int, 1, 20] = 10
        ) -> None:
            embed = discord.Embed(title=f"{deck}, {questions} questions", description="What?")
            await deed.response.send_message(embed=embed, view=Question())

        @start.autocomplete("deck")
        async def decks(_deed: Deed, current: str) -> list[app_commands.Choice[str]]:
            known = {"Cuba": "cuban-missile-crisis", "Cells": "cells"}
            return [
                app_commands.Choice(name=name, value=value)
                for name, value in known.items()
                if name.lower().startswith(current.lower())
            ]

        @self.tree.command(name="late", description="Answer when it may")
        async def late(deed: Deed) -> None:
            await self.may_answer.wait()
            try:
                await deed.response.send_message("late")
            except discord.HTTPException as error:
                self.errors.append(error)

        @self.tree.command(name="twice", description="Answer twice")
        async def twice(deed: Deed) -> None:
            await deed.response.send_message("once")
            adapter = discord.webhook.async_.async_context.get()
            try:
                await adapter.create_interaction_response(
                    deed.id,
                    deed.token,
                    session=deed._session,
                    params=discord.webhook.async_.interaction_response_params(5),
                )
            except discord.HTTPException as error:
                self.errors.append(error)

        @self.tree.command(name="settings", description="For managers")
        @app_commands.default_permissions(manage_guild=True)
        async def settings(deed: Deed) -> None:
            await deed.response.send_message("settings", ephemeral=True)

        @self.tree.context_menu(name="Ask about this")
        async def ask(deed: Deed, message: discord.Message) -> None:
            await deed.response.send_message(f"About: {message.content}", ephemeral=True)

        self.tree.add_command(quiz)
        self.add_view(Question())
        await self.tree.sync()

    async def on_interaction(self, deed: discord.Interaction[discord.Client]) -> None:
        self.deeds.append(deed.id)

    async def on_message(self, message: discord.Message) -> None:
        assert self.user is not None
        if message.author.id == self.user.id:
            return
        self.heard.append(message.content)
        if self.user in message.mentions:
            await message.reply("You called?")


@asynccontextmanager
async def running(
    fake: FakeDiscord, intents: discord.Intents | None = None
) -> AsyncIterator[TinyBot]:
    """Run the bot against the fake until the block ends."""
    settings = fake.connect_settings()
    discord.http.Route.BASE = settings.api_base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    bot = TinyBot(intents or discord.Intents(guilds=True, messages=True))
    async with bot:
        task = asyncio.create_task(bot.start(settings.token))
        try:
            await fake.ready(commands=True)
            yield bot
        finally:
            await bot.close()
            await task
