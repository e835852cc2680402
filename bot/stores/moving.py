"""Copy a store into another: resumable, and verified before it is called done."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.stores.reports import Report

if TYPE_CHECKING:
    from bot.core.scores import Board
    from bot.stores.archive import Archived, Person

LEARNERS_AT_ONCE = 32
DOCUMENTS_AT_ONCE = 200
ROWS_AT_ONCE = 500
NOTE = "move"


async def copy(source: Archived, target: Archived, where: str) -> Report:
    """Copy everything and compare; a second run goes on where the first one ended.

    Raises:
        StoreError: the target has something that did not come from here.
    """
    secrets = await source.archive.secrets()
    ours = secrets.aliases.hex()[:16]
    noted = json.loads(await target.archive.note(NOTE) or "null")
    if noted is None:
        if any((await target.archive.counts()).values()):
            raise StoreError(
                "The store to move to is not empty. Move into a new directory or database; "
                "nothing was changed."
            )
        await target.archive.adopt(secrets)
        noted = {"of": ours, "person": ["", ""], "paper": ["", "", ""]}
    elif noted["of"] != ours:
        raise StoreError(
            "The store to move to has begun to take in another store. Move into a new directory "
            "or database; nothing was changed."
        )
    await _copy_people(source, target, noted)
    await _copy_papers(source, target, noted)
    return await compare(source, target, where)


async def compare(source: Archived, target: Archived, where: str) -> Report:
    """Compare counts and every board for all time."""
    before, after = await source.archive.counts(), await target.archive.counts()
    faults = [
        f"The source has {before[name]} of {name}, the target {after[name]}."
        for name in before
        if before[name] != after[name]
    ]
    communities = list(await source.archive.calendars())
    boards = [board for name in communities for board in await source.archive.boards(name)]
    faults += [
        f"The board {board.scope.value} {board.scope_id} of {board.community} differs."
        for board in boards
        if await _whole(source, board) != await _whole(target, board)
    ]
    return Report(
        where,
        attempts=after["attempt"],
        learners=after["learner"],
        communities=len(communities),
        documents=after["document"],
        faults=tuple(faults),
    )


async def _copy_people(source: Archived, target: Archived, noted: dict[str, object]) -> None:
    after = _pair(noted["person"])
    while people := await source.archive.people(after, LEARNERS_AT_ONCE):
        await asyncio.gather(*(_copy_person(source, target, person) for person in people))
        after = (people[-1].community, people[-1].learner)
        noted["person"] = after
        await target.archive.set_note(NOTE, json.dumps(noted))


async def _copy_person(source: Archived, target: Archived, person: Person) -> None:
    attempts, rescores = await source.archive.works(person)
    for attempt in attempts:
        await target.log.append(attempt)
    for rescore in rescores:
        await target.log.rescore(rescore)
    await target.archive.put_person(person)


async def _copy_papers(source: Archived, target: Archived, noted: dict[str, object]) -> None:
    community, kind, key = _texts(noted["paper"])
    after = (community, kind, key)
    while papers := await source.archive.papers(after, DOCUMENTS_AT_ONCE):
        await asyncio.gather(
            *(target.documents.put(c, kind, paper.key, paper.body) for c, kind, paper in papers)
        )
        after = (papers[-1][0], papers[-1][1], papers[-1][2].key)
        noted["paper"] = after
        await target.archive.set_note(NOTE, json.dumps(noted))


async def _whole(store: Archived, board: Board) -> list[tuple[int, str, object]]:
    rows = []
    after = ""
    while True:
        page = await store.log.standings(board, limit=ROWS_AT_ONCE, after=after)
        rows += [(row.rank, row.learner, row.tally) for row in page.top]
        if not (after := page.more):
            return sorted(rows, key=lambda row: row[:2])


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def _pair(value: object) -> tuple[str, str]:
    first, second = _texts(value)
    return first, second
