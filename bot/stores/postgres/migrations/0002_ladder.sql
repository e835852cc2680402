-- The ladder was by 32 points, and who shared a rung with thousands waited to be ranked. It is by
-- points now, and below zero by blocks of 64.

DELETE FROM ladder;

INSERT INTO ladder (community, generation, board, rung, shard, learners)
SELECT community, generation, board, least(greatest(points, 0), 2147483647)::integer, 0, count(*)
FROM tally WHERE NOT hidden GROUP BY 1, 2, 3, 4;

INSERT INTO ladder (community, generation, board, rung, shard, learners)
SELECT community, generation, board, -1 - rung / 64, 0, sum(learners)
FROM ladder GROUP BY 1, 2, 3, 4;
