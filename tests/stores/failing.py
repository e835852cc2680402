"""A process whose disk fails at every k-th write or sync, for one k after the other.

Run as `python -m tests.stores.failing DIRECTORY K…` under the library that `built` makes.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import StoreError
from bot.stores import open_store
from tests.stores.crashing import ROOT
from tests.stores.samples import CALENDAR, NOON, SCHOOL, attempt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.ports import Store

SOURCE = Path(__file__).with_name("failing.c")
LEARNERS = 4
ATTEMPTS = 30


def built(place: Path) -> Path | None:
    """Compile the library that fails; None where there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    library = place / "failing.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def run(directory: Path, library: Path, every: Sequence[int]) -> subprocess.CompletedProcess[str]:
    """Run the process that writes on while its disk fails."""
    return subprocess.run(
        [sys.executable, "-m", "tests.stores.failing", str(directory), *map(str, every)],
        cwd=ROOT, env={**os.environ, "LD_PRELOAD": str(library)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


async def write(directory: str, every: Sequence[int]) -> None:
    """Print how many writes failed, were told and were kept; fail where one is lost."""
    shim = ctypes.CDLL(None)
    kept: set[str] = set()
    told = 0
    where = directory.encode()
    for k in every:
        async with open_store(directory, CALENDAR) as store:
            shim.colloquy_fail(where, k)
            told += await _append(store, k, kept)
            shim.colloquy_fail(where, 0)
            again = await _append(store, k, kept)
            assert again == 0, "the store does not go on when the disk works again"
            await _compare(store, kept)
            shim.colloquy_fail(where, k)
        shim.colloquy_fail(where, 0)
        async with open_store(directory, CALENDAR) as store:
            await _compare(store, kept)
    sys.stdout.write(f"{shim.colloquy_fail(where, 0)} {told} {len(kept)}\n")


async def _append(store: Store, k: int, kept: set[str]) -> int:
    """Append from some tasks at once; return how many were told of a failure."""
    told = 0

    async def play(learner: str) -> None:
        nonlocal told
        for number in range(1, ATTEMPTS):
            at = NOON + timedelta(days=k, minutes=number)
            given = attempt(number, learner, session=f"{k}-{learner}", at=at)
            try:
                kept.add((await store.log.append(given)).id)
            except StoreError as error:
                assert "not kept" in str(error), error  # noqa: PT017 - others are faults
                told += 1

    await asyncio.gather(*(play(f"d:{n}") for n in range(LEARNERS)))
    return told


async def _compare(store: Store, kept: set[str]) -> None:
    found = [
        one.id
        for n in range(LEARNERS)
        for one in await store.log.history(SCHOOL, f"d:{n}", limit=1_000_000)
    ]
    assert len(found) == len(set(found)), "an attempt is there twice"
    assert kept <= set(found), f"{len(kept - set(found))} acknowledged attempts are gone"


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], [int(k) for k in sys.argv[2:]]))
