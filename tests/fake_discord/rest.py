"""The HTTP side: who asks, how often, what for; every request is written down."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fake_discord import limits
from tests.fake_discord.errors import ApiError, Json, unauthorized
from tests.fake_discord.journal import Request
from tests.fake_discord.service import Service
from tests.fake_discord.world import Attachment

PREFIX = "/api/v10"
BY_TOKEN_IN_PATH = ("/interactions/", "/webhooks/")
MAJOR = ("channel", "guild", "application", "token")


@dataclass
class Call:
    """One request, read."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: list[Attachment] = field(default_factory=list)

    def json(self) -> Json:
        return self.body if isinstance(self.body, dict) else {}


Reply = Json | list[Json] | None
Handler = Callable[[Call], Reply]
Route = tuple[str, str, Handler]


class Rest:
    """Serves the routes; the rest of the world is a violation."""

    def __init__(self, service: Service, routes: list[Route]) -> None:
        self._service = service
        self.busy = 0
        self.app = web.Application(client_max_size=100 * 1024 * 1024)
        self.app.router.add_get("/", service.gateway.handle)
        self.app.router.add_get("/attachments/{channel}/{id}/{name}", self._download)
        for method, route, handler in routes:
            self.app.router.add_route(method, PREFIX + route, self._serve(route, handler))
        self.app.router.add_route("*", "/{anything:.*}", self._serve("", _nothing_here))

    def _serve(
        self, route: str, handler: Handler
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def serve(request: web.Request) -> web.StreamResponse:
            self.busy += 1
            try:
                return await self._answer(request, route, handler)
            finally:
                self.busy -= 1
                self._service.pulse.beat()

        return serve

    async def _answer(
        self, request: web.Request, route: str, handler: Handler
    ) -> web.StreamResponse:
        journal, rates = self._service.journal, self._service.rates
        path = request.path.removeprefix(PREFIX)
        record = Request(request.method, path, route, {})
        journal.requests.append(record)
        headers: dict[str, str] = {}
        try:
            call = await self._read(request)
            record.body = call.body
            self._check_token(request, path)
            if not route:
                journal.violate(f"unknown route {request.method} {path}")
            major = ",".join(call.path.get(name, "") for name in MAJOR)
            rates.trouble(request.method, route, after=False)
            headers = rates.count(request.method, route, major)
            reply = handler(call)
            rates.trouble(request.method, route, after=True)
        except ApiError as refusal:
            record.status, record.code = refusal.status, refusal.code
            if refusal.status < 500 and refusal.status != 429:
                journal.refuse(f"{request.method} {path}: {refusal}")
            return _json(refusal.body(), refusal.status, {**headers, **refusal.headers})
        except Exception as error:
            record.status = 500
            journal.violate(f"the fake broke on {request.method} {path}: {error!r}")
            raise
        record.status = 204 if reply is None else 200
        return _json(reply, record.status, headers)

    def _check_token(self, request: web.Request, path: str) -> None:
        given = request.headers.get("Authorization")
        if given is None and path.startswith(BY_TOKEN_IN_PATH):
            return
        if given != f"Bot {self._service.token}":
            raise unauthorized()

    async def _read(self, request: web.Request) -> Call:
        files: list[Attachment] = []
        if request.content_type == "multipart/form-data":
            form = await request.post()
            body = json.loads(str(form["payload_json"]))
            message = body.get("data", body) if "type" in body else body
            described = {str(each.get("id")): each for each in message.get("attachments") or []}
            for key, value in form.items():
                if isinstance(value, web.FileField):
                    number = key.removeprefix("files[").removesuffix("]")
                    about = described.get(number, {})
                    files.append(
                        Attachment(
                            self._service.world.new_id(),
                            about.get("filename") or value.filename,
                            value.file.read(),
                            about.get("description"),
                        )
                    )
        elif request.body_exists:
            if request.content_type != "application/json":
                raise ApiError(400, 50035, "Expected Content-Type application/json")
            try:
                body = await request.json()
            except ValueError as error:
                raise ApiError(400, 50109, "The request body contains invalid JSON.") from error
        else:
            body = {}
        limits.check_files([len(each.data) for each in files])
        return Call(request.match_info, request.query, body, files)

    async def _download(self, request: web.Request) -> web.Response:
        channel = self._service.world.channels.get(int(request.match_info["channel"]))
        for message in channel.messages.values() if channel else ():
            for attachment in message.attachments:
                if str(attachment.id) == request.match_info["id"]:
                    return web.Response(body=attachment.data)
        return web.Response(status=404)


def _nothing_here(_call: Call) -> Reply:
    raise ApiError(404, 0, "404: Not Found")


def _json(reply: Reply, status: int, headers: Mapping[str, str]) -> web.Response:
    # With a charset behind it, discord.py would not read the body as JSON.
    if reply is None:
        return web.Response(status=204, headers=headers)
    data = json.dumps(reply).encode()
    return web.Response(body=data, status=status, headers=headers, content_type="application/json")
