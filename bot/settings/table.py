"""A table of the settings file that notes what was asked of it and what was wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo, available_timezones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

SHOWN_CHARACTERS = 60


class Table:
    """Read by key; a key that nobody asks for is a mistake."""

    def __init__(self, raw: Mapping[str, object], name: str = "") -> None:
        self._raw = raw
        self._name = name
        self._asked: set[str] = set()
        self._told: list[str] = []
        self._inner: dict[str, list[Table]] = {}

    def mistakes(self) -> list[str]:
        """List what is wrong with this table and those in it, once all has been read."""
        unknown = [
            f"{self._path(key)} is not a setting. {_did_you_mean(key, self._asked)}"
            for key in self._raw
            if key not in self._asked
        ]
        inner = (told for tables in self._inner.values() for t in tables for told in t.mistakes())
        return [*unknown, *self._told, *inner]

    def tell(self, key: str, problem: str, remedy: str) -> None:
        self._told.append(f"{self._path(key)} {problem}. {remedy}")

    def table(self, key: str) -> Table:
        """Go into a table; the same one each time."""
        if key not in self._inner:
            raw = self._take(key, {})
            if not isinstance(raw, dict):
                self.tell(key, "is not a table", f"Write [{key}] above its settings.")
                raw = {}
            self._inner[key] = [Table(raw, self._path(key))]
        return self._inner[key][0]

    def tables(self, key: str) -> list[Table]:
        """Go into an array of tables."""
        raw = self._take(key, [])
        if not isinstance(raw, list) or not all(isinstance(table, dict) for table in raw):
            self.tell(key, "is not a list of tables", f"Write [[{key}]] above each.")
            raw = []
        self._inner[key] = [
            Table(table, f"{self._path(key)} number {number}")
            for number, table in enumerate(raw, 1)
        ]
        return self._inner[key]

    def text(self, key: str, default: str = "") -> str:
        value = self._take(key, default)
        if isinstance(value, str):
            return value.strip()
        return self._reject(key, "is not a text", f'Write {key} = "…"', default)

    def texts(self, key: str) -> list[str]:
        value = self._take(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item for item in value):
            return value
        return self._reject(key, "is not a list of texts", f'Write {key} = ["…"]', [])

    def ids(self, key: str) -> frozenset[int]:
        """Read ids of Discord, which are written as texts since they are longer than numbers."""
        found = self.texts(key)
        if all(text.strip().isdecimal() for text in found):
            return frozenset(int(text) for text in found)
        remedy = "Right-click the channel in Discord, Copy Channel ID."
        return self._reject(key, "has what is no id", remedy, frozenset())

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._take(key, default)
        if isinstance(value, bool):
            return value
        return self._reject(key, f"is {_shown(value)}", "Write true or false.", default)

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        value = self._take(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        remedy = f"Write a whole number from {least} to {most}."
        return self._reject(key, f"is {_shown(value)}", remedy, default)

    def share(self, key: str, default: float) -> float:
        value = self._take(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        return self._reject(key, f"is {_shown(value)}", "Write a number from 0 to 1.", default)

    def one_of(self, key: str, default: E) -> E:
        value = self._take(key, default.value)
        options = [member.value for member in type(default)]
        if isinstance(value, str) and value.strip().lower() in options:
            return type(default)(value.strip().lower())
        remedy = _did_you_mean(str(value), options, f"Write one of {', '.join(options)}.")
        return self._reject(key, f"is {_shown(value)}", remedy, default)

    def url(self, key: str, beginnings: tuple[str, ...]) -> str:
        """Read an address; "" is none."""
        value = self.text(key)
        if not value or value.startswith(beginnings):
            return value
        remedy = f"Begin it with {' or '.join(beginnings)}."
        return self._reject(key, "is not an address of the right kind", remedy, "")

    def day(self, key: str) -> date | None:
        """Read a day that must be there; None where it is not, which is told."""
        value = self._take(key, None)
        try:
            if isinstance(value, str):
                return date.fromisoformat(value)
        except ValueError:
            pass
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        problem = "is missing" if value is None else f"is {_shown(value)}"
        return self._reject(key, problem, f"Write {key} = 2026-09-01.", None)

    def zone(self, key: str) -> tzinfo:
        """Read a time zone by its name; UTC where there is none."""
        name = self.text(key, "UTC")
        if name == "UTC":
            return UTC
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):  # unknown; no name; a folder of names
            remedy = _did_you_mean(
                name, available_timezones(), 'Write one such as "Europe/London".'
            )
            return self._reject(key, f"is {_shown(name)}, an unknown time zone", remedy, UTC)

    def _take(self, key: str, default: object) -> object:
        self._asked.add(key)
        return self._raw.get(key, default)

    def _reject(self, key: str, problem: str, remedy: str, default: T) -> T:
        self.tell(key, problem, remedy)
        return default

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key


def _did_you_mean(word: str, options: Iterable[str], otherwise: str = "") -> str:
    known = sorted(options)
    near = get_close_matches(word.lower(), [option.lower() for option in known], n=1)
    found = [option for option in known if option.lower() in near]
    return f'Did you mean "{found[0]}"?' if found else otherwise or f"There are {', '.join(known)}."


def _shown(value: object) -> str:
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
