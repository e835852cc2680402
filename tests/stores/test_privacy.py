"""What a learner may do with what is stored about them, the same for every store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.judge import Reason, Verdict
from bot.core.scores import Rescore
from tests.stores.samples import ADA, BOB, CAY, NOON, SCHOOL, attempt, board

if TYPE_CHECKING:
    from bot.core.ports import Store

LATER = NOON + timedelta(days=2)


async def three_learners(store: Store) -> None:
    for number, (learner, points) in enumerate([(ADA, 30), (BOB, 20), (CAY, 10)], 1):
        await store.log.append(attempt(number, learner, points))


async def test_a_hidden_learner_is_on_no_list_and_the_ranks_close_up(store: Store) -> None:
    await three_learners(store)
    await store.privacy.hide(SCHOOL, ADA, hidden=True)
    seen = await store.log.standings(board(), BOB)

    assert [(row.rank, row.learner) for row in seen.top] == [(1, BOB), (2, CAY)]
    assert (seen.learners, seen.gap) == (2, None)
    assert await store.privacy.is_hidden(SCHOOL, ADA)


async def test_a_hidden_learner_still_sees_an_own_row_and_goes_on_scoring(store: Store) -> None:
    await three_learners(store)
    await store.privacy.hide(SCHOOL, BOB, hidden=True)
    await store.log.append(attempt(4, BOB, 5))
    own = (await store.log.standings(board(), BOB)).own

    assert own is not None
    assert (own.rank, own.tally.points) == (2, 25)


async def test_a_learner_who_comes_out_of_hiding_is_ranked_as_if_never_hidden(
    store: Store,
) -> None:
    await three_learners(store)
    before = await store.log.standings(board(), BOB)
    for hidden in (True, True, False, False):
        await store.privacy.hide(SCHOOL, ADA, hidden=hidden)

    assert await store.log.standings(board(), BOB) == before


async def test_who_hides_before_the_first_attempt_is_hidden(store: Store) -> None:
    await store.privacy.hide(SCHOOL, ADA, hidden=True)
    await three_learners(store)

    assert [row.learner for row in (await store.log.standings(board())).top] == [BOB, CAY]


async def test_everything_about_a_learner_can_be_shown(store: Store) -> None:
    await three_learners(store)
    decided = Rescore(
        community=SCHOOL,
        attempt=attempt(1).id,
        verdict=Verdict.WRONG,
        reason=Reason.EXACT,
        points=0,
        at=LATER,
    )
    await store.log.rescore(decided)
    await store.documents.put(SCHOOL, "schedule", f"{ADA}/cuba", {"due": []})
    await store.documents.put(SCHOOL, "queue", "q1", {"asker": ADA})
    await store.documents.put(SCHOOL, "queue", "q2", {"asker": BOB})
    mine = await store.privacy.belongings(SCHOOL, ADA)

    assert mine.attempts == (decided.onto(attempt(1, points=30)),)
    assert mine.rescores == (decided,)
    assert [(kind, document.key) for kind, document in mine.documents] == [
        ("queue", "q1"), ("schedule", f"{ADA}/cuba"),
    ]  # fmt: skip


async def test_an_erased_learner_leaves_nameless_attempts_and_the_ranks_of_others(
    store: Store,
) -> None:
    await three_learners(store)
    erased = await store.privacy.erase(SCHOOL, ADA, LATER)
    standings = await store.log.standings(board(), ADA)

    assert erased == 1
    assert [(row.rank, row.name == "") for row in standings.top] == [
        (1, True), (2, False), (3, False),
    ]  # fmt: skip
    assert standings.top[0].learner.startswith("gone:")
    assert standings.own is None
    assert await store.log.history(SCHOOL, ADA) == []
    (gone,) = await store.log.history(SCHOOL, standings.top[0].learner)
    assert (gone.name, gone.reply, gone.origin, gone.points) == ("", "", "", 30)


async def test_what_an_erased_learner_did_before_is_not_stored_again(store: Store) -> None:
    await three_learners(store)
    await store.privacy.erase(SCHOOL, ADA, LATER)
    await store.log.append(attempt(1, points=30))
    await store.log.append(attempt(5, points=30))

    assert await store.log.history(SCHOOL, ADA) == []


async def test_an_erased_learner_may_come_back_as_somebody_new(store: Store) -> None:
    await three_learners(store)
    await store.privacy.erase(SCHOOL, ADA, LATER)
    new = await store.log.append(attempt(9, at=LATER + timedelta(seconds=1)))

    assert await store.log.history(SCHOOL, ADA) == [new]
    assert (await store.log.standings(board())).learners == 4


async def test_an_erasure_up_to_a_moment_spares_what_came_later(store: Store) -> None:
    await three_learners(store)
    new = await store.log.append(attempt(9, at=LATER + timedelta(seconds=1), points=7))
    await store.privacy.erase(SCHOOL, ADA, LATER)
    standings = await store.log.standings(board(), ADA)

    assert await store.log.history(SCHOOL, ADA) == [new]
    assert standings.own is not None
    assert (standings.own.rank, standings.own.tally.points) == (4, 7)
    assert [row.tally.points for row in standings.top] == [30, 20, 10, 7]


async def test_documents_of_an_erased_learner_go_and_others_forget_the_name(store: Store) -> None:
    await three_learners(store)
    await store.documents.put(SCHOOL, "schedule", f"{ADA}/cuba", {"due": []})
    body = {"askers": [{"id": ADA, "name": f"Name of {ADA}"}, {"id": BOB, "name": "Bob"}]}
    await store.documents.put(SCHOOL, "queue", "q1", body)
    await store.privacy.erase(SCHOOL, ADA, LATER)
    scrubbed = await store.documents.get(SCHOOL, "queue", "q1")

    assert await store.documents.get(SCHOOL, "schedule", f"{ADA}/cuba") is None
    assert scrubbed is not None
    assert ADA not in str(scrubbed.body).replace(BOB, "")
    assert f"Name of {ADA}" not in str(scrubbed.body)
    assert {"id": BOB, "name": "Bob"} in scrubbed.body["askers"]  # type: ignore[operator]  # a list


async def test_old_replies_are_forgotten_and_the_scores_stay(store: Store) -> None:
    old = await store.log.append(attempt(1))
    new = await store.log.append(attempt(2))
    before = await store.log.standings(board())

    assert await store.privacy.forget_replies(new.at) == 1
    assert [one.reply for one in await store.log.history(SCHOOL, ADA)] == [new.reply, ""]
    assert await store.log.append(old) != old
    assert await store.log.standings(board()) == before
