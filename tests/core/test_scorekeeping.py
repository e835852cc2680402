from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from bot.core.errors import LearnerError
from bot.core.judge import Reason, Verdict
from bot.core.options import Options
from bot.core.quiz import Learner
from bot.core.scores import Attempt, Calendar, Period, Scope, Season
from bot.core.tutor import BoardRequest
from bot.core.tutor.keeping import Retention
from bot.core.tutor.planning import Channel
from bot.core.tutor.scorekeeping import Scorekeeper
from bot.core.tutor.shelf import Shelf
from bot.stores import open_store
from tests.fakes import NOON, PERU, FakeClock, settle

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime
    from pathlib import Path

    from bot.core.ports import Store

ROOM = Channel("discord:1", "discord:10", alone=False)


def learner(number: int) -> Learner:
    return Learner(f"discord:{number}", f"Learner {number}")


def attempt(number: int, points: int, **changes: object) -> Attempt:
    values: dict[str, object] = {
        "session": f"s{number}",
        "number": 1,
        "turn": 0,
        "community": ROOM.community,
        "channel": ROOM.id,
        "learner": learner(number).id,
        "name": learner(number).name,
        "deck": "peru",
        "deck_revision": "r1",
        "card": "capital",
        "tags": ("cities",),
        "reply": "Lima" if points else "Cusco",
        "verdict": Verdict.CORRECT if points else Verdict.WRONG,
        "reason": Reason.EXACT if points else Reason.NO_MATCH,
        "points": points,
        "at": NOON,
        **changes,
    }
    return Attempt(**values)  # type: ignore[arg-type] # the defaults above fit


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_store(str(tmp_path), Calendar()) as store:
        yield store


def keeper(store: Store, **options: bool) -> Scorekeeper:
    return Scorekeeper(Shelf([PERU]), store, FakeClock(), Options(**options))  # type: ignore[arg-type] # only the booleans


async def test_ties_share_a_rank_and_the_own_row_is_always_there(store: Store) -> None:
    for number in range(1, 14):
        await store.log.append(attempt(number, 10 if number < 13 else 2))

    reply = await keeper(store).leaderboard(ROOM, learner(13), BoardRequest())

    lines = reply.text.split("\n")
    assert lines[0].startswith("🥇 1  Learner")
    assert lines[9].startswith("🥇 1  Learner")
    assert lines[-2:] == ["…", "13  Learner 13 (you) · 2 · 100% right"]
    assert reply.strong == (11,)
    assert reply.footer == "13 learners · you are 8 points behind the next rank"


async def test_a_board_turns_its_pages_and_jumps_to_the_own_row(store: Store) -> None:
    for number in range(1, 26):
        await store.log.append(attempt(number, 100 - number))
    scores = keeper(store)

    first = await scores.leaderboard(ROOM, learner(20), BoardRequest())
    labels = {button.label: button.action for button in first.buttons}
    second = await scores.leaderboard(ROOM, learner(20), BoardRequest.from_action(labels["▸"]))
    around = await scores.leaderboard(
        ROOM, learner(20), BoardRequest.from_action(labels["Jump to me"])
    )

    assert first.text.startswith("🥇 1  Learner 1 ·")
    assert second.text.startswith("11  Learner 11 ·")
    assert "19  Learner 19" in around.text
    assert "20  Learner 20 (you)" in around.text
    assert "21  Learner 21" in around.text
    assert all(len(button.action) <= 100 for button in first.buttons)


@pytest.mark.parametrize(
    ("request_", "about"),
    [
        (BoardRequest(scope=Scope.CHANNEL), "this channel"),
        (BoardRequest(scope=Scope.DECK, scope_id="PERU"), "Peru"),
        (BoardRequest(scope=Scope.TAG, scope_id="cities"), "cities"),
    ],
)
async def test_a_board_covers_a_channel_a_deck_or_a_tag(
    store: Store, request_: BoardRequest, about: str
) -> None:
    await store.log.append(attempt(1, 10))
    await store.log.append(attempt(2, 10, channel="x", deck="y", tags=("z",)))

    reply = await keeper(store).leaderboard(ROOM, learner(3), request_)

    assert reply.title == f"Leaderboard · this week · {about}"
    assert "Learner 1" in reply.text
    assert "Learner 2" not in reply.text


async def test_the_buttons_of_a_board_carry_the_decks_id_whatever_was_typed(store: Store) -> None:
    titled = replace(PERU, title="Peru:" + " a long way to go" * 10)
    scores = Scorekeeper(Shelf([titled]), store, FakeClock(), Options())
    await store.log.append(attempt(1, 10))

    typed = BoardRequest(scope=Scope.DECK, scope_id=titled.title)
    reply = await scores.leaderboard(ROOM, learner(1), typed)
    turned = [BoardRequest.from_action(button.action) for button in reply.buttons]

    assert {request.scope_id for request in turned} == {"peru"}
    assert all(len(button.action) <= 100 for button in reply.buttons)


