"""The rows of the embedded store, and the steps from one version to the next.

Times are microseconds since 1970. A row's `doc_id` is its TinyDB document id. A tally's is
`learner << 32 | board`, a ladder row's `board << 32 | rung` (in 32 bits): both are found without
an index.
"""

from __future__ import annotations

APPLICATION_ID = 0x436F6C71
"""Stands in the file's header: this SQLite file is Colloquy's."""

MIGRATIONS = (
    """
    CREATE TABLE meta (doc_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
    CREATE TABLE community (
        doc_id INTEGER PRIMARY KEY, community TEXT NOT NULL UNIQUE,
        generation INTEGER NOT NULL, calendar TEXT NOT NULL,
        next_generation INTEGER, next_calendar TEXT);
    CREATE TABLE learner (
        doc_id INTEGER PRIMARY KEY, community TEXT NOT NULL, learner TEXT NOT NULL,
        name TEXT NOT NULL, hidden INTEGER NOT NULL, folded INTEGER NOT NULL,
        latest TEXT NOT NULL, UNIQUE (community, learner));
    CREATE INDEX learner_by_fold ON learner (community, folded);
    CREATE TABLE attempt (
        doc_id INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, learner INTEGER NOT NULL,
        session TEXT NOT NULL, number INTEGER NOT NULL, turn INTEGER NOT NULL,
        channel TEXT NOT NULL, name TEXT NOT NULL, deck TEXT NOT NULL,
        deck_revision TEXT NOT NULL, card TEXT NOT NULL, tags TEXT NOT NULL,
        reply TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
        points INTEGER NOT NULL, hints INTEGER NOT NULL, milliseconds INTEGER NOT NULL,
        at INTEGER NOT NULL, style TEXT NOT NULL, origin TEXT NOT NULL,
        rescored INTEGER, checksum INTEGER NOT NULL);
    CREATE INDEX attempt_by_learner ON attempt (learner, at);
    CREATE INDEX attempt_by_session ON attempt (session);
    CREATE INDEX attempt_with_reply ON attempt (at) WHERE reply <> '';
    CREATE TABLE rescore (
        doc_id INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, community TEXT NOT NULL,
        attempt INTEGER NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
        points INTEGER NOT NULL, at INTEGER NOT NULL, decided_by TEXT NOT NULL);
    CREATE INDEX rescore_by_attempt ON rescore (attempt, at);
    CREATE TABLE board (
        doc_id INTEGER PRIMARY KEY, community TEXT NOT NULL, generation INTEGER NOT NULL,
        scope TEXT NOT NULL, scope_id TEXT NOT NULL, period TEXT NOT NULL, start TEXT NOT NULL,
        UNIQUE (community, generation, scope, scope_id, period, start));
    CREATE TABLE tally (
        doc_id INTEGER PRIMARY KEY, board INTEGER NOT NULL, learner INTEGER NOT NULL,
        hidden INTEGER NOT NULL, points INTEGER NOT NULL, correct INTEGER NOT NULL,
        attempts INTEGER NOT NULL, streak INTEGER NOT NULL, best_streak INTEGER NOT NULL);
    CREATE INDEX tally_by_rank ON tally (board, hidden, points DESC, learner DESC);
    CREATE TABLE ladder (doc_id INTEGER PRIMARY KEY, learners INTEGER NOT NULL);
    CREATE TABLE document (
        doc_id INTEGER PRIMARY KEY, community TEXT NOT NULL, kind TEXT NOT NULL,
        key TEXT NOT NULL, body TEXT NOT NULL, version INTEGER NOT NULL,
        UNIQUE (kind, community, key));
    CREATE TABLE erasure (doc_id INTEGER PRIMARY KEY, hash TEXT NOT NULL, at INTEGER NOT NULL);
    CREATE INDEX erasure_by_hash ON erasure (hash, at);
    """,
    # the ladder was by 32 points, and who shared a rung with thousands waited to be ranked
    """
    DELETE FROM ladder;
    INSERT INTO ladder SELECT board << 32 | min(max(points, 0), 2147483647), count(*)
        FROM tally WHERE hidden = 0 GROUP BY 1;
    INSERT INTO ladder
        SELECT (doc_id >> 32) << 32 | 4294967295 - (doc_id & 4294967295) / 64, sum(learners)
        FROM ladder GROUP BY 1
    """,
)

VERSION = len(MIGRATIONS)

TABLES = (
    "attempt",
    "board",
    "community",
    "document",
    "erasure",
    "ladder",
    "learner",
    "meta",
    "rescore",
    "tally",
)
