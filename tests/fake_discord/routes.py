"""Channels, messages, threads and interactions, as the bot reaches them."""

from tests.fake_discord import furniture, limits, payloads
from tests.fake_discord.errors import ApiError, Json, missing_access, missing_permissions, unknown
from tests.fake_discord.permissions import Permission
from tests.fake_discord.rest import Call, Reply, Route
from tests.fake_discord.service import Service
from tests.fake_discord.sessions import Intent
from tests.fake_discord.world import Channel, ChannelKind, Message, User

MOST_PAGE = 100


class Routes:
    """Handlers that decide at once: nothing here waits, so no two requests can interleave."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._world = service.world

    def all(self) -> list[Route]:
        channel, message = "/channels/{channel}", "/channels/{channel}/messages/{message}"
        hook, sent = "/webhooks/{application}/{token}", "/messages/{message}"
        return [
            ("GET", channel, self.get_channel),
            ("PATCH", channel, self.edit_channel),
            ("POST", f"{channel}/typing", self.type),
            ("GET", f"{channel}/messages", self.history),
            ("POST", f"{channel}/messages", self.send),
            ("GET", message, self.get_message),
            ("PATCH", message, self.edit_message),
            ("DELETE", message, self.delete_message),
            ("POST", f"{channel}/threads", self.start_thread),
            ("POST", f"{message}/threads", self.start_thread),
            ("PUT", f"{channel}/thread-members/@me", self.join_thread),
            ("POST", "/users/@me/channels", self.open_dm),
            ("POST", "/interactions/{id}/{token}/callback", self.respond),
            ("POST", hook, self.follow_up),
            ("GET", hook + sent, self.get_follow_up),
            ("PATCH", hook + sent, self.edit_follow_up),
            ("DELETE", hook + sent, self.delete_follow_up),
        ]

    # Channels

    def get_channel(self, call: Call) -> Reply:
        return furniture.channel(self._channel(call))

    def edit_channel(self, call: Call) -> Reply:
        channel, body = self._channel(call), call.json()
        own = channel.is_thread and channel.owner is self._world.bot
        needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
        if not own and not self._may(channel, needed):
            raise missing_permissions()
        channel.archived = bool(body.get("archived", channel.archived))
        channel.name = str(body.get("name", channel.name))
        self._world.tell("THREAD_UPDATE" if channel.is_thread else "CHANNEL_UPDATE", channel)
        return furniture.channel(channel)

    def type(self, call: Call) -> Reply:
        self._service.bot_may_send(self._channel(call), {}, 0)
        return None

    def open_dm(self, call: Call) -> Reply:
        user = self._world.users.get(int(call.json().get("recipient_id") or 0))
        if user is None or user.bot:
            raise unknown("User")
        return furniture.channel(self._world.dm(user))

    def start_thread(self, call: Call) -> Reply:
        parent, body = self._channel(call), call.json()
        if parent.guild is None or parent.is_thread:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        origin = self._message(call) if "message" in call.path else None
        public = origin is not None or body.get("type") == ChannelKind.PUBLIC_THREAD
        if not self._may(
            parent,
            Permission.CREATE_PUBLIC_THREADS if public else Permission.CREATE_PRIVATE_THREADS,
        ):
            raise missing_permissions()
        if not 1 <= len(str(body.get("name") or "")) <= 100:
            raise ApiError(400, 50035, "Invalid Form Body")
        if origin is not None and origin.thread is not None:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = Channel(
            origin.id if origin else self._world.new_id(),
            body["name"],
            self._world,
            kind=ChannelKind.PUBLIC_THREAD if public else ChannelKind.PRIVATE_THREAD,
            guild=parent.guild,
            parent=parent,
            owner=self._world.bot,
        )
        if origin is not None:
            origin.thread = thread
        self._world.channels[thread.id] = parent.guild.channels[thread.id] = thread
        self._world.tell("THREAD_CREATE", thread)
        return furniture.channel(thread)

    def join_thread(self, call: Call) -> Reply:
        self._channel(call)
        return None

    # Messages

    def history(self, call: Call) -> Reply:
        channel = self._channel(call)
        if not self._may(channel, Permission.READ_MESSAGE_HISTORY):
            return []
        limit = int(call.query.get("limit", 50))
        if not 1 <= limit <= MOST_PAGE:
            raise ApiError(400, 50035, "Invalid Form Body")
        found = [each for each in channel.messages.values() if not each.ephemeral]
        if after := call.query.get("after"):
            # Discord gives the oldest ones after that id, the newest of them first.
            page = [each for each in found if each.id > int(after)][:limit]
        else:
            before = int(call.query.get("before") or 1 << 63)
            page = [each for each in found if each.id < before][-limit:]
        return [self._shown(each) for each in reversed(page)]

    def send(self, call: Call) -> Reply:
        channel, body = self._channel(call), call.json()
        self._service.check_body(body)
        self._service.bot_may_send(channel, body, len(call.files))
        limits.check_not_empty(
            body.get("content") or "",
            body.get("embeds") or [],
            len(call.files) + len(body.get("components") or []),
        )
        if body.get("enforce_nonce"):
            for old in channel.messages.values():
                if old.author is self._world.bot and old.nonce == str(body.get("nonce")):
                    return self._shown(old)
        message = self._service.post(
            channel,
            self._world.bot,
            body,
            files=call.files,
            reply_to=self._replied(channel, body.get("message_reference")),
            mentions=self._mentioned(body),
        )
        return self._shown(message)

    def get_message(self, call: Call) -> Reply:
        return self._shown(self._message(call))

    def edit_message(self, call: Call) -> Reply:
        message, body = self._message(call), call.json()
        if message.author is not self._world.bot:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        self._service.check_edit(message, body)
        self._service.bot_may_send(message.channel, {"embeds": body.get("embeds")}, 0)
        return self._shown(self._service.edit(message, body, call.files))

    def delete_message(self, call: Call) -> Reply:
        message = self._message(call)
        own = message.author is self._world.bot
        if not own and not self._may(message.channel, Permission.MANAGE_MESSAGES):
            raise missing_permissions()
        self._service.delete(message)
        return None

    # Interactions

    def respond(self, call: Call) -> Reply:
        _, response = self._service.interactions.respond(
            int(call.path["id"]), call.path["token"], call.json(), call.files
        )
        return response if call.query.get("with_response") in ("1", "true") else None

    def follow_up(self, call: Call) -> Reply:
        interactions = self._service.interactions
        interaction = interactions.by_token(call.path["application"], call.path["token"])
        message = interactions.follow_up(interaction, call.json(), call.files)
        # Follow-ups always answer with the message, whatever `wait` says.
        return self._shown(message)

    def get_follow_up(self, call: Call) -> Reply:
        return self._shown(self._follow_up(call))

    def edit_follow_up(self, call: Call) -> Reply:
        message, body = self._follow_up(call), call.json()
        self._service.check_edit(message, body)
        return self._shown(self._service.edit(message, body, call.files))

    def delete_follow_up(self, call: Call) -> Reply:
        self._service.delete(self._follow_up(call))
        return None

    def _follow_up(self, call: Call) -> Message:
        interactions = self._service.interactions
        interaction = interactions.by_token(call.path["application"], call.path["token"])
        return interactions.message(interaction, call.path["message"])

    # Finding things

    def _channel(self, call: Call) -> Channel:
        channel = self._world.channels.get(int(call.path["channel"]))
        if channel is None:
            raise unknown("Channel")
        if not self._may(channel, Permission.VIEW_CHANNEL):
            raise missing_access()
        return channel

    def _message(self, call: Call) -> Message:
        # Ephemeral messages do not exist outside their interaction.
        message = self._channel(call).messages.get(int(call.path["message"]))
        if message is None or message.ephemeral:
            raise unknown("Message")
        return message

    def _may(self, channel: Channel, permission: Permission) -> bool:
        return bool(channel.permissions_of(self._world.bot) & permission)

    def _shown(self, message: Message) -> Json:
        payload = payloads.message(message, self._service.base)
        enabled = self._service.gateway.enabled & Intent.MESSAGE_CONTENT
        if enabled or payloads.content_is_shown(message, self._world.bot):
            return payload
        return payloads.blanked(payload)

    def _replied(self, channel: Channel, reference: Json | None) -> Message | None:
        if reference is None:
            return None
        replied = channel.messages.get(int(reference["message_id"]))
        if replied is None and reference.get("fail_if_not_exists", True):
            raise ApiError(
                400,
                50035,
                "Invalid Form Body",
                errors={
                    "message_reference": {
                        "_errors": [
                            {
                                "code": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
                                "message": "Unknown message",
                            }
                        ]
                    }
                },
            )
        return replied

    def _mentioned(self, body: Json) -> list[User]:
        text = body.get("content") or ""
        return [user for user in self._world.users.values() if f"<@{user.id}>" in text]