@pytest.mark.parametrize(
    ("last", "offered"), [(NOON.date(), {"This season"}), (date(2026, 1, 1), set())]
)
async def test_a_season_is_offered_only_while_it_is_on(
    tmp_path: Path, last: date, offered: set[str]
) -> None:
    calendar = Calendar(seasons=(Season("Autumn", date(2026, 1, 1), last),))
    async with open_store(str(tmp_path), calendar) as store:
        reply = await keeper(store).leaderboard(ROOM, learner(1), BoardRequest())

    assert {button.label for button in reply.buttons} & {"This season"} == offered


async def test_made_up_names_hide_the_real_ones(store: Store) -> None:
    await store.log.append(attempt(1, 10))

    one = await keeper(store, pseudonymous=True).leaderboard(ROOM, learner(2), BoardRequest())
    again = await keeper(store, pseudonymous=True).leaderboard(ROOM, learner(2), BoardRequest())

    assert "Learner 1" not in one.text
    assert one.text == again.text


async def test_a_hidden_learner_is_left_out_and_the_ranks_close_up(store: Store) -> None:
    await store.log.append(attempt(1, 10))
    await store.log.append(attempt(2, 5))
    scores = keeper(store)

    await scores.hide(ROOM, learner(1))
    seen = await scores.leaderboard(ROOM, learner(2), BoardRequest())
    await scores.hide(ROOM, learner(1))
    back = await scores.leaderboard(ROOM, learner(2), BoardRequest())

    assert "Learner 1" not in seen.text
    assert "🥇 1  Learner 2 (you)" in seen.text
    assert "🥇 1  Learner 1" in back.text


async def test_a_season_that_is_not_on_is_said_so(store: Store) -> None:
    with pytest.raises(LearnerError, match="No season"):
        await keeper(store).leaderboard(ROOM, learner(1), BoardRequest(period=Period.SEASON))


async def test_me_tells_strengths_weaknesses_and_days(store: Store) -> None:
    for number in range(6):
        await store.log.append(attempt(1, 10, session=f"a{number}", tags=("strong",)))
        await store.log.append(
            attempt(1, 0, session=f"b{number}", tags=("weak",), at=NOON - timedelta(days=1))
        )

    reply = await keeper(store).me(ROOM, learner(1))

    assert "60 points · 6 of 12 right (50%) · best run 6" in reply.text
    assert "Today: 60 points, 6 of 6 right" in reply.text
    assert "2 days active · 2 days in a row now, 2 at most" in reply.text
    assert "Strongest: strong 100% of 6" in reply.text
    assert "To work on: weak 0% of 6" in reply.text
    assert reply.private


async def test_what_is_stored_is_shown_exported_and_erased(store: Store) -> None:
    await store.log.append(attempt(1, 0))
    await store.log.append(attempt(2, 10))
    scores = keeper(store)

    shown = await scores.stored(ROOM, learner(1))
    exported = await scores.export(ROOM, learner(1))
    asked = await scores.forget(ROOM, learner(1), confirmed=False)
    done = await scores.forget(ROOM, learner(1), confirmed=True)
    after = await scores.stored(ROOM, learner(1))
    board = await scores.leaderboard(ROOM, learner(2), BoardRequest())

    assert 'Your name as it was when you last played: "Learner 1".' in shown.text
    assert '"reply": "Cusco"' in exported.attachments[0].text
    assert "Cusco" in exported.attachments[1].text
    assert "for good" in asked.text
    assert "1 answer had been yours" in done.text
    assert after.text == "Nothing is stored about you here."
    assert "Learner 1" not in board.text


async def test_old_replies_lose_their_texts_and_keep_their_points(store: Store) -> None:
    clock = FakeClock()
    await store.log.append(attempt(1, 10, reply="an old text", at=NOON - timedelta(days=91)))
    await store.log.append(attempt(1, 10, session="new", reply="a new text"))

    retention = Retention(store, clock, days=90)
    await retention.sweep()

    texts = {a.reply for a in await store.log.history(ROOM.community, learner(1).id)}
    assert texts == {"", "a new text"}


async def test_a_fault_in_the_daily_work_is_logged_and_tried_again_tomorrow(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    clock = FakeClock()
    faulty = FaultyPrivacy(faults=1)
    retention = Retention(cast("Store", faulty), clock, days=90)
    retention.start()
    await settle()

    await clock.pass_time(86_400)
    await retention.stop()

    assert faulty.calls == 2
    assert "tried again tomorrow" in caplog.text


@dataclass
class FaultyPrivacy:
    """A store whose first sweeps have a fault that nobody foresaw."""

    faults: int
    calls: int = 0

    @property
    def privacy(self) -> FaultyPrivacy:
        return self

    async def forget_replies(self, before: datetime) -> int:
        self.calls += 1
        if self.calls <= self.faults:
            raise RuntimeError("a fault")
        return 0
