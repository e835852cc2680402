"""What happened: every request, every breach, and the play as a transcript."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fake_discord.errors import Json


@dataclass
class Request:
    """One request of the bot; `code` is Discord's error code when it was refused."""

    method: str
    path: str
    route: str
    body: Json | list[Json]
    status: int = 0
    code: int | None = None

    def __str__(self) -> str:
        refused = f" ({self.code})" if self.code is not None else ""
        return f"{self.method} {self.path} -> {self.status}{refused}"


@dataclass
class Journal:
    """`violations` is what no bot may do; `refusals` what Discord did not accept."""

    requests: list[Request] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    listener: Callable[[str], None] | None = None
    _place: str = ""

    def write(self, line: str, place: str | None = None) -> None:
        """Add to the transcript, and to the screen of whoever watches."""
        if place is not None and place != self._place:
            self._place = place
            self.write(f"── {place} ──")
        self.lines.append(line)
        if self.listener is not None:
            self.listener(line)

    def violate(self, what: str) -> None:
        self.violations.append(what)
        self.write(f"!! {what}")

    def refuse(self, what: str) -> None:
        self.refusals.append(what)
        self.write(f"!! refused: {what}")
