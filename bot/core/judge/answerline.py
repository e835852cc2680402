"""Quizbowl answer lines, read into a key.

Sources: the answer-line grammar of ACF and NAQT ("accept", "prompt on … by asking …", "do not
accept or prompt on", "accept either underlined part") and qb-answer-checker's reading of it. What
is underlined must be said, the rest may be left out; without underlining, all of it is the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.judge.compile import Accepted, Parts, assemble
from bot.core.judge.key import PartRule
from bot.core.judge.text import clean, fold, tokens
from bot.core.judge.wordlists import LITTLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.judge.key import TextKey
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 4000

_OPEN, _SHUT = "\x01", "\x02"
_TAGS = re.compile(r"<[^<>]{0,60}>")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]|\(([^()]*)\)")
_DIRECTIVE = re.compile(
    r"^[\s,;]*(?:"
    r"(?P<reject>(?:do not|don['’]t) (?:accept|prompt)(?: or (?:accept|prompt))?(?: on)?|reject)"
    r"|(?P<anti>anti-?\s?prompt(?: on)?)|(?P<prompt>prompt(?: on)?)"
    r"|(?P<accept>(?:also )?accept|or))\b\s*",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"[;,]\s+(?:and\s+|but\s+)?(?=(?:do not|don['’]t|reject|anti-?prompt|prompt on|accept)\b)"
)
_ASKING = re.compile(
    r"\s*(?:,\s*)?(?:by asking|asking|with)\b[^“\"]{0,20}[“\"](?P<say>[^”\"]*)[”\"]", re.IGNORECASE
)
_QUALIFIER = re.compile(
    r"[\s,]*\b(?:until|before|after|prior to|even though|since that|because|alone)\b.*$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:the\s)?(?:any(?:thing)?\s)?"
    r"(?:(?:clear|reasonable|obvious|specific|equivalent|other)\s)*"
    r"(?:answers?|equivalents?|word forms?|things?|descriptions?|groups?|mentioning|types?)"
    r"(?:\s(?:about|that|like|such as|expressing|indicating|describing|mentioning|involving|of"
    r"|the idea|or))*\s+",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(?:either|any|both|each)(?: of the)?(?: one)?"
    r"(?: underlined \w+|(?: single)? (?:part|name|half|portion)s?)\b|\beither answer\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"\bpartial\b", re.IGNORECASE)
_OR = re.compile(r"\s*,?\s+or\s+|\s*,\s+(?:or\s+)?")
_QUOTES = re.compile(r"[“”\"]")
_SUCH_AS = re.compile(r"\s+such as\s+|\s+like\s+(?=[\x01“\"])")


@dataclass(slots=True)
class _Line:
    """What a line says, clause by clause."""

    accept: list[str] = field(default_factory=list)
    prompts: list[tuple[str, str]] = field(default_factory=list)
    reject: list[str] = field(default_factory=list)
    either: bool = False
    partial: bool = False


def answerline_key(answerline: str, prompt: str = "") -> TextKey:
    """Compile a quizbowl answer line, with the markup of its underlining or plain."""
    line = _read(answerline[:LONGEST])
    underlined = any(_OPEN in text for text in line.accept)
    accepted = [a for text in line.accept for a in _accepted(text, either=line.either)]
    prompts = [(a, say) for text, say in line.prompts for a in _accepted(text, either=False)]
    return assemble(
        Parts(
            accepted=tuple(accepted),
            close=tuple(prompts),
            reject=tuple(_plain(text) for text in line.reject),
            prompt=clean(prompt),
            part=_part_rule(line, underlined=underlined),
            word_forms=True,
        )
    )


def _part_rule(line: _Line, *, underlined: bool) -> PartRule:
    if line.partial:
        return PartRule.IS_CLOSE
    return PartRule.IS_WRONG if underlined else PartRule.IS_ENOUGH


def _read(answerline: str) -> _Line:
    text = re.sub(r"<u>", _OPEN, answerline, flags=re.IGNORECASE)
    text = re.sub(r"</u>", _SHUT, text, flags=re.IGNORECASE)
    text = _TAGS.sub("", text).replace(_SHUT + _OPEN, "")
    line = _Line()
    clauses: list[str] = []

    def aside(match: re.Match[str]) -> str:
        inner = match[1] if match[1] is not None else match[2]
        if _DIRECTIVE.match(inner):
            clauses.extend(_clauses(inner))
            return " "
        if match[1] is not None or (" " not in inner.strip() and match.start() < first_end):
            return f" ({inner}) " if inner.strip() else " "
        return " "

    first_end = min((text.find(mark) for mark in "[" if mark in text), default=len(text))
    main = _BRACKETS.sub(aside, text)
    head, *rest = re.split(r";", main, maxsplit=1)
    clauses += _clauses(rest[0]) if rest else []
    line.accept.extend(part for part in _split_or(head) if _plain(part))
    for clause in clauses:
        _add(clause, line)
    return line


def _clauses(text: str) -> Iterator[str]:
    for part in text.split(";"):
        yield from _LATER.split(part)


def _split_or(text: str) -> list[str]:
    return [part for part in re.split(r"\s+or\s+", text) if part.strip()]


def _add(clause: str, line: _Line) -> None:
    """Add one clause to the line."""
    directive = _DIRECTIVE.match(clause)
    if directive is None:
        return
    body = clause[directive.end() :]
    if _EITHER.search(body) and (directive["accept"]):
        line.either = True
        body = re.sub(r"^.*?\b(?:as well as|and|or)\b", "", body) if _OPEN in body else ""
    if _PARTIAL.search(body) and not directive["reject"]:
        line.partial = line.partial or directive["accept"] is None
        body = re.sub(r"^.*?partial\s+\w+(?:\s+or(?:\s+on)?)?", "", body)
    asking = _ASKING.search(body)
    say = asking["say"].strip() if asking else ""
    if asking:
        body = body[: asking.start()]
    if "in place of" in body or re.search(r"\bword forms\b\W*$", body):
        return
    alternatives = [_QUALIFIER.sub("", part) for part in _OR.split(body)]
    for part in alternatives:
        for text in _SUCH_AS.split(_ABOUT.sub("", part.strip())):
            kept = _ABOUT.sub("", text.strip())
            if not _plain(kept):
                continue
            if directive["reject"]:
                line.reject.append(kept)
            elif directive["accept"]:
                line.accept.append(kept)
            else:
                line.prompts.append((kept, say))


def _plain(text: str) -> str:
    return clean(_QUOTES.sub("", text.replace(_OPEN, "").replace(_SHUT, ""))).strip(" .,")


def _accepted(text: str, *, either: bool) -> Iterator[Accepted]:
    """Give the wordings of one alternative: the whole, and what is underlined of it."""
    plain = _plain(text)
    marked = re.findall(f"{_OPEN}([^{_OPEN}{_SHUT}]*){_SHUT}?", text)
    if not marked:
        yield Accepted(plain)
        if either:
            yield from (Accepted(word) for word in plain.split() if len(word) > 2)
        return
    needed = [word for part in marked for word in tokens(fold(_plain(part)))]
    whole_words = {word for word in tokens(fold(plain)) if word not in LITTLE}
    cut = {n: next((w for w in whole_words if w.startswith(n) and w != n), None) for n in needed}
    required = frozenset(n if n in whole_words or cut[n] is None else str(cut[n]) for n in needed)
    yield Accepted(plain, frozenset(required & whole_words) or None)
    short = " ".join(_plain(part) for part in marked if _plain(part))
    if all(len(_plain(part)) == 1 for part in marked):
        short = "".join(_plain(part) for part in marked)
    if short != plain and len(short) > 1:
        yield Accepted(short)
    if either:
        parts = marked if len(marked) > 1 else marked[0].split()
        yield from (Accepted(_plain(part)) for part in parts if len(_plain(part)) > 2)
