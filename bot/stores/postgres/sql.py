"""Every statement of the PostgreSQL store.

The community is the first parameter and a constant of every statement, but for those that are
named ACROSS: they run at the start, in `doctor` and in `move`, never for a learner.
"""

from __future__ import annotations

SIGN_IN = """
    INSERT INTO learner (community, learner, name, hidden, folded, latest)
    SELECT $1, $2, $3, false,
        coalesce((SELECT coalesce(next_generation, generation) FROM community
            WHERE community = $1), 1), ''
    ON CONFLICT (community, learner) DO UPDATE
        SET name = CASE WHEN excluded.name = '' THEN learner.name ELSE excluded.name END
    RETURNING hidden, folded, latest
"""

FOUND_COMMUNITY = """
    INSERT INTO community (community, generation, calendar) VALUES ($1, 1, $2)
    ON CONFLICT (community) DO NOTHING
"""

COMMUNITY = """
    SELECT generation, calendar, next_generation, next_calendar
    FROM community WHERE community = $1
"""

COMMUNITY_FOR_UPDATE = COMMUNITY + " FOR UPDATE"

BEGIN_FOLD = """
    UPDATE community SET next_generation = $2, next_calendar = $3 WHERE community = $1
"""

FINISH_FOLD = """
    UPDATE community SET generation = next_generation, calendar = next_calendar,
        next_generation = NULL, next_calendar = NULL
    WHERE community = $1 AND next_generation = $2
"""

UNFOLDED = "SELECT learner FROM learner WHERE community = $1 AND folded <> $2 LIMIT $3"

SET_FOLDED = "UPDATE learner SET folded = $3 WHERE community = $1 AND learner = $2"

SET_LATEST = "UPDATE learner SET latest = $3 WHERE community = $1 AND learner = $2"

OUTDATED_LADDER = """
    DELETE FROM ladder WHERE community = $1 AND generation <> ALL ($2::integer[])
"""

OUTDATED_TALLIES = """
    DELETE FROM tally WHERE community = $1 AND generation <> ALL ($2::integer[])
        AND learner IN (SELECT learner FROM tally
            WHERE community = $1 AND generation <> ALL ($2::integer[]) LIMIT $3)
"""

LEARNER = """
    SELECT name, hidden, folded, latest FROM learner WHERE community = $1 AND learner = $2
"""

LEARNER_FOR_UPDATE = LEARNER + " FOR UPDATE"

IS_FORGOTTEN = """
    SELECT EXISTS (SELECT 1 FROM tombstone WHERE community = $1 AND hash = $2 AND at >= $3)
"""

INSERT_ATTEMPT = """
    INSERT INTO attempt (community, id, learner, session, number, turn, channel, name, deck,
        deck_revision, card, tags, reply, verdict, reason, points, hints, milliseconds, at, style,
        origin)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21)
    ON CONFLICT (community, id) DO NOTHING RETURNING id
"""

ATTEMPTS = """
    SELECT a.*, r.verdict AS new_verdict, r.reason AS new_reason, r.points AS new_points
    FROM attempt a LEFT JOIN rescore r ON r.community = $1 AND r.id = a.rescored
    WHERE a.community = $1
"""

ATTEMPT = ATTEMPTS + " AND a.id = $2"

OF_SESSION = ATTEMPTS + " AND a.session = $2 ORDER BY a.at, a.number, a.turn, a.id"

OF_LEARNER = (
    ATTEMPTS
    + """
    AND a.learner = $2 AND ($3::text IS NULL OR a.deck = $3)
    AND ($4::text IS NULL OR coalesce(r.verdict, a.verdict) = $4)
    AND ($6::timestamptz IS NULL OR (a.at <= $6
        AND (a.at, a.session, a.number, a.turn) < ($6, $7, $8, $9)))
    ORDER BY a.at DESC, a.session DESC, a.number DESC, a.turn DESC LIMIT $5
"""
)

MOMENTS = "SELECT at FROM attempt WHERE community = $1 AND learner = $2"

INSERT_RESCORE = """
    INSERT INTO rescore (community, id, attempt, verdict, reason, points, at, decided_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (community, id) DO NOTHING RETURNING id
"""

POINT_TO_RESCORE = """
    UPDATE attempt SET rescored = (
        SELECT r.id FROM rescore r WHERE r.community = $1 AND r.attempt = $2
        ORDER BY r.at DESC, r.id DESC LIMIT 1)
    WHERE community = $1 AND id = $2
"""

