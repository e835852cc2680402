"""A strict fake Discord over loopback sockets, for playing with a real discord.py bot.

    async with FakeDiscord() as fake:
        guild = fake.guild("Revision")
        guild.channel("quiz")
        ada, bob = fake.user("Ada", guild), fake.user("Bob", guild)
        ...  # start the bot with fake.connect_settings()
        await fake.ready(commands=True)
        await ada.types("/quiz start deck:cuban-missile-crisis questions:2")
        await ada.clicks("Answer")
        await ada.submits("quarantine")
        await bob.does_not_see("quarantine")
        assert not fake.violations
        assert not fake.refusals

`python -m tests.fake_discord` is the same for a person at the keyboard.
"""

from tests.fake_discord.driver import ConnectSettings, FakeDiscord
from tests.fake_discord.errors import (
    HiddenCommandError,
    InteractionFailedError,
    NotOnScreenError,
    PlayError,
    RefusedByClientError,
)
from tests.fake_discord.permissions import Permission
from tests.fake_discord.player import Choice, Player
from tests.fake_discord.world import Channel, Guild, Message

__all__ = [
    "Channel",
    "Choice",
    "ConnectSettings",
    "FakeDiscord",
    "Guild",
    "HiddenCommandError",
    "InteractionFailedError",
    "Message",
    "NotOnScreenError",
    "Permission",
    "PlayError",
    "Player",
    "RefusedByClientError",
]
