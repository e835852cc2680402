"""The fake is as strict as Discord, and a play on it reads like one."""

import io
import re
from collections.abc import AsyncIterator

import discord
import pytest
import yarl

from tests.fake_discord import (
    Channel,
    FakeDiscord,
    Guild,
    HiddenCommandError,
    InteractionFailedError,
    NotOnScreenError,
    Permission,
    Player,
    RefusedByClientError,
)
from tests.fake_discord.interaction import Fate, Interaction
from tests.fake_discord.tiny_bot import TinyBot, running

MESSAGES = "/channels/{channel}/messages"


@pytest.fixture
async def fake() -> AsyncIterator[FakeDiscord]:
    async with FakeDiscord() as fake:
        yield fake


@pytest.fixture
def guild(fake: FakeDiscord) -> Guild:
    guild = fake.guild("Revision")
    guild.channel("quiz")
    return guild


@pytest.fixture
def quiz(guild: Guild) -> Channel:
    return guild.channel("quiz")


@pytest.fixture
def ada(fake: FakeDiscord, guild: Guild) -> Player:
    return fake.user("Ada", guild)


@pytest.fixture
def bob(fake: FakeDiscord, guild: Guild) -> Player:
    return fake.user("Bob", guild)


@pytest.fixture
async def bot(fake: FakeDiscord, guild: Guild) -> AsyncIterator[TinyBot]:
    del guild  # It is there before the bot is.
    async with running(fake) as bot:
        yield bot


async def channel_of(bot: TinyBot, channel: Channel) -> discord.TextChannel:
    found = await bot.fetch_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


# Login


async def test_a_bot_logs_in_and_registers_its_commands(fake: FakeDiscord, bot: TinyBot) -> None:
    await bot.wait_until_ready()

    assert [guild.name for guild in bot.guilds] == ["Revision"]
    assert {"quiz", "late", "settings"} <= {c["name"] for c in fake.service.commands.scopes[None]}
    assert fake.violations == []
    assert fake.refusals == []


async def test_a_wrong_token_is_refused(fake: FakeDiscord) -> None:
    discord.http.Route.BASE = fake.connect_settings().api_base
    async with discord.Client(intents=discord.Intents.none()) as client:
        with pytest.raises(discord.LoginFailure):
            await client.login("wrong")


async def test_a_wrong_token_closes_the_gateway(fake: FakeDiscord) -> None:
    settings = fake.connect_settings()
    discord.http.Route.BASE = settings.api_base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login(settings.token)
        client.http.token = "wrong"
        with pytest.raises(discord.ConnectionClosed) as closed:
            await client.connect()

    assert closed.value.code == 4004


async def test_an_intent_that_is_off_closes_the_gateway(fake: FakeDiscord) -> None:
    settings = fake.connect_settings()
    discord.http.Route.BASE = settings.api_base
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
    async with discord.Client(intents=discord.Intents(message_content=True)) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(settings.token)


# Messages


async def test_without_the_intent_only_mentions_and_dms_can_be_read(
    fake: FakeDiscord, ada: Player, bot: TinyBot
) -> None:
    await ada.says("secret")
    await ada.says("@Colloquy hello")
    await ada.sees("You called?")
    await ada.in_dm().says("dear bot")
    await fake.settle()

    assert bot.heard == ["", f"<@{fake.bot.id}> hello", "dear bot"]


async def test_with_the_intent_everything_can_be_read() -> None:
    async with FakeDiscord(message_content=True) as fake:
        guild = fake.guild("Revision")
        guild.channel("quiz")
        ada = fake.user("Ada", guild)
        intents = discord.Intents(guilds=True, messages=True, message_content=True)
        async with running(fake, intents) as bot:
            await ada.says("secret")
            await fake.settle()

        assert bot.heard == ["secret"]


async def test_a_channel_that_the_bot_cannot_view_is_silent(
    fake: FakeDiscord, ada: Player, guild: Guild, bot: TinyBot
) -> None:
    hidden = guild.channel("hidden")
    hidden.denies(fake.bot, Permission.VIEW_CHANNEL)
    await ada.in_(hidden).says("@Colloquy psst")
    await fake.settle()

    assert bot.heard == []
    with pytest.raises(discord.Forbidden) as refused:
        await bot.fetch_channel(hidden.id)
    assert refused.value.code == 50001


