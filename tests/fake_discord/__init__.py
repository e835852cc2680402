"""A strict fake Discord over loopback sockets, for playing with a real discord.py bot."""

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
