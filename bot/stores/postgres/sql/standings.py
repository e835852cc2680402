"""A page of a leaderboard with the own row, its rank and the distance to the next one.

Each is one statement, since every other one would wait for the network again. $1 is the community,
$2 the board and $3 the learner; the rows of the page, the own row and the counts come as the parts
"row", "own" and "first", "next", "all". Ranks are sums over the ladder, as in `core.scores.rungs`.
"""

# ruff: noqa: S608 - put together from constants of this module

from __future__ import annotations

_PLACE = """
    WITH place AS (SELECT generation FROM community WHERE community = $1)
"""

_HERE = """
    t.community = $1 AND t.generation = (SELECT generation FROM place) AND t.board = $2
"""

_ROWS = f"""
    SELECT t.learner, l.name, t.points, t.correct, t.attempts, t.streak, t.best_streak
    FROM tally t JOIN learner l ON l.community = $1 AND l.learner = t.learner
    WHERE {_HERE}
"""

_OWN = f", own AS ({_ROWS} AND t.learner = $3)"

_OWN_PLACE = "((SELECT points FROM own), (SELECT learner FROM own))"

_LADDER = f"SELECT coalesce(sum(t.learners), 0) FROM ladder t WHERE {_HERE}"

_KEPT = "least(greatest({points}, 0), 2147483647)::integer"

_AHEAD = f"""
    (({_LADDER} AND t.rung < -1 - {_KEPT} / 64)
    + ({_LADDER} AND t.rung > {_KEPT} AND t.rung <= {_KEPT} / 64 * 64 + 63))::bigint
"""

_COUNTED = f"""
    SELECT 'row' AS part, p.*, 0::bigint AS ahead, NULL::bigint AS above FROM page p
    UNION ALL
    SELECT 'own', o.*, {_AHEAD.format(points="o.points")},
        (SELECT min(t.points) FROM tally t WHERE {_HERE} AND NOT t.hidden AND t.points > o.points)
    FROM own o
    UNION ALL
    SELECT 'first', '', '', f.points, 0, 0, 0, 0, {_AHEAD.format(points="f.points")}, NULL
    FROM (SELECT max(points) AS points FROM page) f WHERE f.points IS NOT NULL
    UNION ALL
    SELECT 'next', '', '', n.points, 0, 0, 0, 0, {_AHEAD.format(points="n.points")}, NULL
    FROM (SELECT max(points) AS points FROM page
        WHERE points < (SELECT max(points) FROM page)) n WHERE n.points IS NOT NULL
    UNION ALL
    SELECT 'all', '', '', 0, 0, 0, 0, 0, ({_LADDER} AND t.rung < 0), NULL
"""

PAGE = f"""
    {_PLACE} {_OWN}, page AS ({_ROWS} AND NOT t.hidden AND (t.points, t.learner) < ($5, $6)
        ORDER BY t.points DESC, t.learner DESC LIMIT $4)
    {_COUNTED}
"""

AROUND = f"""
    {_PLACE} {_OWN}, page AS (
        ({_ROWS} AND NOT t.hidden AND (t.points, t.learner) > {_OWN_PLACE}
            ORDER BY t.points, t.learner LIMIT $4)
        UNION ALL
        ({_ROWS} AND NOT t.hidden AND t.learner = $3)
        UNION ALL
        ({_ROWS} AND NOT t.hidden AND (t.points, t.learner) < {_OWN_PLACE}
            ORDER BY t.points DESC, t.learner DESC LIMIT $4))
    {_COUNTED}
"""