@pytest.mark.parametrize(
    ("content", "embed", "code"),
    [
        ("x" * 2001, None, 50035),
        (" ", None, 50006),
        (None, discord.Embed(description="x" * 4097), 50035),
        (None, discord.Embed(title="x" * 257), 50035),
        (
            None,
            discord.Embed(description="x" * 4096).set_footer(text="x" * 1905),
            50035,
        ),
    ],
)
async def test_what_is_too_long_or_empty_is_refused(
    bot: TinyBot, quiz: Channel, content: str | None, embed: discord.Embed | None, code: int
) -> None:
    channel = await channel_of(bot, quiz)
    with pytest.raises(discord.HTTPException) as refused:
        await channel.send(content, embeds=[embed] if embed else [])

    assert (refused.value.status, refused.value.code) == (400, code)
    assert not quiz.messages


async def test_two_buttons_with_one_custom_id_are_refused(bot: TinyBot, quiz: Channel) -> None:
    view = discord.ui.View()
    for _ in range(2):
        view.add_item(discord.ui.Button(label="Same", custom_id="same"))
    channel = await channel_of(bot, quiz)
    with pytest.raises(discord.HTTPException, match="cannot be duplicated"):
        await channel.send("x", view=view)


async def test_an_embed_without_embed_links_is_refused(
    fake: FakeDiscord, bot: TinyBot, quiz: Channel
) -> None:
    quiz.denies(fake.bot, Permission.EMBED_LINKS)
    channel = await channel_of(bot, quiz)
    await channel.send("words are allowed")
    with pytest.raises(discord.Forbidden) as refused:
        await channel.send(embed=discord.Embed(title="x"))

    assert refused.value.code == 50013


async def test_a_body_that_may_mention_somebody_is_a_violation(
    fake: FakeDiscord, bot: TinyBot, quiz: Channel
) -> None:
    channel = await channel_of(bot, quiz)
    await channel.send("@everyone", allowed_mentions=discord.AllowedMentions(everyone=True))

    assert len(fake.violations) == 1


async def test_a_route_that_does_not_exist_is_a_violation(fake: FakeDiscord, bot: TinyBot) -> None:
    with pytest.raises(discord.NotFound):
        await bot.http.request(discord.http.Route("GET", "/nonsense"))

    assert fake.violations == ["unknown route GET /nonsense"]


async def test_a_thread_has_its_own_messages_and_permissions(
    fake: FakeDiscord, ada: Player, bot: TinyBot, quiz: Channel
) -> None:
    channel = await channel_of(bot, quiz)
    thread = await channel.create_thread(name="round 1", type=discord.ChannelType.public_thread)
    await thread.send("in the thread")
    inside = ada.in_(fake.service.world.channels[thread.id])
    await inside.says("@Colloquy hello")

    await inside.sees("You called?")
    await ada.does_not_see("in the thread")
    assert fake.refusals == []


async def test_a_file_arrives_with_its_bytes(ada: Player, bot: TinyBot, quiz: Channel) -> None:
    channel = await channel_of(bot, quiz)
    picture = discord.File(io.BytesIO(b"not really a picture"), "progress.png")
    sent = await channel.send(embed=discord.Embed(title="Progress"), file=picture)

    seen = await ada.sees("<file progress.png>")
    assert seen.attachments[0].data == b"not really a picture"
    assert await sent.attachments[0].read() == b"not really a picture"


async def test_a_closed_dm_is_refused(fake: FakeDiscord, ada: Player, bot: TinyBot) -> None:
    ada.closes_dms()
    user = await bot.fetch_user(ada.user.id)
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("psst")

    assert refused.value.code == 50007
    assert len(fake.refusals) == 1


async def test_a_message_that_a_moderator_deleted_cannot_be_edited(
    fake: FakeDiscord, guild: Guild, bot: TinyBot, quiz: Channel
) -> None:
    teo = fake.user("Teo", guild, Permission.MANAGE_MESSAGES)
    channel = await channel_of(bot, quiz)
    sent = await channel.send("soon gone")
    teo.deletes(await teo.sees("soon gone"))
    with pytest.raises(discord.NotFound) as refused:
        await sent.edit(content="still here?")

    assert refused.value.code == 10008


async def test_history_is_paged_after_an_id(ada: Player, bot: TinyBot, quiz: Channel) -> None:
    said = [await ada.says(f"@Colloquy {number}") for number in range(5)]
    await ada.sees("You called?")
    channel = await channel_of(bot, quiz)
    after = discord.Object(said[1].id)
    found = [message async for message in channel.history(after=after, limit=2)]

    assert [message.id for message in found] == [said[2].id, said[3].id]


# Interactions


