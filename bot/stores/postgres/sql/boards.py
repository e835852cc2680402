"""The rows of the leaderboards, and folding them."""

from __future__ import annotations

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

CLIMB = """
    INSERT INTO ladder (community, generation, board, rung, shard, learners)
    SELECT $1, f.generation, f.board, f.rung, $2, f.step
    FROM unnest($3::integer[], $4::text[], $5::integer[], $6::integer[])
        AS f (generation, board, rung, step)
    ORDER BY f.generation, f.board, f.rung
    ON CONFLICT (community, generation, board, rung, shard)
        DO UPDATE SET learners = ladder.learners + excluded.learners
"""

BOARDS = "SELECT DISTINCT board FROM tally WHERE community = $1 AND generation = $2"

OFF_THE_LADDER = """
    SELECT count(*) FROM (
        SELECT generation, board, rung, sum(learners)::bigint AS learners FROM ladder
            WHERE community = $1 GROUP BY generation, board, rung HAVING sum(learners) <> 0
        EXCEPT (
            SELECT generation, board, least(greatest(points, 0), 2147483647)::integer, count(*)
                FROM tally WHERE community = $1 AND NOT hidden GROUP BY 1, 2, 3
            UNION ALL
            SELECT generation, board, -1 - least(greatest(points, 0), 2147483647)::integer / 64,
                count(*)
                FROM tally WHERE community = $1 AND NOT hidden GROUP BY 1, 2, 3)) AS differing
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

OUTDATED_LADDER = """
    DELETE FROM ladder WHERE community = $1 AND generation <> ALL ($2::integer[])
"""

OUTDATED_TALLIES = """
    DELETE FROM tally WHERE community = $1 AND generation <> ALL ($2::integer[])
        AND learner IN (SELECT learner FROM tally
            WHERE community = $1 AND generation <> ALL ($2::integer[]) LIMIT $3)
"""
