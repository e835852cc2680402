"""The embedded store seen whole, for `move`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.scores import Attempt, Board, Calendar, Period, Rescore
from bot.stores.archive import Person, Secrets
from bot.stores.tinydb.attempts import micros, moment
from bot.stores.tinydb.forgetting import hide
from bot.stores.tinydb.tombstones import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.ports import Document
    from bot.stores.tinydb.database import Database
    from bot.stores.tinydb.reader import Reader
    from bot.stores.tinydb.tombstones import Tombstones
    from bot.stores.tinydb.writer import Writer

COUNTED = ("attempt", "rescore", "learner", "document")


class TinyArchive:
    """Everything that an embedded store has."""

    def __init__(
        self,
        writer: Writer,
        reader: Reader,
        tombstones: Callable[[], Tombstones],
        calendar_of: Callable[[str], Calendar],
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._tombstones = tombstones
        self._calendar_of = calendar_of

    async def secrets(self) -> Secrets:
        graves = self._tombstones()
        marks = tuple((mark.community, mark.hash, moment(mark.at)) for mark in graves.marks)
        return Secrets(await self._reader.do(lambda db: db.meta.secret()), graves.key, marks)

    async def adopt(self, secrets: Secrets) -> None:
        graves = self._tombstones()
        marks = [Mark(community, hashed, micros(at)) for community, hashed, at in secrets.marks]

        def work(db: Database) -> None:
            db.meta.set("secret", secrets.aliases.hex())
            if secrets.tombstones:
                graves.adopt(secrets.tombstones, marks)
            for mark in marks:
                db.erasures.insert({"hash": mark.hash, "at": mark.at})

        await self._writer.do(work)

    async def calendars(self) -> dict[str, Calendar]:
        return await self._reader.do(lambda db: db.communities.calendars())

    async def people(self, after: tuple[str, str], limit: int) -> list[Person]:
        found = await self._reader.do(lambda db: db.learners.page(after, limit))
        return [Person(who.community, who.learner, who.name, who.hidden) for who in found]

    async def put_person(self, person: Person) -> None:
        calendar = self._calendar_of(person.community)

        def work(db: Database) -> None:
            of = (person.community, person.learner)
            hide(db, *of, calendar, hidden=person.hidden)
            if (who := db.learners.find(*of)) is not None:
                db.learners.change(who.doc_id, name=person.name)

        await self._writer.do(work)

    async def works(self, person: Person) -> tuple[list[Attempt], list[Rescore]]:
        def work(db: Database) -> tuple[list[Attempt], list[Rescore]]:
            who = db.learners.find(person.community, person.learner)
            if who is None:
                return [], []
            return db.attempts.as_written(who.doc_id), db.rescores.of_learner(who.doc_id)

        return await self._reader.do(work)

    async def papers(
        self, after: tuple[str, str, str], limit: int
    ) -> list[tuple[str, str, Document]]:
        return await self._reader.do(lambda db: db.documents.everything(after, limit))

    async def boards(self, community: str) -> list[Board]:
        def work(db: Database) -> list[Board]:
            folding = db.communities.find(community)
            if folding is None:
                return []
            return db.boards.standing(community, folding.generation, Period.ALL)

        return await self._reader.do(work)

    async def counts(self) -> dict[str, int]:
        return await self._reader.do(lambda db: {name: len(db.table(name)) for name in COUNTED})

    async def note(self, name: str) -> str | None:
        return await self._reader.do(lambda db: db.meta.value(name))

    async def set_note(self, name: str, value: str) -> None:
        await self._writer.do(lambda db: db.meta.set(name, value))
