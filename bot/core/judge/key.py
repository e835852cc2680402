"""A card's answer, compiled once: what is accepted, in the shape in which replies are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.judge.names import NOBODY, Names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.judge.dates import Day
    from bot.core.judge.expressions import Tree
    from bot.core.judge.quantity import Quantity


class Kind(StrEnum):
    """What sort of answer a wording is; it decides which rules compare it."""

    TERM = "term"
    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    PERIOD = "period"
    YES_NO = "yes/no"
    SYMBOL = "symbol"
    FORMULA = "formula"
    EXPRESSION = "expression"
    CODE = "code"
    SCRIPT = "script"


class PartRule(StrEnum):
    """What a part of the answer is worth."""

    IS_WRONG = "wrong"
    HALF_IS_CLOSE = "half is close"
    IS_CLOSE = "close"
    IS_ENOUGH = "enough"


@dataclass(frozen=True, slots=True)
class Wording:
    """One accepted text, ready to be compared.

    `raw` are its folded words, `words` the canonical ones without articles and small words;
    `needed` are those that a reply may not leave out, as the question has not said them.
    """

    text: str
    kind: Kind
    raw: tuple[str, ...]
    words: tuple[str, ...]
    needed: frozenset[str]
    value: Quantity | None = None
    days: tuple[Day, ...] = ()
    years: tuple[int, int] | None = None
    ordered: bool = False
    negations: int = 0
    tree: Tree | None = None


@dataclass(frozen=True, slots=True)
class Distinction:
    """A rejected text that only accents, case or an article tell from an accepted one."""

    text: str
    keep_case: bool
    keep_accents: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TextKey:
    """What one typed answer accepts."""

    answer: str
    wordings: tuple[Wording, ...]
    exact: Mapping[str, Wording]
    close: Mapping[str, tuple[str, str]]
    reject: Mapping[str, str]
    distinct: tuple[Distinction, ...] = ()
    prompt: str = ""
    prompt_words: frozenset[str] = frozenset()
    vocabulary: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    vocabulary_list: tuple[str, ...] = ()
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    names: Names = NOBODY
    own: frozenset[int] = frozenset()
    tolerance: float = 0.0
    unit_required: bool = False
    with_article: bool = False
    accents_matter: bool = False
    language: str = "en"
    part: PartRule = PartRule.HALF_IS_CLOSE
    word_forms: bool = False
    initials: Mapping[str, str] = field(default_factory=dict)
    hints: TextKey | None = None
    sides: tuple[TextKey, ...] = ()
    longest: int = 300

    @property
    def denies(self) -> bool:
        """Tell whether an accepted text is itself a negation ("not guilty")."""
        return any(wording.negations for wording in self.wordings)
