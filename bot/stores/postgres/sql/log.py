"""The attempts and what supersedes them."""

from __future__ import annotations

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

FORGET_REPLIES = """
    UPDATE attempt SET reply = '' WHERE community = $1 AND id IN (
        SELECT id FROM attempt WHERE community = $1 AND reply <> '' AND at < $2
        ORDER BY at LIMIT $3)
"""
