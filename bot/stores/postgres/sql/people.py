"""The learners, and forgetting them."""

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

LEARNER = """
    SELECT name, hidden, folded, latest FROM learner WHERE community = $1 AND learner = $2
"""

LEARNER_FOR_UPDATE = LEARNER + " FOR UPDATE"

SET_LATEST = "UPDATE learner SET latest = $3 WHERE community = $1 AND learner = $2"

SET_FOLDED = "UPDATE learner SET folded = $3 WHERE community = $1 AND learner = $2"

NAME_LEARNER = "UPDATE learner SET name = $3 WHERE community = $1 AND learner = $2"

HIDE_LEARNER = "UPDATE learner SET hidden = $3 WHERE community = $1 AND learner = $2"

HIDE_TALLIES = """
    UPDATE tally SET hidden = $3 WHERE community = $1 AND learner = $2
    RETURNING generation, board, points
"""

IS_FORGOTTEN = """
    SELECT EXISTS (SELECT 1 FROM tombstone WHERE community = $1 AND hash = $2 AND at >= $3)
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
