"""What the stores do when the process, the disk or the server fails."""
# ruff: noqa: ASYNC221, S608 - nothing else runs in these event loops; schemas are ours

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.core.errors import StoreError
from bot.stores import DUMP, doctor, open_store
from bot.stores.postgres import sql
from bot.stores.postgres.migrating import migrations
from tests.stores import failing
from tests.stores.crashing import ROOT, Expected, losses, run_and_kill
from tests.stores.samples import ADA, BOB, CALENDAR, NOON, SCHOOL, attempt, board

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.stores.cluster import Cluster

KILLS = 20

FAILING = (1, 7, 60, 150, 400)
"""Which of the writes and syncs fail: every one, every seventh, and so on. A commit has some 60."""

DISK_FULL = """
import asyncio, resource, signal, sys
from bot.core.errors import StoreError
from bot.stores import open_store
from tests.stores.samples import ADA, CALENDAR, SCHOOL, attempt

async def main():
    kept, told = [], 0
    async with open_store(sys.argv[1], CALENDAR) as store:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        for number in range(1, 400):
            if number == 50:
                resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
            if number == 300:
                resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            try:
                kept.append(await store.log.append(attempt(number)))
            except StoreError as error:
                assert "not kept" in str(error), error
                told += 1
        found = await store.log.history(SCHOOL, ADA, limit=1000)
        assert found[::-1] == kept, (len(found), len(kept))
        assert kept[-1].number == 399
    print(told)

asyncio.run(main())
"""


async def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    expected = Expected()
    for seed in range(KILLS):
        run_and_kill(tmp_path, seed, expected)
    found = await losses(tmp_path, expected)

    assert expected.attempts
    assert found == []


