"""What a person sees, and what there is to act on."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

from tests.fake_discord import payloads, screen
from tests.fake_discord.components import LINK_STYLE, Kind, walk
from tests.fake_discord.errors import Json, NotOnScreenError
from tests.fake_discord.world import Channel, Guild, Message, User

if TYPE_CHECKING:
    from tests.fake_discord.driver import FakeDiscord

Text = str | re.Pattern[str]
Where = Message | Text | None


class View:
    """One user's screen in one place."""

    def __init__(
        self, discord: "FakeDiscord", user: User, home: Guild | None, channel: Channel | None
    ) -> None:
        self._discord = discord
        self._service = discord.service
        self._home = home
        self._channel = channel
        self._scrolled_to = 0
        self.user = user

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def channel(self) -> Channel:
        """Return where this person is: the guild's first channel, if nothing else was said."""
        if self._channel is not None:
            return self._channel
        if self._home is None or not self._home.channels:
            raise NotOnScreenError(f"{self.name} is in no channel")
        return next(iter(self._home.channels.values()))

    async def sees(self, text: Text, *, within: float = 5.0) -> Message:
        """Wait until a message says that, and return the newest one that does."""
        found = await self._service.pulse.until(lambda: next(self.saying(text), None), within)
        if found is None:
            raise NotOnScreenError(
                f"{self.name} does not see {words(text)!r} but:\n{self.screen()}"
            )
        return found

    async def does_not_see(self, text: Text) -> None:
        """Let the bot finish what it is doing; then no message may say that."""
        await self._discord.settle()
        if next(self.saying(text), None) is not None:
            raise NotOnScreenError(f"{self.name} sees {words(text)!r}:\n{self.screen()}")

    def scrolls(self) -> Self:
        """Put everything so far out of sight; what is edited later comes back."""
        self._scrolled_to = self._service.world.touches
        return self

    def screen(self) -> str:
        """Return everything that this person sees here, as text."""
        lines = [f"── {self.channel.place} ──"]
        for message in self._visible():
            lines += screen.message_lines(message)
        if self.form is not None:
            lines.append(self.form)
        return "\n".join(lines)

    @property
    def form(self) -> str | None:
        """Return the open form as text."""
        opened = self._service.interactions.forms.get(self.user.id)
        if opened is None or opened.modal is None:
            return None
        return "\n".join(screen.form_lines(opened.modal))

    def _visible(self) -> list[Message]:
        shown = self.channel.visible_to(self.user)
        return [message for message in shown if message.touched > self._scrolled_to]

    def saying(self, text: Text) -> Iterator[Message]:
        return (message for message in reversed(self._visible()) if says(message, text))

    def _controls(self, where: Where) -> Iterator[tuple[Message, Json]]:
        for message in reversed(self.channel.visible_to(self.user)):
            if (
                where is None
                or message is where
                or (not isinstance(where, Message) and says(message, where))
            ):
                for _, component in walk(payloads.numbered(message.components)):
                    if not component.get("disabled"):
                        yield message, component

    def buttons(self, label: Text, where: Where) -> Iterator[tuple[Message, Json]]:
        for message, component in self._controls(where):
            if component["type"] == Kind.BUTTON and component.get("style") != LINK_STYLE:
                names = (screen.button_label(component), component.get("label") or "")
                if any(
                    label == name if isinstance(label, str) else label.search(name)
                    for name in names
                ):
                    yield message, component

    def menus(
        self, labels: Sequence[str], menu: str | None, where: Where
    ) -> Iterator[tuple[Message, Json]]:
        for message, component in self._controls(where):
            if component["type"] == Kind.SELECT and menu in (None, component.get("placeholder")):
                offered = {option["label"] for option in component["options"]}
                if offered.issuperset(labels):
                    yield message, component


def says(message: Message, text: Text) -> bool:
    lines = screen.message_lines(message)
    plain = "\n".join(line.removeprefix(screen.INDENT).removeprefix("│ ") for line in lines)
    return text in plain if isinstance(text, str) else bool(text.search(plain))


def words(text: Text) -> str:
    return text if isinstance(text, str) else text.pattern
