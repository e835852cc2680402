"""The words of what is stored about a learner, and of taking it away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.core.replies.quizzing import plural
from bot.core.replies.structure import Attachment, Button, Reply
from bot.core.scores import as_csv, plain

if TYPE_CHECKING:
    from bot.core.ports import Belongings

NOTHING = "Nothing is stored about you here."


def shown(found: Belongings, retention_days: int) -> Reply:
    """Say in words what is stored about a learner."""
    if not found.attempts and not found.documents and not found.name:
        return Reply(title="What I keep about you", text=NOTHING, private=True)
    count = len(found.attempts)
    lines = [
        f'Your name as it was when you last played: "{found.name}".',
        (
            f"{plural(count, 'answer')}: which card, what you wrote, how it was judged and why, "
            "points, hints, how long it took, when and in which channel."
        ),
        "From these, your places on the leaderboards.",
        f"What you wrote is removed after {plural(retention_days, 'day')}; the points stay.",
    ]
    if found.documents:
        lines.append(f"{plural(len(found.documents), 'note')} of where you are in quizzes.")
    if found.hidden:
        lines.append("You are hidden: others do not see you on any leaderboard.")
    lines.append("Nothing else: no messages, no e-mail address, no profile.")
    lines.append(
        "/privacy export gives you all of it, hide takes you off the boards, delete erases it."
    )
    return Reply(title="What I keep about you", text="\n".join(lines), private=True)


def exported(found: Belongings) -> Reply:
    """Hand over everything about a learner, as JSON and as a spreadsheet."""
    body = {
        "community": found.community,
        "learner": found.learner,
        "name": found.name,
        "hidden": found.hidden,
        "attempts": [plain(attempt) for attempt in found.attempts],
        "rescores": [
            {"attempt": r.attempt, "verdict": r.verdict, "points": r.points, "at": r.at.isoformat()}
            for r in found.rescores
        ],
        "documents": [
            {"kind": kind, "key": document.key, "body": document.body}
            for kind, document in found.documents
        ],
    }
    files = (
        Attachment("colloquy-export.json", json.dumps(body, indent=1, default=str)),
        Attachment("colloquy-answers.csv", as_csv(found.attempts)),
    )
    return Reply(text="Everything that is stored about you here:", attachments=files, private=True)


def hidden(*, now_hidden: bool) -> Reply:
    """Confirm that a learner is off the boards, or on them again."""
    if now_hidden:
        text = "You are off the leaderboards now. Your points go on; /privacy hide brings you back."
        return Reply(text=text, private=True)
    return Reply(text="You are on the leaderboards again.", private=True)


def ask_to_delete() -> Reply:
    """Ask before erasing."""
    return Reply(
        text="This erases your name and all you wrote, here and for good, and takes you off the "
        "leaderboards. The answers stay without you, so that the others' ranks stay right. "
        "The button, or in a terminal /privacy delete confirm:yes, does it.",
        buttons=(Button("forget:me", "Delete for good"),),
        private=True,
    )


def deleted(count: int) -> Reply:
    """Confirm an erasure."""
    return Reply(
        text=f"Done: you are forgotten. {plural(count, 'answer')} had been yours.", private=True
    )
