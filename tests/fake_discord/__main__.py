"""Run the fake for a person: the conversation on the screen, plays from the keyboard."""

import argparse
import asyncio
import sys

from tests.fake_discord.driver import FakeDiscord
from tests.fake_discord.play import HELP, Play


async def run(arguments: argparse.Namespace) -> None:
    """Print where the fake is, then every line of the conversation as it comes."""
    async with FakeDiscord(
        port=arguments.port,
        message_content=arguments.message_content,
        bot_name=arguments.bot_name,
    ) as discord:
        guild = discord.guild("Revision")
        guild.channel("quiz")
        settings = discord.connect_settings()
        _print("Write this into a settings file, say fake.toml:")
        _print(f'  [discord]\n  api_base = "{settings.api_base}"')
        _print(f'  gateway_url = "{settings.gateway_url}"')
        _print("and start the bot in another terminal:")
        _print(f"  DISCORD_TOKEN={settings.token} COLLOQUY_CONFIG=fake.toml colloquy discord")
        _print(f"\n{HELP}\n")
        discord.service.journal.listener = _print
        play = Play(discord, guild)
        while line := await asyncio.to_thread(sys.stdin.readline):
            if line.strip() == "quit":
                return
            if line.strip() and (heard := await play.line(line)):
                _print(heard)
        await asyncio.Event().wait()  # The keyboard is closed: let the bot go on.


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - this is what the program is for


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fake_discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="a fixed port (default: a free one)")
    parser.add_argument("--bot-name", default="Colloquy", help="what the bot is called there")
    parser.add_argument(
        "--message-content", action="store_true", help="switch the privileged intent on"
    )
    try:
        asyncio.run(run(parser.parse_args()))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
