"""Hide a learner, and forget one; each in one transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.core.ports import Document
from bot.core.scores import attempt_id
from bot.stores.erasures import hashed, rewritten, stand_in
from bot.stores.postgres import book, sql

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Connection = Any


async def hide(connection: Connection, community: str, learner: str, *, hidden: bool) -> None:
    """Take a learner's rows off the boards that others see, or put them back."""
    who = await connection.fetchrow(sql.people.SIGN_IN, community, learner, "")
    if who["hidden"] == hidden:
        return
    await connection.execute(sql.people.HIDE_LEARNER, community, learner, hidden)
    steps = book.Steps()
    for generation, board, points in await connection.fetch(
        sql.people.HIDE_TALLIES, community, learner, hidden
    ):
        old, new = (points, None) if hidden else (None, points)
        book.climb(steps, generation, board, old, new)
    await book.write_steps(connection, community, learner, steps)


async def erase(
    connection: Connection, community: str, learner: str, at: datetime, key: bytes
) -> int:
    """Forget a learner, with a tombstone."""
    mark = hashed(key, community, learner)
    await connection.fetchrow(sql.people.LEARNER_FOR_UPDATE, community, learner)
    await connection.execute(sql.people.BURY, community, mark, at)
    await connection.execute(sql.people.FOLLOWED, community, mark, at)
    return await forget(connection, community, learner, at)


async def forget(connection: Connection, community: str, learner: str, at: datetime) -> int:
    """Make a learner's attempts up to a time nameless; return how many there were."""
    name = stand_in()
    who = await connection.fetchrow(sql.people.LEARNER_FOR_UPDATE, community, learner)
    names = {row["name"] for row in await connection.fetch(sql.people.NAMES_OF, community, learner)}
    if who is not None:
        names.add(who["name"])
    await _forget_documents(connection, community, learner, names - {""}, name)
    await connection.execute(sql.people.FORGET_DECIDER, community, learner, name)
    if who is None:
        return 0
    return await _set_apart(connection, who, (community, learner), name, at)


async def forget_again(
    connection: Connection, community: str, marks: dict[str, datetime], key: bytes
) -> None:
    """Follow the erasures that this database, restored from a dump, does not know of."""
    for (learner,) in await connection.fetch(sql.people.LEARNERS_OF, community):
        mark = hashed(key, community, learner)
        if mark in marks:
            await forget(connection, community, learner, marks[mark])
    for mark, at in marks.items():
        await connection.execute(sql.people.FOLLOWED, community, mark, at)


async def _set_apart(
    connection: Connection, who: Mapping[str, Any], of: tuple[str, str], name: str, at: datetime
) -> int:
    """Give the attempts up to a time to a nameless row; return how many there are."""
    community, learner = of
    made = await connection.fetch(sql.people.MADE_UNTIL, community, learner, at)
    later = await connection.fetchval(sql.people.MADE_AFTER, community, learner, at)
    if later:
        await connection.execute(
            sql.people.INSERT_LEARNER, community, name, who["hidden"], who["folded"]
        )
    else:
        await connection.execute(sql.people.RENAME_LEARNER, community, learner, name)
        await connection.execute(sql.people.RENAME_TALLIES, community, learner, name)
    for old, session, number, turn in made:
        new = attempt_id(community, session, number, name, turn)
        await connection.execute(sql.people.FORGET_ATTEMPT, community, old, new, name)
        await connection.execute(sql.people.FOLLOW_ATTEMPT, community, old, new)
    if later:
        await book.refold(connection, community, learner)
        await book.refold(connection, community, name)
    return len(made)


async def _forget_documents(
    connection: Connection, community: str, learner: str, names: set[str], name: str
) -> None:
    inside = json.dumps(learner)[1:-1]
    for kind, key, body, version in await connection.fetch(
        sql.documents.MENTIONING, community, learner, inside
    ):
        document = Document(key, json.loads(body), version)
        changed = rewritten(document, learner, names, name)
        await connection.execute(sql.documents.DELETE_DOCUMENT, community, kind, key)
        if changed is not None:
            new_key, new_body = changed
            await connection.execute(
                sql.documents.PUT_DOCUMENT, community, kind, new_key, new_body, version + 1
            )
