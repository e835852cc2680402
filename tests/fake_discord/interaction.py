"""One interaction: what one person did, and which answers fit it."""

import asyncio
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from tests.fake_discord import furniture
from tests.fake_discord.commands import CommandKind
from tests.fake_discord.errors import Json
from tests.fake_discord.world import Channel, Message, MessageKind, User


class Kind(IntEnum):
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class Answer(IntEnum):
    MESSAGE = 4
    DEFERRED_MESSAGE = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class Fate(Enum):
    OPEN = "open"
    ANSWERED = "answered"
    FAILED = "failed"


@dataclass(eq=False)
class Interaction:
    """What one person did; `what` says it in words, `source` is the message it was done on."""

    id: int
    token: str
    kind: Kind
    user: User
    channel: Channel
    data: Json
    what: str
    created: float
    source: Message | None = None
    fate: Fate = Fate.OPEN
    answer: Answer | None = None
    original: Message | None = None
    modal: Json | None = None
    choices: list[Json] = field(default_factory=list)
    timer: asyncio.TimerHandle | None = None

    def metadata(self) -> Json:
        """Return what a message says about the interaction that caused it."""
        kind = Kind.COMMAND if self.kind is Kind.AUTOCOMPLETE else self.kind
        return {
            "id": str(self.id),
            "type": int(kind),
            "user": furniture.user(self.user),
            "authorizing_integration_owners": {},
            **({"interacted_message_id": str(self.source.id)} if self.source else {}),
        }

    def allowed_answers(self) -> tuple[Answer, ...]:
        messages = (Answer.MESSAGE, Answer.DEFERRED_MESSAGE)
        match self.kind:
            case Kind.AUTOCOMPLETE:
                return (Answer.CHOICES,)
            case Kind.COMMAND:
                return (*messages, Answer.MODAL)
            case Kind.COMPONENT:
                return (*messages, Answer.DEFERRED_UPDATE, Answer.UPDATE, Answer.MODAL)
            case Kind.MODAL_SUBMIT:
                updates = (Answer.DEFERRED_UPDATE, Answer.UPDATE) if self.source else ()
                return (*messages, *updates)


def message_kind(interaction: Interaction | None, reply_to: Message | None) -> MessageKind:
    if interaction is not None and interaction.kind is Kind.COMMAND:
        slash = interaction.data.get("type", 1) == CommandKind.SLASH
        return MessageKind.COMMAND if slash else MessageKind.CONTEXT_MENU
    return MessageKind.REPLY if reply_to is not None else MessageKind.DEFAULT