RESCORES_OF = """
    SELECT r.attempt, r.verdict, r.reason, r.points, r.at, r.decided_by
    FROM rescore r JOIN attempt a ON a.community = $1 AND a.id = r.attempt
    WHERE r.community = $1 AND a.learner = $2 ORDER BY r.at, r.id
"""

ADD_TALLIES = """
    INSERT INTO tally (community, generation, board, learner, hidden, points, correct, attempts,
        streak, best_streak)
    SELECT $1, f.generation, f.board, $2, $3, $4, $5, 1, $5, $5
    FROM unnest($6::integer[], $7::text[]) AS f (generation, board)
    ORDER BY f.generation, f.board
    ON CONFLICT (community, generation, board, learner) DO UPDATE SET
        points = tally.points + excluded.points,
        correct = tally.correct + excluded.correct,
        attempts = tally.attempts + 1,
        streak = (tally.streak + 1) * excluded.correct,
        best_streak = greatest(tally.best_streak, (tally.streak + 1) * excluded.correct)
    RETURNING generation, board, points, attempts
"""

PUT_TALLIES = """
    INSERT INTO tally (community, generation, board, learner, hidden, points, correct, attempts,
        streak, best_streak)
    SELECT $1, $2, f.board, $3, $4, f.points, f.correct, f.attempts, f.streak, f.best_streak
    FROM unnest($5::text[], $6::bigint[], $7::integer[], $8::integer[], $9::integer[],
        $10::integer[]) AS f (board, points, correct, attempts, streak, best_streak)
    ORDER BY f.board
"""

REMOVE_TALLIES = """
    DELETE FROM tally WHERE community = $1 AND generation = $2 AND learner = $3
    RETURNING board, points
"""

TALLIES_OF = """
    SELECT board, points, correct, attempts, streak, best_streak FROM tally
    WHERE community = $1 AND generation = $2 AND learner = $3
"""

HIDE_TALLIES = """
    UPDATE tally SET hidden = $3 WHERE community = $1 AND learner = $2
    RETURNING generation, board, points
"""

HIDE_LEARNER = "UPDATE learner SET hidden = $3 WHERE community = $1 AND learner = $2"

CLIMB = """
    INSERT INTO ladder (community, generation, board, rung, shard, learners)
    SELECT $1, f.generation, f.board, f.rung, $2, f.step
    FROM unnest($3::integer[], $4::text[], $5::integer[], $6::integer[])
        AS f (generation, board, rung, step)
    ORDER BY f.generation, f.board, f.rung
    ON CONFLICT (community, generation, board, rung, shard)
        DO UPDATE SET learners = ladder.learners + excluded.learners
"""

ROWS = """
    SELECT t.learner, l.name, t.points, t.correct, t.attempts, t.streak, t.best_streak
    FROM tally t JOIN learner l ON l.community = $1 AND l.learner = t.learner
    WHERE t.community = $1 AND t.generation = $2 AND t.board = $3
"""

PAGE = (
    ROWS
    + """
    AND NOT t.hidden AND (t.points, t.learner) < ($5, $6)
    ORDER BY t.points DESC, t.learner DESC LIMIT $4
"""
)

FIRST_PAGE = (
    ROWS
    + """
    AND NOT t.hidden ORDER BY t.points DESC, t.learner DESC LIMIT $4
"""
)

PAGE_BEFORE = (
    ROWS
    + """
    AND NOT t.hidden AND (t.points, t.learner) > ($5, $6)
    ORDER BY t.points, t.learner LIMIT $4
"""
)

OWN = ROWS + " AND t.learner = $4"

LEARNERS_ON = """
    SELECT coalesce(sum(learners), 0) FROM ladder
    WHERE community = $1 AND generation = $2 AND board = $3
"""

AHEAD = """
    SELECT (SELECT coalesce(sum(learners), 0) FROM ladder
            WHERE community = $1 AND generation = $2 AND board = $3 AND rung > $5)
        + (SELECT count(*) FROM tally
            WHERE community = $1 AND generation = $2 AND board = $3 AND NOT hidden
                AND points > $4 AND points < $6)
"""

TIED_BEFORE = """
    SELECT count(*) FROM tally WHERE community = $1 AND generation = $2 AND board = $3
        AND NOT hidden AND points = $4 AND learner > $5
"""

NEXT_ABOVE = """
    SELECT min(points) FROM tally WHERE community = $1 AND generation = $2 AND board = $3
        AND NOT hidden AND points > $4
"""

DOCUMENT = """
    SELECT key, body, version FROM document WHERE community = $1 AND kind = $2 AND key = $3
"""

