"""Take a learner out of a document that is not about them alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping


def scrubbed(body: object, learner: str, names: Collection[str], stand_in: str) -> object:
    """Return a JSON value in which the learner is only the stand-in.

    The id is replaced wherever it is a value, a key, or part of a text. A name is blanked where
    it stands beside the id or under it, never elsewhere: a learner may be called "Castro".
    """
    whole_id = re.compile(rf"(?<!\w){re.escape(learner)}(?!\w)")
    return _scrubbed(body, learner, whole_id, names, stand_in)


def _scrubbed(
    body: object, learner: str, whole_id: re.Pattern[str], names: Collection[str], stand_in: str
) -> object:
    if isinstance(body, str):
        return whole_id.sub(stand_in, body)
    if isinstance(body, Mapping):
        about = learner in body.values()
        clean: dict[str, object] = {}
        for key, value in body.items():
            inner = _scrubbed(value, learner, whole_id, names, stand_in)
            named = about or key == learner
            clean[whole_id.sub(stand_in, key)] = _nameless(inner, names) if named else inner
        return clean
    if isinstance(body, list | tuple):
        return [_scrubbed(one, learner, whole_id, names, stand_in) for one in body]
    return body


def _nameless(value: object, names: Collection[str]) -> object:
    if isinstance(value, str):
        return "" if value in names else value
    if isinstance(value, Mapping):
        return {key: _nameless(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_nameless(one, names) for one in value]
    return value
