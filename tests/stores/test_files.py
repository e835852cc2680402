"""The files of the embedded store: refused, kept, copied and put back."""
# ruff: noqa: ASYNC221, ASYNC240 - nothing else runs in these event loops

from __future__ import annotations

import asyncio
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.errors import StoreBusyError, StoreError
from bot.stores import open_store
from bot.stores.tinydb import TinyStore, backup, doctor, restore
from bot.stores.tinydb.forgetting import wiped
from tests.stores.samples import ADA, BOB, CALENDAR, NOON, SCHOOL, attempt, board

if TYPE_CHECKING:
    from bot.stores.tinydb.database import Database

ATTEMPTS = 60
FLIPS = 200


async def filled(directory: Path) -> None:
    async with open_store(str(directory), CALENDAR) as store:
        for number in range(1, ATTEMPTS + 1):
            await store.log.append(attempt(number, f"d:{number % 5}"))
        await store.documents.put(SCHOOL, "session", "s1", {"n": 1})


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(directory.iterdir())}


async def test_what_was_stored_is_there_at_the_next_start(tmp_path: Path) -> None:
    await filled(tmp_path)
    async with open_store(f"tinydb://{tmp_path}", CALENDAR) as store:
        assert len(await store.log.of_session(SCHOOL, "s1")) == ATTEMPTS


async def test_a_second_process_is_told_that_the_store_is_in_use(tmp_path: Path) -> None:
    script = (
        "import asyncio, sys\n"
        "from bot.core.errors import StoreBusyError\n"
        "from bot.stores import open_store\n"
        "from bot.core.scores import Calendar\n"
        "async def main():\n"
        "    try:\n"
        "        async with open_store(sys.argv[1], Calendar()): pass\n"
        "    except StoreBusyError as error: print(error)\n"
        "asyncio.run(main())\n"
    )
    async with open_store(str(tmp_path), CALENDAR):
        ran = subprocess.run(
            [sys.executable, "-c", script, str(tmp_path)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip

    assert "Another Colloquy has the store" in ran.stdout
    assert ran.stderr == ""


async def test_a_second_store_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    async with open_store(str(tmp_path), CALENDAR):
        with pytest.raises(StoreBusyError):
            async with open_store(str(tmp_path), CALENDAR):
                pass


async def test_a_directory_that_cannot_be_written_is_refused_with_what_to_do(
    tmp_path: Path,
) -> None:
    target = tmp_path / "store"
    target.mkdir(mode=0o755)
    tmp_path.chmod(0o755)
    target.chmod(0o555)
    script = (
        "import asyncio, os, sys\n"
        "from bot.core.errors import StoreError\n"
        "from bot.stores import open_store\n"
        "from bot.core.scores import Calendar\n"
        "import bot.stores.tinydb\n"
        "if os.getuid() == 0:\n"
        "    os.chdir(sys.argv[1]); os.setuid(65534)\n"
        "async def main():\n"
        "    try:\n"
        "        async with open_store('.', Calendar()): pass\n"
        "    except StoreError as error: print(error)\n"
        "asyncio.run(main())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(target)], capture_output=True, text=True, check=True
    )
    target.chmod(0o755)

    assert "cannot be written to" in ran.stdout
    assert "--data" in ran.stdout


async def test_a_path_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("text")
    with pytest.raises(StoreError, match="choose another directory"):
        async with open_store(str(tmp_path / "file" / "store"), CALENDAR):
            pass


@pytest.mark.parametrize("content", [b"", b"not a store at all " * 500, b"SQLite format 3\x00junk"])
async def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "colloquy.db").write_bytes(content)
    with pytest.raises(StoreError, match="left as it"):
        async with open_store(str(tmp_path), CALENDAR):
            pass

    assert (tmp_path / "colloquy.db").read_bytes() == content


async def test_a_job_that_fails_takes_no_other_of_its_transaction_with_it(tmp_path: Path) -> None:
    def fails(db: Database) -> None:
        db.ladder.change_by([(1, 1)])
        db.connection.execute("INSERT INTO learner VALUES (1, 'a', 'b', NULL, 0, 0, '')")

    async with open_store(str(tmp_path), CALENDAR) as store:
        assert isinstance(store, TinyStore)
        first, failed, second = await asyncio.gather(
            store.log.append(attempt(1)),
            store.writer.do(fails),
            store.log.append(attempt(2)),
            return_exceptions=True,
        )
        found = await store.log.history(SCHOOL, ADA)

    assert isinstance(failed, sqlite3.IntegrityError)
    assert found == [second, first]
    assert doctor(tmp_path).is_sound


async def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "colloquy.db")) as other:
        other.execute("CREATE TABLE theirs (x)")
        other.commit()
    before = (tmp_path / "colloquy.db").read_bytes()
    with pytest.raises(StoreError, match="not a store of Colloquy"):
        async with open_store(str(tmp_path), CALENDAR):
            pass

    assert (tmp_path / "colloquy.db").read_bytes() == before