PUT_DOCUMENT = """
    INSERT INTO document (community, kind, key, body, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (community, kind, key) DO UPDATE
        SET body = excluded.body, version = document.version + 1
    RETURNING version
"""

NEW_DOCUMENT = """
    INSERT INTO document (community, kind, key, body, version) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (community, kind, key) DO NOTHING RETURNING version
"""

CHANGE_DOCUMENT = """
    UPDATE document SET body = $4, version = version + 1
    WHERE community = $1 AND kind = $2 AND key = $3 AND version = $5 RETURNING version
"""

DELETE_DOCUMENT = "DELETE FROM document WHERE community = $1 AND kind = $2 AND key = $3"

LIST_DOCUMENTS = """
    SELECT community, key, body, version FROM document
    WHERE community = $1 AND kind = $2 AND key > $3 AND key >= $4 AND key < $5
    ORDER BY key LIMIT $6
"""

ACROSS_LIST_DOCUMENTS = """
    SELECT community, key, body, version FROM document
    WHERE kind = $1 AND (community, key) > ($2, $3) AND key >= $4 AND key < $5
    ORDER BY community, key LIMIT $6
"""

MENTIONING = """
    SELECT kind, key, body, version FROM document WHERE community = $1
        AND (position($2 IN key) > 0 OR position($3 IN body) > 0) ORDER BY kind, key
"""

NAMES_OF = "SELECT DISTINCT name FROM attempt WHERE community = $1 AND learner = $2"

MADE_UNTIL = """
    SELECT id, session, number, turn FROM attempt
    WHERE community = $1 AND learner = $2 AND at <= $3
"""

MADE_AFTER = """
    SELECT count(*) FROM attempt WHERE community = $1 AND learner = $2 AND at > $3
"""

FORGET_ATTEMPT = """
    UPDATE attempt SET id = $3, learner = $4, name = '', reply = '', origin = ''
    WHERE community = $1 AND id = $2
"""

FOLLOW_ATTEMPT = "UPDATE rescore SET attempt = $3 WHERE community = $1 AND attempt = $2"

FORGET_DECIDER = "UPDATE rescore SET decided_by = $3 WHERE community = $1 AND decided_by = $2"

RENAME_LEARNER = """
    UPDATE learner SET learner = $3, name = '' WHERE community = $1 AND learner = $2
"""

RENAME_TALLIES = "UPDATE tally SET learner = $3 WHERE community = $1 AND learner = $2"

INSERT_LEARNER = """
    INSERT INTO learner (community, learner, name, hidden, folded, latest)
    VALUES ($1, $2, '', $3, $4, '')
"""

BURY = """
    INSERT INTO tombstone (community, hash, at) VALUES ($1, $2, $3)
    ON CONFLICT (community, hash, at) DO NOTHING
"""

FOLLOWED = """
    INSERT INTO erasure (community, hash, at) VALUES ($1, $2, $3)
    ON CONFLICT (community, hash, at) DO NOTHING
"""

LEARNERS_OF = "SELECT learner FROM learner WHERE community = $1 ORDER BY learner"

FORGET_REPLIES = """
    UPDATE attempt SET reply = '' WHERE community = $1 AND id IN (
        SELECT id FROM attempt WHERE community = $1 AND reply <> '' AND at < $2
        ORDER BY at LIMIT $3)
"""

SET_META = """
    INSERT INTO meta (community, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (community, name) DO NOTHING
"""

META = "SELECT value FROM meta WHERE community = $1 AND name = $2"

ACROSS_COMMUNITIES = "SELECT community FROM community ORDER BY community"

ACROSS_COMMUNITIES_OF = "SELECT community FROM learner WHERE learner = $1 ORDER BY community"

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

BOARDS = "SELECT DISTINCT board FROM tally WHERE community = $1 AND generation = $2"

NAME_LEARNER = "UPDATE learner SET name = $3 WHERE community = $1 AND learner = $2"

CHANGE_META = """
    INSERT INTO meta (community, name, value) VALUES ($1, $2, $3)
    ON CONFLICT (community, name) DO UPDATE SET value = excluded.value
"""

OFF_THE_LADDER = """
    SELECT count(*) FROM (
        SELECT generation, board, rung, sum(learners)::bigint AS learners FROM ladder
            WHERE community = $1 GROUP BY generation, board, rung HAVING sum(learners) <> 0
        EXCEPT
        SELECT generation, board, least(greatest(points, 0) / 32, 1073741824)::integer, count(*)
            FROM tally WHERE community = $1 AND NOT hidden GROUP BY 1, 2, 3) AS differing
"""