async def test_a_full_disk_is_told_and_forgotten_when_there_is_room_again(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", DISK_FULL, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert ran.stderr == ""
    assert int(ran.stdout) > 0
    assert (await doctor(str(tmp_path))).is_sound


async def test_a_disk_that_fails_now_and_then_is_told_and_loses_nothing(tmp_path: Path) -> None:
    library = failing.built(tmp_path)
    if library is None:
        pytest.skip("there is no C compiler to build the failing disk with")
    ran = failing.run(tmp_path / "store", library, FAILING)
    failed, told, kept = map(int, ran.stdout.split() or (0, 0, 0))

    assert ran.returncode == 0, ran.stderr
    assert failed > len(FAILING)
    assert told > 0
    assert kept == len(FAILING) * failing.LEARNERS * (failing.ATTEMPTS - 1)
    assert (await doctor(str(tmp_path / "store"))).is_sound


@pytest.fixture
def own_cluster(cluster: Cluster) -> Cluster:
    """The server of the session, which a test may kill as long as it starts it again."""
    return cluster


async def test_postgres_killed_under_load_loses_nothing_and_comes_back(
    own_cluster: Cluster, new_database: Callable[[], str]
) -> None:
    kept: list[str] = []
    longest = 0.0
    busy = asyncio.Event()
    async with open_store(new_database(), CALENDAR) as store:

        async def play(learner: str) -> None:
            nonlocal longest
            for number in range(1, 60):
                began = time.monotonic()
                try:
                    kept.append((await store.log.append(attempt(number, learner))).id)
                except StoreError as error:
                    assert "cannot be reached" in str(error)  # noqa: PT017 - others are faults
                longest = max(longest, time.monotonic() - began)
                if len(kept) > 40:
                    busy.set()

        playing = asyncio.gather(*(play(f"d:{n}") for n in range(8)))
        await busy.wait()
        own_cluster.kill()
        try:
            await playing
            with pytest.raises(StoreError, match="cannot be reached"):
                await store.log.standings(board())
        finally:
            own_cluster.start()
        await store.log.append(attempt(99))
        there = [
            one.id for n in range(8) for one in await store.log.history(SCHOOL, f"d:{n}", limit=99)
        ]

        assert set(kept) <= set(there)
        assert len(there) == len(set(there))
        assert longest < 3


async def test_nobody_waits_for_a_server_that_does_not_answer(
    own_cluster: Cluster, new_database: Callable[[], str]
) -> None:
    async with open_store(new_database(), CALENDAR) as store:
        await store.log.append(attempt(1))
        own_cluster.freeze()
        began = time.monotonic()
        try:
            with pytest.raises(StoreError, match="cannot be reached"):
                await store.log.append(attempt(2))
            waited = time.monotonic() - began
        finally:
            own_cluster.thaw()
        await store.log.append(attempt(2))

        assert waited < 3
        assert len(await store.log.history(SCHOOL, ADA)) == 2


async def test_a_restored_dump_forgets_an_erased_learner_again(
    cluster: Cluster, new_database: Callable[[], str]
) -> None:
    where = new_database()
    schema = where.rpartition("=")[2]
    async with open_store(where, CALENDAR) as store:
        await store.log.append(attempt(1, reply="secret words"))
        await store.log.append(attempt(2, BOB))
    options = [option.replace("=", f"={schema}.") for option in DUMP.split()[1:]]
    before = cluster.dump(f"--table={schema}.*", *options)
    async with open_store(where, CALENDAR) as store:
        await store.privacy.erase(SCHOOL, ADA, NOON + timedelta(days=1))
    cluster.restore(before)
    restored = cluster.query(f"SELECT count(*) FROM {schema}.learner WHERE learner = '{ADA}'")
    async with open_store(where, CALENDAR) as store:
        assert await store.log.history(SCHOOL, ADA) == []
        assert (await store.log.standings(board())).learners == 2

    assert restored == "1"
    live = cluster.dump(f"--schema={schema}")
    assert ADA not in live
    assert "secret words" not in live
    assert (await doctor(where)).is_sound


async def test_several_processes_share_one_database(new_database: Callable[[], str]) -> None:
    where = new_database()
    async with open_store(where, CALENDAR) as one, open_store(where, CALENDAR) as two:
        given = [attempt(number, f"d:{number % 3}") for number in range(1, 60)]
        await asyncio.gather(*(store.log.append(one_) for one_ in given for store in (one, two)))
        seen = await one.log.standings(board(), "d:1")

        assert seen == await two.log.standings(board(), "d:1")
        assert sum(row.tally.attempts for row in seen.top) == len(given)
    assert (await doctor(where)).is_sound


async def test_processes_that_start_together_make_the_tables_once(
    new_database: Callable[[], str],
) -> None:
    where = new_database()

    async def start(learner: str) -> None:
        async with open_store(where, CALENDAR) as store:
            await store.log.append(attempt(1, learner))

    await asyncio.gather(*(start(f"d:{number}") for number in range(8)))
    async with open_store(where, CALENDAR) as store:
        assert (await store.log.standings(board())).learners == 8


async def test_a_database_of_a_newer_version_is_refused(
    cluster: Cluster, new_database: Callable[[], str]
) -> None:
    where = new_database()
    async with open_store(where, CALENDAR):
        pass
    schema = where.rpartition("=")[2]
    cluster.query(f"INSERT INTO {schema}.migration VALUES ('', 99, 'x')")
    with pytest.raises(StoreError, match="newer Colloquy"):
        async with open_store(where, CALENDAR):
            pass


async def test_a_database_of_the_first_version_is_ranked_as_before(
    cluster: Cluster, new_database: Callable[[], str]
) -> None:
    where = new_database()
    schema = where.rpartition("=")[2]
    async with open_store(where, CALENDAR) as store:
        for number in range(1, 30):
            await store.log.append(attempt(number, f"d:{number % 5}", number))
        before = await store.log.standings(board(), "d:3")
    cluster.query(f"UPDATE {schema}.ladder SET rung = rung + 7 WHERE rung >= 0")
    cluster.query(f"DELETE FROM {schema}.migration WHERE number = 2")
    async with open_store(where, CALENDAR) as store:
        assert await store.log.standings(board(), "d:3") == before

    assert (await doctor(where)).is_sound


async def test_a_changed_migration_is_refused(
    cluster: Cluster, new_database: Callable[[], str]
) -> None:
    where = new_database()
    async with open_store(where, CALENDAR):
        pass
    schema = where.rpartition("=")[2]
    cluster.query(f"UPDATE {schema}.migration SET checksum = 'x' WHERE number = 1")
    with pytest.raises(StoreError, match="not the one of this Colloquy"):
        async with open_store(where, CALENDAR):
            pass


async def test_an_address_with_a_password_is_never_told() -> None:
    with pytest.raises(StoreError) as told:
        async with open_store("postgresql://me:hunter2@127.0.0.1:1/db", CALENDAR):
            pass

    assert "hunter2" not in str(told.value)


STATEMENTS = {
    name: text
    for module in sql.__all__
    for name, text in vars(getattr(sql, module)).items()
    if name.isupper() and not name.startswith("_")
}
FORBIDDEN = re.compile(
    r"trigger|plpgsql|sequence|\bserial|bigserial|identity|listen|notify|advisory|nextval",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_every_statement_is_for_one_community(name: str) -> None:
    text = STATEMENTS[name]

    assert not FORBIDDEN.search(text)
    if name.startswith("ACROSS_"):
        return
    inserted = re.search(r"INSERT INTO \w+ \(community,", text)
    assert "community = $1" in text or (inserted and re.search(r"(VALUES \(|SELECT )\$1", text))


@pytest.mark.parametrize("number", sorted(migrations()))
def test_every_key_begins_with_the_community(number: int) -> None:
    script = re.sub(r"--.*", "", migrations()[number])
    keys = re.findall(r"(?:PRIMARY KEY|UNIQUE)\s*\(([^)]*)\)", script)
    indexes = re.findall(r"CREATE (?:UNIQUE )?INDEX \w+ ON \w+ \(([^)]*)\)", script)

    assert not FORBIDDEN.search(script)
    assert script.count("CREATE TABLE") == script.count("PRIMARY KEY")
    assert all(key.startswith("community") for key in keys + indexes)
