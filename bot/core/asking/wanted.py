"""What kind of answer a question wants: a date, a person, a reason, a yes or no."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.core.asking.names import REMEMBERED, words


class Want(StrEnum):
    """What a question wants to hear."""

    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    AMOUNT = "amount"
    REASON = "reason"
    MANNER = "manner"
    POINTS = "points"
    COMPARISON = "comparison"
    TRUTH = "truth"
    MEANING = "meaning"
    THING = "thing"


LONG = frozenset({Want.REASON, Want.MANNER, Want.POINTS, Want.COMPARISON})
"""What may take several cards to answer."""

_SHORT_FORMS = (
    (re.compile(r"\b(whats|wats|wut|wat|wot|wht)\b"), "what"),
    (re.compile(r"\b(whens|wen|whn)\b"), "when"),
    (re.compile(r"\b(whos|hoo)\b"), "who"),
    (re.compile(r"\b(wheres|wher|were abouts)\b"), "where"),
    (re.compile(r"\b(whys|wy)\b|^y\b"), "why"),
    (re.compile(r"\b(hows|hw)\b"), "how"),
    (re.compile(r"\bdiff\b"), "difference"),
)
_LEADING = re.compile(
    r"^((hey|hi|hello|so|ok|okay|and|but|um|well|please|pls|plz|quick question|sorry|also|then"
    r"|wait|btw|can (you|u)( please)?|could (you|u)( please)?|tell me|do (you|u) know|remind me"
    r"|i (want|need) to know|explain( to me)?)\b[,: ]*)+"
)
_UNIT = r"(many|much|long|far|old|tall|big|large|high|heavy|deep|wide|close|near|often|fast|soon)"
_OFFICES = words(
    """
    president leader pilot general politician minister man woman person people marshal premier
    ambassador envoy dictator adviser official officer commander captain secretary brother
    """
)
_NATIONS = words("american soviet cuban russian us")
ROLES = _OFFICES | _NATIONS
"""What a person may be called who is asked for."""

_ROLE = f"({'|'.join(sorted(_OFFICES))})"
# "which Cuban signed" asks for a person, "which Cuban port" does not
_DEED = r"(who|that|\w+ed|met|took|led|wrote|made|told|ran|shot|flew)"
_NATIONAL = rf"({'|'.join(sorted(_NATIONS))})(?= {_DEED}\b|$)"
_AUXILIARY = (
    r"(did|was|were|is|are|do|does|had|has|have|could|can|would|should|will|isnt|wasnt|werent"
    r"|didnt|arent|doesnt|hadnt|couldnt)"
)
_RULES: tuple[tuple[Want, re.Pattern[str]], ...] = (
    (
        Want.TRUTH,
        re.compile(
            r"\bmy (\w+ )?(notes?|teacher|book|friend|essay|plan)\b"
            r".*\b(says?|said|reckons?|thinks?|claims?|wrote)\b"
            r"|\bi (thought|heard|read|dont think)\b"
        ),
    ),
    (
        Want.POINTS,
        re.compile(
            r"\b(evidence|arguments?|argued|points? (for|that|to|about|against)"
            r"|case (for|against)|(?<!my )essay|assess|to what extent|blamed?|whose fault|at fault"
            r"|culprit|culpab\w+|guilty"
            r"|(who|how far|what extent).*\bresponsib\w+)\b"
        ),
    ),
    (
        Want.COMPARISON,
        re.compile(r"\b(compared?|comparison|differen(ce|ces|t)|differ|versus|vs|contrast)\b"),
    ),
    (
        Want.DATE,
        re.compile(
            r"^when\b|\bwhen (did|was|were|is|do|does|had|will|would|exactly)\b|\bwhen$"
            r"|\b(what|which|exact)( \w+)? (dates?|days?|months?|years?|times?)\b"
            r"|\b(what|which) (morning|evening|night)\b"
            r"|\bdates? (of|when|the)\b|^date\b|\bdate$|\b(how|since) (long ago|when)\b"
        ),
    ),
    (
        Want.AMOUNT,
        re.compile(
            rf"\bhow (?!far {_AUXILIARY}\b){_UNIT}\b|\bhow far (is|was|are|were)\b.*\b(from|away)\b"
            r"|\b(what|which) (number|percentage|proportion|price|cost|size|ratio"
            r"|distance|share|amount|interest rate|age|height)\b"
        ),
    ),
    (
        Want.REASON,
        re.compile(
            r"\bwhy\b|\bhow come\b|\b(reasons?|causes?|motives?|motivations?)\b"
            r"|\bwhat (made|caused|led|drove|pushed|prompted)\b"
        ),
    ),
    (Want.TRUTH, re.compile(rf"^{_AUXILIARY}\b|\b(is it|its) (true|right|correct) that\b")),
    (
        Want.PERSON,
        re.compile(
            rf"\b(who|whom|whose)\b|\b(which|what)( \w+)? ({_ROLE}s?\b(?! \w+s\b)|{_NATIONAL})"
        ),
    ),
    (Want.PLACE, re.compile(r"\bwhere\b|\b(which|what) (city|town|country|place|port|island)\b")),
    (
        Want.MANNER,
        re.compile(
            r"\bhow\b|\b(significance|importance|impact|effects?|consequences?|results?|outcomes?"
            r"|role)\b"
        ),
    ),
    (
        Want.TRUTH,
        re.compile(r"\b(yeah|right|correct|true|wasnt it|isnt it|didnt (he|they|it)|was it|no)$"),
    ),
)
_ASKING = re.compile(r"\b(what|which|who|when|where|why|how)\b")
_OPENS = re.compile(rf"(what|which|who|whom|whose|when|where|why|how|{_AUXILIARY})\b")
SHORTEST_QUESTION = 3
"""Words."""

_SENTENCE_END = re.compile(r"(?<=[?!.])\s+")
MOST_QUESTIONS = 3

_MEANING = re.compile(
    r"^(what|who) (is|was|were|are|r)\b|\b(define|definition|meaning|stands? for|short for|mean)\b"
)


def plain(question: str) -> str:
    """Lower the case and write question words out."""
    said = re.sub(r"['’`´]", "", question.casefold())
    said = " ".join(re.sub(r"[^\w\s]", " ", said).split())
    for pattern, word in _SHORT_FORMS:
        said = pattern.sub(word, said)
    return _LEADING.sub("", said) or said


def wanted(question: str) -> Want:
    """Tell what a question wants, from the way it is put."""
    said = plain(question)
    for want, pattern in _RULES:
        if pattern.search(said):
            return want
    if _MEANING.search(said):
        return Want.MEANING
    if not _ASKING.search(said):
        # a bare claim or a bare name
        return Want.TRUTH if len(said.split()) > 5 else Want.THING
    return Want.THING


def is_question(said: str) -> bool:
    """Tell whether a text is put as a question, and is more than a word or two."""
    bare = plain(said)
    asks = said.rstrip(" )!.\"'").endswith("?") or _OPENS.match(bare) is not None
    return asks and len(bare.split()) >= SHORTEST_QUESTION


def questions_in(said: str) -> list[str]:
    """List the questions of a text that says more beside them, the first few."""
    parts = _SENTENCE_END.split(said)
    if len(parts) < 2:
        return []
    return [part for part in parts if is_question(part)][:MOST_QUESTIONS]


@lru_cache(maxsize=REMEMBERED)
def phrasing_wants(phrasing: str) -> Want:
    """Tell the same of a deck's phrasing, which comes again and again; nobody typed it."""
    return wanted(phrasing)


@lru_cache(maxsize=REMEMBERED)
def share_wanting(phrasings: tuple[str, ...], want: Want) -> float:
    """Give the share of phrasings that want this."""
    return sum(phrasing_wants(phrasing) is want for phrasing in phrasings) / len(phrasings)


def offers_choice(question: str) -> bool:
    """Tell whether a question names the answers that it leaves open: this or that, yes or no."""
    return wanted(question) is Want.TRUTH or " or " in plain(question)
