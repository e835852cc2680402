"""The judge's vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a reply is worth; CLOSE asks again and does not use up the try."""

    CORRECT = "correct"
    CLOSE = "close"
    WRONG = "wrong"


class Strictness(StrEnum):
    """How forgiving a quiz is.

    NORMAL is what the rules of this package describe. LENIENT forgives one more slip in a word of
    four letters or more. STRICT forgives no slip of spelling and nothing added to the answer:
    there it asks again. Numbers, dates, denials and other answers are judged alike in all three.
    """

    LENIENT = "lenient"
    NORMAL = "normal"
    STRICT = "strict"


class Reason(StrEnum):
    """Why a verdict was given; `core/wording.py` has the words."""

    # right
    EXACT = "exact"
    SAME_VALUE = "same_value"
    SAME_MEANING = "same_meaning"
    SPELLING_FORGIVEN = "spelling_forgiven"
    SURNAME = "surname"
    WITH_EXTRA = "with_extra"
    # close
    LISTED_CLOSE = "listed_close"
    CHECK_SPELLING = "check_spelling"
    CHECK_CASE = "check_case"
    CHECK_ACCENTS = "check_accents"
    GIVEN_NAME_ONLY = "given_name_only"
    WHICH_ONE = "which_one"
    PARTIAL = "partial"
    PARTIAL_DATE = "partial_date"
    TOO_BROAD = "too_broad"
    ROUNDED = "rounded"
    UNIT_MISSING = "unit_missing"
    ARTICLE_MISSING = "article_missing"
    PICK_ONE = "pick_one"
    OTHER_FORM = "other_form"
    SOME_MISSING = "some_missing"
    # wrong
    LISTED_WRONG = "listed_wrong"
    NO_MATCH = "no_match"
    OTHER_ANSWER = "other_answer"
    WRONG_NUMBER = "wrong_number"
    WRONG_DATE = "wrong_date"
    WRONG_UNIT = "wrong_unit"
    WRONG_NAME = "wrong_name"
    OPPOSITE = "opposite"
    NEGATED = "negated"
    SEVERAL_ANSWERS = "several_answers"
    FALSE_EXTRA = "false_extra"
    WORD_ORDER = "word_order"
    WRONG_ORDER = "wrong_order"
    ECHO = "echo"
    INSTRUCTION = "instruction"
    TOO_LONG = "too_long"
    # neither
    NOT_ATTEMPTED = "not_attempted"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason.

    `matched` is the accepted wording that decided it, "" where there is none. `say` is the
    question that leads on from a close answer; it never gives the answer away. `items` are the
    items of a list or order card that were right, in the card's order; `missing` counts those
    that were not, and `pairs` are the neighbours of an order card that stand in the right order,
    of how many.
    """

    verdict: Verdict
    reason: Reason
    matched: str = ""
    say: str = ""
    items: tuple[str, ...] = ()
    missing: int = 0
    pairs: tuple[int, int] = (0, 0)
