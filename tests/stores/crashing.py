"""A process that writes until it is killed, and what must be there afterwards.

Run as `python -m tests.stores.crashing DIRECTORY SEED`: it prints a line for each write that the
store has acknowledged.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from bot.stores import doctor, open_store
from tests.stores.samples import CALENDAR, NOON, SCHOOL, attempt

ROOT = Path(__file__).parents[2]
ATTEMPTS = 40


async def write(directory: str, seed: int) -> None:
    """Append, shrink documents and delete them, from many tasks at once."""
    dice = random.Random(seed)
    async with open_store(directory, CALENDAR) as store:

        async def one(task: int) -> None:
            for number in range(1, ATTEMPTS):
                at = NOON + timedelta(days=seed, minutes=number)
                given = attempt(number, f"d:{task}", session=f"{seed}-{task}", at=at)
                await store.log.append(given)
                say(["attempt", given.id])
                key = f"{seed}-{task}"
                size = dice.randrange(3000)
                say(["writing", key, size])
                await store.documents.put(SCHOOL, "session", key, {"n": size, "pad": "x" * size})
                say(["document", key, size])
                if number % 9 == 0:
                    say(["writing", key, None])
                    await store.documents.delete(SCHOOL, "session", key)
                    say(["document", key, None])

        await asyncio.gather(*(one(task) for task in range(8)))
    say(["closed"])


def say(line: list[object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Expected:
    """What was acknowledged, and what was being written when the process died."""

    def __init__(self) -> None:
        self.attempts: set[str] = set()
        self.documents: dict[str, set[object]] = {}

    def hear(self, line: list[object]) -> None:
        match line:
            case ["attempt", str(id_)]:
                self.attempts.add(id_)
            case ["writing", str(key), size]:
                self.documents.setdefault(key, {None}).add(size)
            case ["document", str(key), size]:
                self.documents[key] = {size}
            case _:
                pass


def run_and_kill(directory: Path, seed: int, expected: Expected) -> None:
    """Start the writer and kill it after some lines that the seed decides."""
    stop_after = random.Random(seed).randrange(1, 1200)
    command = [sys.executable, "-m", "tests.stores.crashing", str(directory), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for heard, line in enumerate(writer.stdout):
            if line.endswith("\n"):
                expected.hear(json.loads(line))
            if heard == stop_after:
                writer.kill()


async def losses(directory: Path, expected: Expected) -> list[str]:
    """Compare the store with what was acknowledged."""
    faults = []
    async with open_store(str(directory), CALENDAR) as store:
        kept = [
            one.id
            for task in range(8)
            for one in await store.log.history(SCHOOL, f"d:{task}", limit=1_000_000)
        ]
        if len(kept) != len(set(kept)):
            faults.append("an attempt is there twice")
        if expected.attempts - set(kept):
            faults.append(f"{len(expected.attempts - set(kept))} attempts are gone")
        for key, sizes in expected.documents.items():
            document = await store.documents.get(SCHOOL, "session", key)
            size = document.body["n"] if document else None
            if size not in sizes:
                faults.append(f"document {key} is {size}, not one of {sizes}")
    return faults + list((await doctor(str(directory))).faults)


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], int(sys.argv[2])))
