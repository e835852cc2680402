"""Each store against a plain dictionary, through any order of what can happen to it."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.core.judge import Reason, Verdict
from bot.core.scores import Attempt, Board, Calendar, Rescore, Tally, fold
from bot.stores import open_store
from tests.stores.samples import NOON, SCHOOL, attempt

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from bot.core.ports import Store

CALENDARS = (Calendar(), Calendar(ZoneInfo("Pacific/Kiritimati"), 6))
LEARNERS = st.sampled_from(["d:1", "d:2", "d:3"])
NUMBERS = st.integers(1, 8)
VERDICTS = st.sampled_from(list(Verdict))
HOURS = st.integers(0, 60)


class Model(RuleBasedStateMachine):
    """The store and what it should have; attempts by (learner, number)."""

    where: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.calendar = CALENDARS[0]
        self.log: dict[str, Attempt] = {}
        self.given: dict[str, dict[str, Rescore]] = {}
        self.hidden: set[str] = set()
        self.gone: list[list[Attempt]] = []
        self.erased_at: dict[str, Any] = {}
        self.documents: dict[str, dict[str, object]] = {}

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - whatever it returns
        return self.loop.run_until_complete(work)

    @initialize()
    def open(self) -> None:
        self.address = type(self).where()
        self._open()

    def _open(self) -> None:
        self.store: Store = open_store(self.address, lambda _: self.calendar)
        self.run(self.store.__aenter__())

    @rule(learner=LEARNERS, number=NUMBERS, hour=HOURS, points=st.integers(0, 60), verdict=VERDICTS)
    def append(self, learner: str, number: int, hour: int, points: int, verdict: Verdict) -> None:
        given = attempt(
            number, learner, points, at=NOON + timedelta(hours=hour), verdict=verdict,
            tags=("t",) if number % 2 else (),
        )  # fmt: skip
        stored = self.run(self.store.log.append(given))
        erased = learner in self.erased_at and given.at <= self.erased_at[learner]
        if erased and given.id not in self.log:
            return
        self.log.setdefault(given.id, given)
        assert stored == self._stands(self.log[given.id])

    @rule(learner=LEARNERS, number=NUMBERS, hour=HOURS, points=st.integers(0, 60), verdict=VERDICTS)
    def rescore(self, learner: str, number: int, hour: int, points: int, verdict: Verdict) -> None:
        of = attempt(number, learner).id
        entry = Rescore(
            community=SCHOOL, attempt=of, verdict=verdict, reason=Reason.EXACT, points=points,
            at=NOON + timedelta(hours=hour),
        )  # fmt: skip
        now = self.run(self.store.log.rescore(entry))
        if of not in self.log:
            assert now is None
            return
        self.given.setdefault(of, {})[entry.id] = entry
        assert now == self._stands(self.log[of])

    @rule(learner=LEARNERS, hidden=st.booleans())
    def hide(self, learner: str, hidden: bool) -> None:  # noqa: FBT001 - Hypothesis names it
        self.run(self.store.privacy.hide(SCHOOL, learner, hidden=hidden))
        (self.hidden.add if hidden else self.hidden.discard)(learner)

    @rule(learner=LEARNERS, hour=HOURS)
    def erase(self, learner: str, hour: int) -> None:
        at = NOON + timedelta(hours=hour)
        erased = self.run(self.store.privacy.erase(SCHOOL, learner, at))
        mine = [one for one in self.log.values() if one.learner == learner]
        until = [one for one in mine if one.at <= at]
        assert erased == len(until)
        if until and learner not in self.hidden:
            self.gone.append([self._stands(one) for one in until])
        for one in until:
            del self.log[one.id]
        if len(until) == len(mine):
            self.hidden.discard(learner)
        self.erased_at[learner] = max(at, self.erased_at.get(learner, at))

    @rule(key=st.sampled_from("abc"), value=st.integers(0, 9))
    def put(self, key: str, value: int) -> None:
        self.run(self.store.documents.put(SCHOOL, "kind", key, {"n": value}))
        self.documents[key] = {"n": value}

    @rule(key=st.sampled_from("abc"))
    def delete(self, key: str) -> None:
        self.run(self.store.documents.delete(SCHOOL, "kind", key))
        self.documents.pop(key, None)

    @rule(calendar=st.sampled_from(CALENDARS))
    def change_calendar(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.run(self.store.log.calendar(SCHOOL))

    @rule()
    def restart(self) -> None:
        self.run(self.store.__aexit__(None, None, None))
        self._open()

    @invariant()
    def the_boards_are_the_fold_of_the_log(self) -> None:
        if not hasattr(self, "store"):
            return
        self.run(self.store.settled())
        mine: dict[str, list[Attempt]] = {}
        for one in self.log.values():
            mine.setdefault(one.learner, []).append(self._stands(one))
        folds = {who: fold(theirs, self.calendar) for who, theirs in mine.items()}
        gone = [fold(theirs, self.calendar) for theirs in self.gone]
        for board in {board for rows in [*folds.values(), *gone] for board in rows}:
            self._compare(board, folds, gone)

    @invariant()
    def the_documents_are_those_that_were_put(self) -> None:
        if hasattr(self, "store"):
            found = self.run(self.store.documents.list(SCHOOL, "kind"))
            assert {document.key: document.body for _, document in found} == self.documents

    def _compare(
        self, board: Board, folds: dict[str, dict[Board, Tally]], gone: list[dict[Board, Tally]]
    ) -> None:
        seen = {
            w: rows[board] for w, rows in folds.items() if board in rows and w not in self.hidden
        }
        nameless = [rows[board] for rows in gone if board in rows]
        points = [tally.points for tally in [*seen.values(), *nameless]]
        found = self.run(self.store.log.standings(board, "d:1", limit=100))
        assert {row.learner: row.tally for row in found.top if row.name} == seen
        assert len(found.top) == found.learners == len(points)
        assert sorted(map(repr, nameless)) == sorted(
            repr(row.tally) for row in found.top if not row.name
        )
        for row in found.top:
            assert row.rank == 1 + sum(more > row.tally.points for more in points)
        own = folds.get("d:1", {}).get(board)
        assert (found.own.tally if found.own else None) == own

    def _stands(self, one: Attempt) -> Attempt:
        entries = self.given.get(one.id, {}).values()
        latest = max(entries, key=lambda entry: (entry.at, entry.id), default=None)
        return one if latest is None else latest.onto(one)

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.run(self.store.__aexit__(None, None, None))
        self.run(self.loop.shutdown_default_executor())
        self.loop.close()


BRIEF = settings(
    max_examples=int(os.environ.get("COLLOQUY_MODEL_RUNS", "12")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    database=None,
)


def test_the_embedded_store_is_a_dictionary() -> None:
    places: list[str] = []

    class Embedded(Model):
        @staticmethod
        def where() -> str:
            places.append(tempfile.mkdtemp(prefix="colloquy-model-"))
            return places[-1]

    try:
        run_state_machine_as_test(Embedded, settings=BRIEF)
    finally:
        for place in places:
            shutil.rmtree(place)


def test_the_postgres_store_is_a_dictionary(new_database: Callable[[], str]) -> None:
    class Shared(Model):
        where = staticmethod(new_database)

    run_state_machine_as_test(Shared, settings=settings(BRIEF, max_examples=6))
