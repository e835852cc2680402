"""One line of `colloquy judge --jsonl`: judge a reply against the answer beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.deck import Answer, CloseAnswer
from bot.core.judge.answerline import answerline_key
from bot.core.judge.cards import judge
from bot.core.judge.compile import compile_key

if TYPE_CHECKING:
    from collections.abc import Mapping


def judge_row(row: Mapping[str, object]) -> dict[str, object]:
    """Judge one row; ValueError says what is wrong with it."""
    reply = _text(row, "reply")
    prompt = _text(row, "prompt", "")
    if "answerline" in row:
        key = answerline_key(_text(row, "answerline"), prompt)
    else:
        key = compile_key(_answer(row), prompt=prompt)
    found = judge(reply, key)
    return {
        "id": row.get("id"),
        "verdict": found.verdict.value,
        "reason": found.reason.value,
        "say": found.say,
    }


def _answer(row: Mapping[str, object]) -> Answer:
    return Answer(
        text=_text(row, "answer"),
        accept=tuple(_texts(row, "accept")),
        close=tuple(_close(row)),
        reject=tuple(_texts(row, "reject")),
    )


def _text(row: Mapping[str, object], name: str, default: str | None = None) -> str:
    value = row.get(name, default)
    if value is None:
        raise ValueError(f'"{name}" is missing')
    if not isinstance(value, str):
        raise ValueError(f'"{name}" must be a string')
    return value


def _list(row: Mapping[str, object], name: str) -> list[object]:
    value = row.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ValueError(f'"{name}" must be a list')
    return value


def _texts(row: Mapping[str, object], name: str) -> list[str]:
    found = _list(row, name)
    texts = [item for item in found if isinstance(item, str)]
    if len(texts) < len(found):
        raise ValueError(f'"{name}" must be a list of strings')
    return texts


def _close(row: Mapping[str, object]) -> list[CloseAnswer]:
    result: list[CloseAnswer] = []
    for item in _list(row, "close"):
        match item:
            case str():
                result.append(CloseAnswer(item))
            case {"given": str(given), **rest}:
                say = rest.get("say")
                result.append(CloseAnswer(given, say if isinstance(say, str) else None))
            case _:
                raise ValueError('"close" must be a list of strings or of {"given", "say"}')
    return result