async def test_a_slash_command_is_answered_for_everyone(
    fake: FakeDiscord, ada: Player, bob: Player, bot: TinyBot
) -> None:
    del bot
    await ada.types("/quiz start deck:cuban-missile-crisis questions:2")

    await bob.sees("**cuban-missile-crisis, 2 questions**")
    assert bob.screen() == (
        "── #quiz ──\n"
        "Colloquy (to Ada: /quiz start):\n"
        "   │ **cuban-missile-crisis, 2 questions**\n"
        "   │ What?\n"
        "   [Answer] [Hint]\n"
        "   [Pick one ▾ Ships | Planes]"
    )
    assert fake.violations == []


async def test_a_form_is_opened_filled_and_answered_privately(
    fake: FakeDiscord, ada: Player, bob: Player, bot: TinyBot
) -> None:
    del bot
    await ada.types("/quiz start deck:cells")
    await ada.clicks("Answer")
    assert ada.form is not None
    assert "Answer *" in ada.form
    await ada.submits({"Answer": "quarantine", "How sure are you?": "Very"})

    await ada.sees("You wrote quarantine (very)")
    await bob.does_not_see("quarantine")
    assert "Ada submits" in fake.transcript()
    assert fake.violations == []


async def test_a_form_field_has_its_limits(ada: Player, bot: TinyBot) -> None:
    del bot
    await ada.types("/quiz start deck:cells")
    await ada.clicks("Answer")
    with pytest.raises(RefusedByClientError, match="0 to 100"):
        await ada.submits("x" * 101)
    with pytest.raises(RefusedByClientError, match="must be filled in"):
        await ada.submits("")


async def test_a_button_can_be_switched_off(ada: Player, bob: Player, bot: TinyBot) -> None:
    del bot
    await ada.types("/quiz start deck:cells")
    await ada.clicks("Hint")

    await bob.sees("It floats.")
    assert not bob.can_click("Hint")
    assert "(Hint)" in bob.screen()
    with pytest.raises(NotOnScreenError):
        await bob.clicks("Hint", within=0)


async def test_a_deferred_private_answer_stays_private(
    ada: Player, bob: Player, bot: TinyBot
) -> None:
    del bot
    await ada.types("/quiz start deck:cells")
    await bob.selects("Ships")

    await bob.sees("You picked Ships")
    await ada.does_not_see("You picked")


async def test_an_ephemeral_message_cannot_be_fetched(
    ada: Player, bot: TinyBot, quiz: Channel
) -> None:
    await ada.types("/quiz start deck:cells")
    await ada.clicks("Answer")
    await ada.submits("ships")
    private = await ada.sees(re.compile("You wrote ships"))
    channel = await channel_of(bot, quiz)
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(private.id)
    history = [message.id async for message in channel.history()]

    assert private.id not in history


async def test_a_second_answer_is_refused(fake: FakeDiscord, ada: Player, bot: TinyBot) -> None:
    await ada.types("/twice")
    await fake.settle()

    assert [getattr(error, "code", None) for error in bot.errors] == [40060]
    assert len(fake.refusals) == 1


async def test_a_late_answer_is_refused_and_the_user_is_told(
    fake: FakeDiscord, ada: Player, bot: TinyBot
) -> None:
    late = await ada.types("/late", wait=False)
    assert isinstance(late, Interaction)
    fake.advance(3.1)
    bot.may_answer.set()
    await fake.settle()

    assert late.fate is Fate.FAILED
    assert [getattr(error, "code", None) for error in bot.errors] == [10062]
    assert "The application did not respond" in fake.transcript()


async def test_an_interaction_that_nobody_answers_fails_the_play() -> None:
    async with FakeDiscord(answer_within=0.01) as fake:
        guild = fake.guild("Revision")
        guild.channel("quiz")
        ada = fake.user("Ada", guild)
        async with running(fake) as bot:
            with pytest.raises(InteractionFailedError):
                await ada.types("/late")
            bot.may_answer.set()
            await fake.settle()


async def test_what_is_typed_is_checked_against_the_command(ada: Player, bot: TinyBot) -> None:
    del bot
    assert await ada.autocompletes("/quiz start deck:cu") == [("Cuba", "cuban-missile-crisis")]
    with pytest.raises(RefusedByClientError, match="required"):
        await ada.types("/quiz start")
    with pytest.raises(RefusedByClientError, match="from 1 to 20"):
        await ada.types("/quiz start deck:cells questions:21")
    with pytest.raises(RefusedByClientError, match="needs one of: start"):
        await ada.types("/quiz stop")


