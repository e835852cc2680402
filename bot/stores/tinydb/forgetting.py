"""Hide a learner, and forget one; inside the writer's transaction, but for `wiped`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stores.erasures import hashed, rewritten, stand_in
from bot.stores.tinydb import book
from bot.stores.tinydb.attempts import micros

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.scores import Attempt, Calendar
    from bot.stores.tinydb.database import Database
    from bot.stores.tinydb.learners import Learner
    from bot.stores.tinydb.tombstones import Tombstones

UNWIPED = "unwiped"
"""The fact that pages may still keep what was deleted."""


def is_forgotten(db: Database, tombstones: Tombstones, attempt: Attempt) -> bool:
    """Tell whether an attempt was made before its learner was erased."""
    if not tombstones.marks:
        return False
    mark = hashed(tombstones.key, attempt.community, attempt.learner)
    return db.erasures.covers(mark, micros(attempt.at))


def hide(db: Database, community: str, learner: str, calendar: Calendar, *, hidden: bool) -> None:
    """Take a learner's rows off the boards that others see, or put them back."""
    folding = db.communities.found(community, calendar)
    who = db.learners.sign_in(community, learner, "", folding.newest)
    if who.hidden == hidden:
        return
    db.learners.change(who.doc_id, hidden=int(hidden))
    for board, points in db.tallies.set_hidden(who.doc_id, hidden=hidden):
        old, new = (points, None) if hidden else (None, points)
        db.ladder.change_by(db.ladder.climb(board, old, new))


def erase(db: Database, tombstones: Tombstones, community: str, learner: str, at: datetime) -> int:
    """Forget a learner, with a tombstone that is durable before anything is changed."""
    mark = tombstones.add(community, learner, micros(at))
    db.erasures.insert({"hash": mark.hash, "at": mark.at})
    db.meta.set(UNWIPED, "1")
    return forget(db, community, learner, micros(at))


def forget(db: Database, community: str, learner: str, at: int) -> int:
    """Make a learner's attempts up to a time nameless; return how many there were."""
    name = stand_in()
    who = db.learners.find(community, learner)
    names = {who.name} if who else set[str]()
    if who is not None:
        names |= db.attempts.names_of(who.doc_id)
    _forget_documents(db, community, learner, names - {""}, name)
    if who is None:
        return 0
    gone = _set_apart(db, who, name, at)
    db.rescores.forget(learner, name)
    return db.attempts.forget(gone, community, name)


def forget_again(db: Database, tombstones: Tombstones) -> int:
    """Follow the erasures that this database, restored from a backup, does not know of."""
    followed = db.erasures.followed()
    left = {m.hash: m.at for m in tombstones.marks if (m.hash, m.at) not in followed}
    if not left:
        return 0
    for who in list(db.learners.all_rows()):
        mark = hashed(tombstones.key, who.community, who.learner)
        if mark in left:
            forget(db, who.community, who.learner, left[mark])
    for mark, at in left.items():
        db.erasures.insert({"hash": mark, "at": at})
    db.meta.set(UNWIPED, "1")
    return len(left)


def is_unwiped(db: Database) -> bool:
    """Tell whether the file was not written anew since the last erasure."""
    return db.meta.value(UNWIPED) == "1"


def checkpointed(db: Database) -> None:
    """Empty the write-ahead log; what was deleted was overwritten with zeros in the file."""
    db.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def wiped(db: Database) -> None:
    """Write the file anew, so that no page keeps what was deleted."""
    db.connection.execute("VACUUM")
    db.meta.set(UNWIPED, "")
    checkpointed(db)


def _set_apart(db: Database, who: Learner, name: str, at: int) -> int:
    """Give the attempts up to a time to a nameless row; return its id."""
    if db.attempts.count_after(who.doc_id, at) == 0:
        db.learners.change(who.doc_id, learner=name, name="")
        return who.doc_id
    gone = db.learners.insert(
        {
            "community": who.community, "learner": name, "name": "",
            "hidden": int(who.hidden), "folded": who.folded, "latest": "",
        }
    )  # fmt: skip
    db.attempts.hand_over(who.doc_id, gone, at)
    folding = db.communities.find(who.community)
    for learner in (who.learner, name):
        row = db.learners.find(who.community, learner)
        if folding is not None and row is not None:
            book.refold(db, folding, row)
    return gone


def _forget_documents(
    db: Database, community: str, learner: str, names: set[str], name: str
) -> None:
    for doc_id, _, document in db.documents.mentioning(community, learner):
        changed = rewritten(document, learner, names, name)
        if changed is None:
            db.documents.delete(doc_id)
        else:
            key, body = changed
            db.documents.change(doc_id, key=key, body=body, version=document.version + 1)
