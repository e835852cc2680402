"""What pydantic found, in the words of a curator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.knowledge.decks import schema
from bot.knowledge.mistakes import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic_core import ErrorDetails

    from bot.knowledge.decks.syntax import Path

SHOWN_CHARACTERS = 60


def keys_at(loc: Path, model: type[schema.Table]) -> list[str]:
    owner = schema.NESTED.get(str(loc[0]), model) if len(loc) > 1 else model
    return [*owner.model_fields, *(schema.ARRAYS if owner is schema.Head else ())]


def explain(error: ErrorDetails, model: type[schema.Table]) -> tuple[str, str]:
    """Say a mistake of pydantic's in the words of a deck."""
    loc, kind = error["loc"], error["type"]
    name = _name(loc)
    key = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if kind == "extra_forbidden":
        keys = keys_at(loc, model)
        otherwise = f"The keys are {', '.join(keys)}."
        return f"{shown(key)} is not a key here", did_you_mean(key, keys, otherwise)
    if kind == "literal_error":
        allowed = [word.strip("'") for word in _options(error)]
        otherwise = f"Write one of {', '.join(allowed)}."
        remedy = did_you_mean(str(error["input"]), allowed, otherwise)
        return f"{name} is {shown(error['input'])}", remedy
    if kind == "string_too_short":
        is_needed = key in model.model_fields and model.model_fields[key].is_required()
        return f"{name} is empty", "Write it." if is_needed else "Write it, or leave it out."
    if kind in _SAYINGS:
        problem, remedy = _SAYINGS[kind](error)
        return f"{name} {problem}", remedy.replace("KEY", key)
    return f"{name}: {error['msg']}", ""


def _options(error: ErrorDetails) -> list[str]:
    return str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")


def _name(loc: Path) -> str:
    """Say where in the table: ("close", 1, "say") is "say of close number 2"."""
    words: list[str] = []
    for part in loc:
        if isinstance(part, int):
            words[-1] += f" number {part + 1}"
        else:
            words.append(part)
    return " of ".join(reversed(words)) or "it"


def shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = " ".join(text.split())
    return f'"{text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"}"'


def _limit(error: ErrorDetails) -> tuple[str, str]:
    context = error.get("ctx", {})
    bounds = {
        "too_short": ("at least", "min_length"),
        "too_long": ("at most", "max_length"),
        "greater_than_equal": ("at least", "ge"),
        "less_than_equal": ("at most", "le"),
    }
    words, bound = bounds[error["type"]]
    if "actual_length" in context:
        return f"has {context['actual_length']} entries", f"Write {words} {context[bound]}."
    return f"is {error['input']}", f"Write a whole number, {words} {context[bound]}."


_SAYINGS: Mapping[str, Callable[[ErrorDetails], tuple[str, str]]] = {
    "missing": lambda _: ("is missing", "Add KEY = …"),
    "string_type": lambda _: ("is not a text", 'Write it in quotes: KEY = "…"'),
    "string_pattern_mismatch": lambda error: (
        f"is {shown(error['input'])}",
        "Use small letters, digits and hyphens only.",
    ),
    "bool_type": lambda _: ("is neither true nor false", "Write true or false, without quotes."),
    "int_type": lambda _: ("is not a whole number", "Write it as a number, without quotes."),
    "list_type": lambda _: ("is not a list", "Write it in square brackets: KEY = […]"),
    "model_type": lambda _: ("is not a table", "Write it in braces: { … }"),
    "too_short": _limit,
    "too_long": _limit,
    "greater_than_equal": _limit,
    "less_than_equal": _limit,
}
