"""What a person does: type, click, select, submit."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.fake_discord import forms, furniture, limits, payloads, screen, typed
from tests.fake_discord.commands import CommandKind
from tests.fake_discord.errors import (
    HiddenCommandError,
    InteractionFailedError,
    Json,
    NotOnScreenError,
    RefusedByClientError,
)
from tests.fake_discord.interaction import Fate, Interaction
from tests.fake_discord.interaction import Kind as Doing
from tests.fake_discord.permissions import Permission
from tests.fake_discord.view import Text, View, Where, words
from tests.fake_discord.world import Channel, Message


class Choice(NamedTuple):
    """One line under the cursor while a command is typed."""

    name: str
    value: str | float


class Player(View):
    """One user in one place; `in_` is the same user elsewhere.

    Acts wait until the bot answered and raise InteractionFailedError if it did not;
    with `wait=False` they only act. `deliver_twice` lets the gateway repeat itself.
    """

    def in_(self, channel: Channel) -> "Player":
        return Player(self._discord, self.user, self._home, channel)

    def in_dm(self) -> "Player":
        """Return this person in their direct messages with the bot."""
        return self.in_(self._service.world.dm(self.user))

    async def types(
        self,
        text: str,
        *,
        reply_to: Message | None = None,
        deliver_twice: bool = False,
        wait: bool = True,
    ) -> Interaction | Message:
        """Type a line: a slash command, or else a message."""
        if text.startswith("/"):
            return await self.commands(text, deliver_twice=deliver_twice, wait=wait)
        return await self.says(text, reply_to=reply_to, deliver_twice=deliver_twice)

    async def says(
        self, text: str, *, reply_to: Message | None = None, deliver_twice: bool = False
    ) -> Message:
        """Send a message; `@Name` mentions a member or the bot."""
        channel = self.channel
        needed = Permission.VIEW_CHANNEL | (
            Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
        )
        if channel.permissions_of(self.user) & needed != needed:
            raise RefusedByClientError(f"{self.name} may not send messages in {channel.place}")
        content, mentioned = typed.mentions(text, channel, self._service.world)
        if not 1 <= len(content) <= limits.MOST_CONTENT:
            raise RefusedByClientError("A message has 1 to 2,000 characters")
        if reply_to is not None and reply_to.author not in mentioned:
            mentioned.append(reply_to.author)
        return self._service.post(
            channel,
            self.user,
            {"content": content},
            reply_to=reply_to,
            mentions=mentioned,
            deliver=2 if deliver_twice else 1,
        )

    async def commands(
        self, line: str, *, deliver_twice: bool = False, wait: bool = True
    ) -> Interaction:
        """Send a slash command, if Discord offers it to this person here."""
        command = typed.parse(line, self._service.commands, self.user, self.channel)
        self._write(f"{self.name}: {line}")
        what = "/" + " ".join(command.path)
        return await self._do(
            Doing.COMMAND, command.data, what, deliver_twice=deliver_twice, wait=wait
        )

    async def autocompletes(self, line: str) -> list[Choice]:
        """Type a command as far as this and return what is offered for its last option."""
        command = typed.parse(
            line, self._service.commands, self.user, self.channel, completing=True
        )
        interaction = await self._do(Doing.AUTOCOMPLETE, command.data, line)
        return [Choice(choice["name"], choice["value"]) for choice in interaction.choices]

    async def uses(
        self, name: str, on: "Message | Player", *, deliver_twice: bool = False, wait: bool = True
    ) -> Interaction:
        """Choose a command from the context menu of a message or of a user."""
        kind = CommandKind.MESSAGE if isinstance(on, Message) else CommandKind.USER
        offered = self._service.commands.offered(kind, self.user, self.channel)
        command = next((each for each in offered if each["name"] == name), None)
        if command is None:
            raise HiddenCommandError(f"{self.name} is not offered {name!r} here")
        if isinstance(on, Message):
            target = on.id
            shown = payloads.message(on, self._service.base)
            resolved: Json = {"messages": {str(target): shown}}
        else:
            target = on.user.id
            resolved = {"users": {str(target): furniture.user(on.user)}}
            if self.channel.guild is not None and target in self.channel.guild.members:
                member = self.channel.guild.members[target]
                resolved["members"] = {str(target): furniture.member(member, with_user=False)}
        data: Json = {
            "id": command["id"],
            "name": name,
            "type": int(kind),
            "target_id": str(target),
            "resolved": resolved,
        }
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        self._write(f"{self.name} uses {name}")
        return await self._do(Doing.COMMAND, data, name, deliver_twice=deliver_twice, wait=wait)

    async def clicks(
        self,
        label: Text,
        *,
        message: Where = None,
        deliver_twice: bool = False,
        wait: bool = True,
        within: float = 2.0,
    ) -> Interaction:
        """Click the newest enabled button of that label, as soon as there is one."""
        found = await self._service.pulse.until(
            lambda: next(self.buttons(label, message), None), within
        )
        if found is None:
            raise NotOnScreenError(
                f"{self.name} can click no [{words(label)}] on:\n{self.screen()}"
            )
        source, button = found
        name = screen.button_label(button)
        data = {"custom_id": button["custom_id"], "component_type": 2, "id": button["id"]}
        self._write(f"{self.name} clicks [{name}]")
        return await self._do(
            Doing.COMPONENT,
            data,
            f"[{name}]",
            deliver_twice=deliver_twice,
            wait=wait,
            source=source,
        )

    def can_click(self, label: Text, *, message: Where = None) -> bool:
        """Say whether there is an enabled button of that label now."""
        return next(self.buttons(label, message), None) is not None

    async def selects(
        self,
        *labels: str,
        menu: str | None = None,
        message: Where = None,
        deliver_twice: bool = False,
        wait: bool = True,
        within: float = 2.0,
    ) -> Interaction:
        """Pick options from the newest menu that has them; `menu` is its placeholder."""
        found = await self._service.pulse.until(
            lambda: next(self.menus(labels, menu, message), None), within
        )
        if found is None:
            raise NotOnScreenError(
                f"{self.name} can select no {' + '.join(labels)} on:\n{self.screen()}"
            )
        source, component = found
        name = component.get("placeholder") or "the menu"
        data = {
            "custom_id": component["custom_id"],
            "component_type": component["type"],
            "id": component["id"],
            "values": forms.pick(component, labels, name),
        }
        what = f"[▾ {', '.join(labels)}]"
        self._write(f"{self.name} selects {', '.join(labels)}")
        return await self._do(
            Doing.COMPONENT, data, what, deliver_twice=deliver_twice, wait=wait, source=source
        )

    async def submits(
        self,
        given: str | Sequence[str] | Mapping[str, forms.Filled],
        *,
        deliver_twice: bool = False,
        wait: bool = True,
    ) -> Interaction:
        """Fill in the open form and send it: the first field, all in order, or by label."""
        opened = self._service.interactions.forms.get(self.user.id)
        if opened is None or opened.modal is None:
            raise NotOnScreenError(f"{self.name} has no form open")
        data = forms.fill(opened.modal, given)
        self._write(f"{self.name} submits: {forms.shown(given)}")
        what = f"the form “{opened.modal['title']}”"
        interaction = await self.in_(opened.channel)._do(
            Doing.MODAL_SUBMIT,
            data,
            what,
            deliver_twice=deliver_twice,
            wait=wait,
            source=opened.source,
        )
        self._service.interactions.forms.pop(self.user.id, None)
        return interaction

    def closes_the_form(self) -> None:
        self._service.interactions.forms.pop(self.user.id, None)

    def deletes(self, message: Message) -> None:
        """Delete a message of one's own, or any as a moderator."""
        allowed = message.channel.permissions_of(self.user) & Permission.MANAGE_MESSAGES
        if message.author is not self.user and not allowed:
            raise RefusedByClientError(f"{self.name} may not delete that")
        self._service.delete(message)

    def closes_dms(self) -> None:
        """Take no more direct messages from the bot."""
        self.user.takes_dms = False

    async def _do(
        self,
        kind: Doing,
        data: Json,
        what: str,
        *,
        source: Message | None = None,
        deliver_twice: bool = False,
        wait: bool = True,
    ) -> Interaction:
        interaction = self._service.interactions.start(
            kind,
            self.user,
            self.channel,
            data,
            what,
            source=source,
            deliver=2 if deliver_twice else 1,
        )
        if wait:
            await self._discord.answered(interaction)
            if interaction.fate is Fate.FAILED:
                refused = "".join(f"\nrefused: {each}" for each in self._discord.refusals)
                raise InteractionFailedError(
                    f"The bot did not answer {self.name}'s {what} in time:\n"
                    f"{self.screen()}{refused}"
                )
        return interaction

    def _write(self, line: str) -> None:
        self._service.journal.write(line, self.channel.place)
