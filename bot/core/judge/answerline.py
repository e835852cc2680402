"""Quizbowl answer lines, read into a key.

Sources: the answer-line grammar of ACF and NAQT ("accept", "prompt on … with …", "do not accept")
and qb-answer-checker's reading of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.deck import Answer
from bot.core.judge.compile import compile_key

if TYPE_CHECKING:
    from bot.core.judge.key import TextKey

_TAGS = re.compile(r"<[^>]{0,40}>")


def answerline_key(answerline: str, prompt: str = "") -> TextKey:
    """Compile a quizbowl answer line."""
    plain = _TAGS.sub("", answerline)
    main = re.split(r"\s[\[(]", plain)[0]
    return compile_key(Answer(text=main), prompt=prompt)