async def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    await filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / "colloquy.db")) as newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match=r"newer Colloquy.*Update"):
        async with open_store(str(tmp_path), CALENDAR):
            pass


async def test_a_store_whose_main_file_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    await filled(tmp_path)
    (tmp_path / "colloquy.db").unlink()
    with pytest.raises(StoreError, match=r"missing.*restore"):
        async with open_store(str(tmp_path), CALENDAR):
            pass

    assert not (tmp_path / "colloquy.db").exists()


async def test_an_older_copy_of_the_file_is_noticed(tmp_path: Path) -> None:
    await filled(tmp_path)
    old = (tmp_path / "colloquy.db").read_bytes()
    async with open_store(str(tmp_path), CALENDAR) as store:
        await store.log.append(attempt(ATTEMPTS + 1))
    (tmp_path / "colloquy.db").write_bytes(old)
    with pytest.raises(StoreError, match=r"writes are gone.*colloquy doctor"):
        async with open_store(str(tmp_path), CALENDAR):
            pass


async def is_silently_short(directory: Path) -> bool:
    """Open a damaged store: is something gone that nobody is told of?"""
    try:
        async with open_store(str(directory), CALENDAR) as store:
            found = await store.log.of_session(SCHOOL, "s1")
            documents = await store.documents.list(SCHOOL, "session")
            standings = await store.log.standings(board())
    except StoreError:
        return False
    counted = sum(row.tally.attempts for row in standings.top)
    whole = len(found) == counted == ATTEMPTS and len(documents) == 1
    return not whole and doctor(directory).is_sound


def killed_copy(directory: Path, to: Path) -> None:
    """Leave the files as a kill -9 would: the write-ahead log not folded in."""
    script = (
        "import asyncio, os, sys\n"
        "from pathlib import Path\n"
        "sys.path.insert(0, '.')\n"
        "from tests.stores.test_files import filled\n"
        "from bot.stores.tinydb import store\n"
        "async def close(self): os.kill(os.getpid(), 9)\n"
        "store.TinyStore._close = close\n"
        "asyncio.run(filled(Path(sys.argv[1])))\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", script, str(directory)], cwd=root, check=False)
    shutil.copytree(directory, to)


