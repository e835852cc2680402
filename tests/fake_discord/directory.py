"""The application, its commands, users, guilds and members, as the bot reaches them."""

from tests.fake_discord import furniture
from tests.fake_discord.errors import ApiError, missing_access, unknown
from tests.fake_discord.rest import Call, Reply, Route
from tests.fake_discord.service import Service
from tests.fake_discord.sessions import Intent, application_flags
from tests.fake_discord.world import Guild


class Directory:
    def __init__(self, service: Service, shards: int) -> None:
        self._service = service
        self._world = service.world
        self._shards = shards

    def all(self) -> list[Route]:
        everywhere = "/applications/{application}/commands"
        in_guild = "/applications/{application}/guilds/{guild}/commands"
        return [
            ("GET", "/users/@me", self.me),
            ("GET", "/users/@me/guilds", self.own_guilds),
            ("GET", "/users/{user}", self.user),
            ("GET", "/oauth2/applications/@me", self.application),
            ("GET", "/applications/@me", self.application),
            ("GET", "/gateway", self.gateway),
            ("GET", "/gateway/bot", self.gateway_bot),
            ("GET", everywhere, self.commands),
            ("PUT", everywhere, self.put_commands),
            ("GET", in_guild, self.commands),
            ("PUT", in_guild, self.put_commands),
            ("GET", "/guilds/{guild}", self.guild),
            ("GET", "/guilds/{guild}/channels", self.channels),
            ("GET", "/guilds/{guild}/roles", self.roles),
            ("GET", "/guilds/{guild}/members", self.members),
            ("GET", "/guilds/{guild}/members/{user}", self.member),
        ]

    def me(self, _call: Call) -> Reply:
        return furniture.own_user(self._world.bot)

    def own_guilds(self, _call: Call) -> Reply:
        guilds = self._world.guilds.values()
        return [furniture.partial_guild(guild, self._world.bot) for guild in guilds]

    def user(self, call: Call) -> Reply:
        if (user := self._world.users.get(int(call.path["user"]))) is None:
            raise unknown("User")
        return furniture.user(user)

    def application(self, _call: Call) -> Reply:
        enabled = self._service.gateway.enabled
        return furniture.application(self._world.bot, application_flags(enabled))

    def gateway(self, _call: Call) -> Reply:
        return {"url": self._service.gateway.url}

    def gateway_bot(self, _call: Call) -> Reply:
        return {
            "url": self._service.gateway.url,
            "shards": self._shards,
            "session_start_limit": {
                "total": 1000,
                "remaining": 1000,
                "reset_after": 0,
                "max_concurrency": 1,
            },
        }

    def commands(self, call: Call) -> Reply:
        return self._service.commands.listed(self._scope(call))

    def put_commands(self, call: Call) -> Reply:
        if not isinstance(call.body, list):
            raise ApiError(400, 50035, "Invalid Form Body")
        return self._service.commands.put(self._scope(call), call.body)

    def guild(self, call: Call) -> Reply:
        return furniture.guild(self._guild(call), [])

    def channels(self, call: Call) -> Reply:
        channels = self._guild(call).channels.values()
        return [furniture.channel(channel) for channel in channels if not channel.is_thread]

    def roles(self, call: Call) -> Reply:
        return [furniture.role(role) for role in self._guild(call).roles.values()]

    def members(self, call: Call) -> Reply:
        if not self._service.gateway.enabled & Intent.MEMBERS:
            raise missing_access()
        limit = int(call.query.get("limit", 1))
        after = int(call.query.get("after", 0))
        members = sorted(self._guild(call).members.items())
        return [furniture.member(member) for key, member in members if key > after][:limit]

    def member(self, call: Call) -> Reply:
        member = self._guild(call).members.get(int(call.path["user"]))
        if member is None:
            raise unknown("Member")
        return furniture.member(member)

    def _scope(self, call: Call) -> Guild | None:
        if call.path["application"] != str(self._world.bot.id):
            raise ApiError(403, 20012, "You are not authorized to perform this action.")
        return self._guild(call) if "guild" in call.path else None

    def _guild(self, call: Call) -> Guild:
        guild = self._world.guilds.get(int(call.path["guild"]))
        if guild is None:
            raise unknown("Guild")
        return guild
