"""What concerns the store as a whole: its secrets, its start, `doctor` and `move`."""

from __future__ import annotations

SET_META = """
    INSERT INTO meta (community, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (community, name) DO NOTHING
"""

META = "SELECT value FROM meta WHERE community = $1 AND name = $2"

CHANGE_META = """
    INSERT INTO meta (community, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (community, name) DO UPDATE SET value = excluded.value
"""

ACROSS_COMMUNITIES = "SELECT community FROM community ORDER BY community"


ACROSS_UNFOLLOWED = """
    SELECT t.community, t.hash, t.at FROM tombstone t
    WHERE NOT EXISTS (SELECT 1 FROM erasure e
        WHERE e.community = t.community AND e.hash = t.hash AND e.at = t.at)
"""

ACROSS_CALENDARS = "SELECT community, coalesce(next_calendar, calendar) FROM community"

ACROSS_PEOPLE = """
    SELECT community, learner, name, hidden FROM learner
    WHERE (community, learner) > ($1, $2) ORDER BY community, learner LIMIT $3
"""

ACROSS_PAPERS = """
    SELECT community, kind, key, body, version FROM document
    WHERE (community, kind, key) > ($1, $2, $3) ORDER BY community, kind, key LIMIT $4
"""

ACROSS_COUNTS = """
    SELECT (SELECT count(*) FROM attempt) AS attempt, (SELECT count(*) FROM rescore) AS rescore,
        (SELECT count(*) FROM learner) AS learner, (SELECT count(*) FROM document) AS document
"""

ACROSS_TOMBSTONES = "SELECT community, hash, at FROM tombstone ORDER BY at"
