"""Run the whole tutor under load: `python -m bench.load [--minutes N] [--channels N] [--rate N]`.

1,000 quizzes run, half of them with a lone learner and half with two in company, and 50 answers a
second come in, at times fixed beforehand: what comes late counts as slow. The tutor, the decks, the
index and the embedded store are put together as `cli/wiring.py` does it; only the channels are made
up. Asked: durable p99 ≤ 50 ms, response p99 ≤ 250 ms, loop lag p99 ≤ 20 ms, ≤ 300 MB, none lost.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.cli.cache import load_cached
from bot.cli.wiring import SystemClock, deck_paths, load_library, settings
from bot.core.deck import ChoiceCard, ClozeCard, ListCard, ShortCard, TruthCard
from bot.core.errors import LearnerError
from bot.core.quiz import Learner
from bot.core.tutor import Channel, Control, QuizRequest, Tutor
from bot.stores import doctor, open_store

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.core.ports import AttemptLog, Documents, MessageRef, Privacy, Store
    from bot.core.replies import Reply
    from bot.core.scores import Attempt

COMMUNITIES = 20
STARTS_AT_ONCE = 50


class SilentChat:
    """A channel that takes everything and shows it to nobody."""

    async def say(self, _: Reply) -> MessageRef:
        await asyncio.sleep(0)
        return {"message": 1}

    async def edit(self, ref: MessageRef, _: Reply) -> MessageRef:
        await asyncio.sleep(0)
        return ref

    async def whisper(self, _learner: str, _reply: Reply) -> None:
        await asyncio.sleep(0)


@dataclass
class Seen:
    """What was measured, in milliseconds, and which attempts the log has acknowledged."""

    durable: list[float] = field(default_factory=list)
    response: list[float] = field(default_factory=list)
    lag: list[float] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    refused: int = 0
    lost: int = 0
    faults: tuple[str, ...] = ()
    megabytes: float = 0.0


class TimedStore:
    """A store whose appends are timed and remembered."""

    def __init__(self, store: Store, seen: Seen) -> None:
        self._seen = seen
        self._append = store.log.append
        self.log: AttemptLog = store.log
        self.log.append = self.append  # type: ignore[method-assign]  # the one method that is timed
        self.documents: Documents = store.documents
        self.privacy: Privacy = store.privacy

    async def append(self, attempt: Attempt) -> Attempt:
        began = time.perf_counter()
        stored = await self._append(attempt)
        self._seen.durable.append((time.perf_counter() - began) * 1000)
        self._seen.acknowledged.add(stored.id)
        return stored


@dataclass
class Room:
    """A channel with its learners, who answer in turn; in company the starter then goes on."""

    channel: Channel
    learners: tuple[Learner, ...]
    turn: int = 0

    async def play(self, tutor: Tutor, *, right: bool) -> None:
        session = tutor.quizzes.session(self.channel)
        if session is None:
            await self.start(tutor)
            return
        learner = self.learners[self.turn % len(self.learners)]
        self.turn += 1
        card = session.round.card if session.round else None
        try:
            await tutor.answer(self.channel, learner, _reply(card, right=right))
        except LearnerError:  # the card wants another form of answer
            if self.channel.alone:
                await tutor.press(self.channel, learner, Control.SKIP)
        if not self.channel.alone and self.turn % len(self.learners) == 0:
            for _ in range(2):  # reveal, and go on
                await tutor.press(self.channel, self.learners[0], Control.NEXT)

    async def start(self, tutor: Tutor) -> None:
        request = QuizRequest(questions=tutor.max_questions)
        await tutor.start(self.channel, self.learners[0], request, SilentChat())


def _reply(card: object, *, right: bool) -> str:
    match card:
        case TruthCard(answer=answer):
            return "true" if answer == right else "false"
        case ShortCard() | ChoiceCard() | ClozeCard() if right:
            return card.answer.text
        case ChoiceCard():
            return card.choices[0]
        case ListCard() if right:
            return ", ".join(item.answer for item in card.items)
        case _:
            return "something else"


def rooms(count: int) -> list[Room]:
    found = []
    for number in range(count):
        alone = number % 2 == 0
        channel = Channel(f"load:{number % COMMUNITIES}", f"c{number}", alone=alone)
        who = [f"load:{number}-{n}" for n in range(1 if alone else 2)]
        found.append(Room(channel, tuple(Learner(id_, f"Name of {id_}") for id_ in who)))
    return found


async def run(channels: int, rate: float, seconds: float) -> Seen:
    """Play, then compare the store with what was acknowledged."""
    seen = Seen()
    chosen = settings()
    loaded = load_cached(deck_paths(chosen), load_library)
    dice = random.Random(5)
    with tempfile.TemporaryDirectory() as place:
        async with open_store(place, chosen.options.calendar) as store:
            timed: Any = TimedStore(store, seen)
            clock = SystemClock()
            tutor = Tutor(loaded.decks, loaded.index, timed, clock, chosen.options, dice)
            played = rooms(channels)
            async with tutor:
                for first in range(0, channels, STARTS_AT_ONCE):
                    some = played[first : first + STARTS_AT_ONCE]
                    await asyncio.gather(*(room.start(tutor) for room in some))
                watching = asyncio.create_task(_watch(seen.lag))
                await _answers(tutor, played, rate, seconds, seen, dice)
                watching.cancel()
                seen.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            kept = {
                one.id
                for room in played
                for learner in room.learners
                for one in await store.log.history(room.channel.community, learner.id, limit=10**6)
            }
        seen.lost = len(seen.acknowledged - kept)
        seen.faults = (await doctor(place)).faults
    return seen


async def _answers(
    tutor: Tutor, played: list[Room], rate: float, seconds: float, seen: Seen, dice: random.Random
) -> None:
    began = time.perf_counter()
    tasks: set[asyncio.Task[None]] = set()
    order: list[Room] = []
    for number in range(int(rate * seconds)):
        order = order or dice.sample(played, len(played))
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        move = order.pop().play(tutor, right=dice.random() < 0.7)
        task = asyncio.create_task(_timed(move, due, seen))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)


async def _timed(move: Awaitable[None], due: float, seen: Seen) -> None:
    try:
        await move
    except LearnerError:
        seen.refused += 1
    seen.response.append((time.perf_counter() - due) * 1000)


async def _watch(lags: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.01)
        lags.append((time.perf_counter() - began - 0.01) * 1000)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--channels", type=int, default=1000)
    asked.add_argument("--rate", type=float, default=50.0)
    chosen = asked.parse_args()
    seen = asyncio.run(run(chosen.channels, chosen.rate, chosen.minutes * 60))
    for name, times in (
        ("durable", seen.durable),
        ("response", seen.response),
        ("loop lag", seen.lag),
    ):
        p99 = statistics.quantiles(times, n=100)[98]
        print(f"{name:9} p50 {statistics.median(times):6.1f} ms, p99 {p99:6.1f} ms")
    print(
        f"{len(seen.acknowledged):,} attempts acknowledged, {seen.lost} lost, {seen.refused:,}"
        f" replies refused, peak memory {seen.megabytes:.0f} MB, doctor: {seen.faults or 'sound'}"
    )


if __name__ == "__main__":
    main()
