"""The bot as its operator runs it: a process of its own, killed and started again."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.fake_discord import Channel, FakeDiscord, Player

START_SECONDS = 10
PERU = """
id = "peru"
title = "Peru"
source = [{ id = "atlas", title = "School Atlas", kind = "book" }]
[[card]]
id = "capital"
kind = "short"
prompt = "What is the capital of Peru?"
asks = ["which city is perus capital"]
answer = "Lima"
explain = "Pizarro founded it in 1535."
cite = ["atlas#p. 12"]
[[card]]
id = "money"
kind = "short"
prompt = "What is the money of Peru called?"
asks = ["what do they pay with in peru"]
answer = "sol"
explain = "It is divided into 100 céntimos."
cite = ["atlas#p. 12"]
"""


async def start(fake: FakeDiscord, folder: Path, token: str | None = None) -> Process:
    connect = fake.connect_settings()
    config = folder / "colloquy.toml"
    (folder / "peru.toml").write_text(PERU)
    config.write_text(
        f'[decks]\nfolders = ["peru.toml"]\n'
        f'[discord]\napi_base = "{connect.api_base}"\ngateway_url = "{connect.gateway_url}"\n'
    )
    env = {
        **os.environ,
        "COLLOQUY_CONFIG": str(config),
        "DISCORD_TOKEN": connect.token if token is None else token,
    }
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "discord",
        "--data",
        str(folder / "data"),
        env=env,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


@asynccontextmanager
async def running(fake: FakeDiscord, folder: Path) -> AsyncIterator[Process]:
    process = await start(fake, folder)
    try:
        await fake.ready(commands=True, within=START_SECONDS)
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_after_kill_9_the_same_card_stands_and_nothing_counts_twice(
    fake: FakeDiscord, room: Channel, tmp_path: Path, ada: Player, bob: Player
) -> None:
    async with running(fake, tmp_path):
        await ada.types("/quiz start deck:peru pace:untimed")
        question = await bob.sees("Question 1 of 2")
        await ada.clicks("Answer")
        await ada.submits("no idea at all")
        await ada.sees("Your answer is in")
    await fake.gone()

    async with running(fake, tmp_path):
        await ada.clicks("Answer", message=question)
        await ada.submits("another idea")
        await ada.sees("Your answer to this question is in already.")
        await bob.clicks("Answer", message=question)
        await bob.submits("no idea either")
        await bob.sees("2 have answered")
        await ada.clicks("Reveal")
        await bob.sees("Not yet: Ada, Bob")


async def test_sigterm_ends_the_bot_cleanly(
    fake: FakeDiscord, room: Channel, tmp_path: Path
) -> None:
    async with running(fake, tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        out, err = await asyncio.wait_for(process.communicate(), 10)

    assert process.returncode == 0
    assert err == b""
    assert b"https://discord.com/oauth2/authorize?client_id=" in out


@pytest.mark.parametrize(
    ("token", "said"), [("", "DISCORD_TOKEN is not set"), ("wrong", "Discord refused the token")]
)
async def test_a_wrong_token_is_one_sentence(
    fake: FakeDiscord, tmp_path: Path, token: str, said: str
) -> None:
    process = await start(fake, tmp_path, token)
    _, err = await asyncio.wait_for(process.communicate(), 20)

    assert process.returncode == 1
    assert said in err.decode()
    assert "Traceback" not in err.decode()
    assert len(err.decode().strip().splitlines()) == 1


async def test_a_store_that_is_in_use_is_one_sentence(
    fake: FakeDiscord, room: Channel, tmp_path: Path
) -> None:
    async with running(fake, tmp_path):
        second = await start(fake, tmp_path)
        _, err = await asyncio.wait_for(second.communicate(), 20)

    assert second.returncode == 1
    assert b"Traceback" not in err
    assert len(err.decode().strip().splitlines()) == 1
