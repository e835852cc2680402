"""What Discord says when it refuses, and what a play says when it cannot go on.

ApiError                  a request that Discord refuses, in its own JSON shape
PlayError                 a person cannot do that, or does not see that (an AssertionError)
├── NotOnScreenError      what the play looks for is not there
├── HiddenCommandError    Discord does not offer that command to this person here
├── RefusedByClientError  the person's own client would not send it (a limit, a required field)
└── InteractionFailedError  "This interaction failed": the bot did not answer in time
"""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        *,
        errors: Mapping[str, Any] | None = None,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code} {message} {dict(errors) if errors else ''}".rstrip())
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})

    def body(self) -> Json:
        """Return the JSON that Discord sends with this refusal."""
        body: Json = {"message": self.message, "code": self.code, **self.extra}
        if self.errors:
            body["errors"] = self.errors
        return body


class PlayError(AssertionError):
    pass


class NotOnScreenError(PlayError):
    pass


class HiddenCommandError(PlayError):
    pass


class RefusedByClientError(PlayError):
    pass


class InteractionFailedError(PlayError):
    pass


def unauthorized() -> ApiError:
    return ApiError(401, 0, "401: Unauthorized")


def missing_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def unknown(thing: str) -> ApiError:
    """Return the 404 for a thing that does not exist, or that the bot may not know of."""
    codes = {
        "Channel": 10003,
        "Guild": 10004,
        "Member": 10007,
        "Message": 10008,
        "User": 10013,
        "Webhook": 10015,
        "Interaction": 10062,
        "Application Command": 10063,
    }
    return ApiError(404, codes[thing], f"Unknown {thing}")


class Complaints:
    """Everything that is wrong with one form, so that Discord can say it all at once."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._found: Json = {}

    def add(self, path: str, code: str, message: str) -> None:
        """File a complaint under a dotted path such as `embeds.0.title`."""
        node = self._found
        for step in f"{self._prefix}{path}".split("."):
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def required(self, path: str) -> None:
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required")

    def text(self, path: str, value: object, most: int, least: int = 0) -> None:
        """Complain unless the value is a text of that length, counted in code points."""
        if not isinstance(value, str):
            self.add(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        elif len(value) > most or len(value) < least:
            if least:
                code, size = "BASE_TYPE_BAD_LENGTH", f"between {least} and {most}"
            else:
                code, size = "BASE_TYPE_MAX_LENGTH", f"{most} or fewer"
            self.add(path, code, f"Must be {size} in length.")

    def count(self, path: str, value: object, most: int, least: int = 0) -> None:
        """Complain unless the value is a list of that length."""
        if not isinstance(value, list):
            self.add(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        elif not least <= len(value) <= most:
            self.add(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")

    def choice(self, path: str, value: object, allowed: tuple[int, ...]) -> None:
        if value not in allowed:
            self.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {allowed}.")

    def between(self, path: str, value: object, least: int, most: int) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            self.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif not least <= value <= most:
            self.add(path, "NUMBER_TYPE_BETWEEN", f"int value should be {least} to {most}.")

    def refuse_if_any(self) -> None:
        """Raise Discord's Invalid Form Body if anything was filed."""
        if self._found:
            raise ApiError(400, 50035, "Invalid Form Body", errors=self._found)