async def test_a_command_is_hidden_from_who_may_not_use_it(
    fake: FakeDiscord, guild: Guild, ada: Player, bot: TinyBot
) -> None:
    del bot
    teo = fake.user("Teo", guild, Permission.MANAGE_GUILD)
    with pytest.raises(HiddenCommandError):
        await ada.types("/settings")
    await teo.types("/settings")

    await teo.sees("settings")


async def test_a_context_menu_command_gets_its_message(ada: Player, bot: TinyBot) -> None:
    del bot
    question = await ada.says("when did the quarantine begin")
    await ada.uses("Ask about this", on=question)

    await ada.sees("About: when did the quarantine begin")


# The gateway's troubles


async def test_after_a_drop_what_was_missed_is_replayed(
    fake: FakeDiscord, ada: Player, bot: TinyBot
) -> None:
    async with fake.outage():
        await ada.says("@Colloquy are you there")
    await ada.sees("You called?")

    assert (fake.service.gateway.identified, fake.service.gateway.resumed) == (1, 1)
    assert len(bot.heard) == 1


@pytest.mark.parametrize(("resumable", "identified"), [(True, 1), (False, 2)])
async def test_an_invalid_session_is_resumed_or_identified_anew(
    fake: FakeDiscord, ada: Player, bot: TinyBot, *, resumable: bool, identified: int
) -> None:
    await bot.wait_until_ready()
    fake.invalidate(resumable=resumable)
    await fake.ready()
    await ada.says("@Colloquy hello")
    await ada.sees("You called?")

    assert fake.service.gateway.identified == identified


async def test_a_bot_that_is_asked_to_reconnect_resumes(
    fake: FakeDiscord, ada: Player, bot: TinyBot
) -> None:
    await bot.wait_until_ready()
    fake.ask_to_reconnect()
    await ada.says("@Colloquy hello")
    await ada.sees("You called?")

    assert fake.service.gateway.resumed == 1


async def test_a_delivery_can_come_twice(fake: FakeDiscord, ada: Player, bot: TinyBot) -> None:
    await ada.says("@Colloquy hello", deliver_twice=True)
    await ada.types("/quiz start deck:cells", deliver_twice=True)
    await fake.settle()
    fake.deliver_again("INTERACTION_CREATE")
    await fake.settle()

    assert len(bot.heard) == 2
    assert len(bot.deeds) == 3
    assert len(set(bot.deeds)) == 1


async def test_the_world_outlives_the_bot(fake: FakeDiscord, ada: Player, guild: Guild) -> None:
    del guild
    async with running(fake):
        await ada.types("/quiz start deck:cells")
    async with running(fake):
        await ada.clicks("Hint")

    await ada.sees("It floats.")


async def test_every_guild_speaks_to_its_own_shard() -> None:
    async with FakeDiscord(shards=2) as fake:
        guilds = [fake.guild(f"Guild {number}") for number in range(4)]
        people = []
        for guild in guilds:
            guild.channel("quiz")
            people.append(fake.user("Ada", guild))
        async with running(fake) as bot:
            for person in people:
                await person.says("@Colloquy hello")
                await person.sees("You called?")

            assert sorted(bot.shards) == [0, 1]
            assert len(bot.heard) == len(guilds)


# Rate limits and failures


async def test_a_429_is_waited_out(fake: FakeDiscord, bot: TinyBot, quiz: Channel) -> None:
    fake.rate_limit("POST", MESSAGES, times=2, retry_after=0.001)
    channel = await channel_of(bot, quiz)
    await channel.send("patience")

    assert [each.status for each in fake.requests_to("POST", MESSAGES)] == [429, 429, 200]
    assert len(quiz.messages) == 1


async def test_a_bucket_empties_and_fills_again(
    fake: FakeDiscord, bot: TinyBot, quiz: Channel
) -> None:
    fake.limit("POST", MESSAGES, requests=2, per=0.05)
    channel = await channel_of(bot, quiz)
    for number in range(5):
        await channel.send(str(number))

    assert len(quiz.messages) == 5


async def test_a_retry_after_a_502_does_not_post_twice(
    fake: FakeDiscord, bot: TinyBot, quiz: Channel
) -> None:
    fake.fail("POST", MESSAGES, after=True)
    channel = await channel_of(bot, quiz)
    await channel.send("once")

    assert [each.status for each in fake.requests_to("POST", MESSAGES)] == [502, 200]
    assert len(quiz.messages) == 1