async def test_no_flip_or_cut_of_any_file_makes_the_store_silently_short(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    killed_copy(tmp_path / "killed", whole)
    names = [path.name for path in whole.iterdir() if path.stat().st_size]
    dice = random.Random(5)
    silent = []
    for run in range(FLIPS):
        name = names[run % len(names)]
        torn = tmp_path / "torn"
        shutil.copytree(whole, torn)
        content = bytearray((torn / name).read_bytes())
        place = dice.randrange(len(content))
        if run % 4 == 3:
            del content[place:]
        else:
            content[place] ^= 1 << dice.randrange(8)
        (torn / name).write_bytes(content)
        if await is_silently_short(torn):
            silent.append((name, place))
        shutil.rmtree(torn)

    assert "colloquy.db-wal" in names
    assert silent == []


async def test_a_backup_of_a_running_store_is_whole_and_restores(tmp_path: Path) -> None:
    directory, file = tmp_path / "store", tmp_path / "backup.db"
    await filled(directory)
    async with open_store(str(directory), CALENDAR) as store:
        before = await store.log.standings(board())
        assert backup(directory, file) == ATTEMPTS
        await store.log.append(attempt(ATTEMPTS + 1))
    kept = restore(directory, file)
    async with open_store(str(directory), CALENDAR) as store:
        assert await store.log.standings(board()) == before

    assert kept is not None
    assert kept.exists()
    assert doctor(directory).is_sound


async def test_a_backup_never_replaces_a_file(tmp_path: Path) -> None:
    await filled(tmp_path / "store")
    (tmp_path / "backup.db").write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        backup(tmp_path / "store", tmp_path / "backup.db")

    assert (tmp_path / "backup.db").read_text() == "mine"


async def test_a_backup_into_a_missing_folder_names_that_folder(tmp_path: Path) -> None:
    await filled(tmp_path / "store")
    with pytest.raises(StoreError, match=r"There is no folder .*nowhere"):
        backup(tmp_path / "store", tmp_path / "nowhere" / "backup.db")


async def test_a_store_in_use_is_not_restored_over(tmp_path: Path) -> None:
    await filled(tmp_path / "store")
    backup(tmp_path / "store", tmp_path / "backup.db")
    async with open_store(str(tmp_path / "store"), CALENDAR):
        with pytest.raises(StoreBusyError):
            restore(tmp_path / "store", tmp_path / "backup.db")


async def test_what_is_no_backup_is_not_restored(tmp_path: Path) -> None:
    await filled(tmp_path / "store")
    (tmp_path / "note.txt").write_text("hello " * 100)
    before = contents(tmp_path / "store")
    with pytest.raises(StoreError, match="no backup"):
        restore(tmp_path / "store", tmp_path / "note.txt")

    assert contents(tmp_path / "store") == before


async def test_a_restored_backup_forgets_an_erased_learner_again(tmp_path: Path) -> None:
    directory, file = tmp_path / "store", tmp_path / "backup.db"
    async with open_store(str(directory), CALENDAR) as store:
        await store.log.append(attempt(1, "discord:77", reply="secret words"))
        await store.log.append(attempt(2, BOB))
    backup(directory, file)
    async with open_store(str(directory), CALENDAR) as store:
        await store.privacy.erase(SCHOOL, "discord:77", NOON + timedelta(days=1))
    kept = restore(directory, file)
    assert kept is not None
    kept.unlink()
    async with open_store(str(directory), CALENDAR) as store:
        assert await store.log.history(SCHOOL, "discord:77") == []
        assert (await store.log.standings(board())).learners == 2

    live = b"".join(contents(directory).values())
    assert b"discord:77" not in live
    assert b"secret words" not in live
    assert b"discord:77" in file.read_bytes()


async def test_no_byte_of_an_erased_learner_is_left_while_the_store_runs(tmp_path: Path) -> None:
    async with open_store(str(tmp_path), CALENDAR) as store:
        for number in range(1, 200):
            learner = "discord:77" if number % 3 else BOB
            await store.log.append(
                attempt(number, learner, name=learner[-2:] * 9, reply="my words")
            )
        await store.documents.put(SCHOOL, "schedule", "discord:77", {"note": "private words"})
        await store.documents.put(SCHOOL, "session", "s1", {"players": ["discord:77", BOB]})
        await store.privacy.erase(SCHOOL, "discord:77", NOON + timedelta(days=1))
        await store.privacy.forget_replies(NOON + timedelta(days=1))
        live = b"".join(contents(tmp_path).values())

    for gone in (b"discord:77", b"777777777777777777", b"private words"):
        assert gone not in live


async def test_a_file_that_could_not_be_written_anew_is_at_the_next_start(tmp_path: Path) -> None:
    async with open_store(str(tmp_path), CALENDAR) as store:
        assert isinstance(store, TinyStore)
        await store.log.append(attempt(1, BOB))
        write = store.writer.do

        async def refuses_vacuum(work: Any, *, alone: bool = False) -> Any:  # noqa: ANN401 - as the writer's
            if work is wiped:
                raise StoreError("The disk is full.")
            return await write(work, alone=alone)

        store.writer.do = refuses_vacuum  # type: ignore[method-assign]  # a disk without room for a copy
        await store.privacy.erase(SCHOOL, BOB, NOON + timedelta(days=1))
    with closing(sqlite3.connect(tmp_path / "colloquy.db")) as left:
        before = left.execute("SELECT value FROM meta WHERE name = 'unwiped'").fetchone()
    async with open_store(str(tmp_path), CALENDAR):
        pass
    with closing(sqlite3.connect(tmp_path / "colloquy.db")) as done:
        after = done.execute("SELECT value FROM meta WHERE name = 'unwiped'").fetchone()

    assert (before, after) == (("1",), ("",))


async def test_a_store_of_the_first_version_is_ranked_as_before(tmp_path: Path) -> None:
    await filled(tmp_path)
    async with open_store(str(tmp_path), CALENDAR) as store:
        before = await store.log.standings(board(), "d:3")
    with closing(sqlite3.connect(tmp_path / "colloquy.db")) as old:
        old.execute("DELETE FROM ladder")
        old.execute(
            "INSERT INTO ladder SELECT board << 32 | points / 32, count(*) FROM tally GROUP BY 1"
        )
        old.execute("PRAGMA user_version = 1")
        old.commit()
    async with open_store(str(tmp_path), CALENDAR) as store:
        assert await store.log.standings(board(), "d:3") == before

    assert doctor(tmp_path).is_sound


async def test_doctor_counts_what_is_there_beside_a_running_bot(tmp_path: Path) -> None:
    await filled(tmp_path)
    async with open_store(str(tmp_path), CALENDAR):
        report = doctor(tmp_path)

    assert report.is_sound
    assert (report.attempts, report.learners, report.communities, report.documents) == (60, 5, 1, 1)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE tally SET points = points + 1 WHERE hidden = 0", "differ from the log"),
        ("UPDATE ladder SET learners = learners + 1", "behind the ranks"),
        ("UPDATE attempt SET points = 99 WHERE doc_id = 7", "Attempt 7 is not as it was"),
        ("DELETE FROM attempt WHERE doc_id = 7", "differ from the log"),
    ],
)
async def test_doctor_finds_what_does_not_agree(tmp_path: Path, damage: str, found: str) -> None:
    await filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / "colloquy.db")) as spoilt:
        spoilt.execute(damage)
        spoilt.commit()

    before = contents(tmp_path)

    assert any(found in fault for fault in doctor(tmp_path).faults)
    assert contents(tmp_path) == before


def test_doctor_says_that_there_is_no_store(tmp_path: Path) -> None:
    assert "no store" in doctor(tmp_path / "nowhere").faults[0]


async def test_a_large_file_is_checked_while_the_store_runs(tmp_path: Path) -> None:
    async with open_store(str(tmp_path), CALENDAR) as store:
        for number in range(36):
            await store.documents.put(SCHOOL, "large", str(number), {"pad": "x" * 2**20})
    with (tmp_path / "colloquy.db").open("r+b") as file:
        file.seek(20 * 2**20)
        file.write(bytes(4096))
    with pytest.raises(StoreError, match="damaged"):
        await use_until_checked(tmp_path)


async def use_until_checked(directory: Path) -> None:
    """Open a store and use it after the check, unless the check ended before it was open."""
    async with open_store(str(directory), CALENDAR) as store:
        await store.settled()
        await store.log.append(attempt())
