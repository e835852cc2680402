-- The community leads every key, so that a distributed PostgreSQL can keep each community in one
-- place. Texts sort by code point, as they do in Python and in the embedded store.

CREATE TABLE meta (
    community text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (community, name)
);

CREATE TABLE community (
    community text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    calendar text NOT NULL,
    next_generation integer,
    next_calendar text,
    PRIMARY KEY (community)
);

CREATE TABLE learner (
    community text COLLATE "C" NOT NULL,
    learner text COLLATE "C" NOT NULL,
    name text NOT NULL,
    hidden boolean NOT NULL,
    folded integer NOT NULL,
    latest text NOT NULL,
    PRIMARY KEY (community, learner)
);

CREATE TABLE attempt (
    community text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    learner text COLLATE "C" NOT NULL,
    session text COLLATE "C" NOT NULL,
    number integer NOT NULL,
    turn integer NOT NULL,
    channel text NOT NULL,
    name text NOT NULL,
    deck text NOT NULL,
    deck_revision text NOT NULL,
    card text NOT NULL,
    tags text[] NOT NULL,
    reply text NOT NULL,
    verdict text NOT NULL,
    reason text NOT NULL,
    points integer NOT NULL,
    hints integer NOT NULL,
    milliseconds bigint NOT NULL,
    at timestamptz NOT NULL,
    style text NOT NULL,
    origin text NOT NULL,
    rescored text COLLATE "C",
    PRIMARY KEY (community, id)
);
CREATE INDEX attempt_by_learner ON attempt (community, learner, at);
CREATE INDEX attempt_by_session ON attempt (community, session);
CREATE INDEX attempt_with_reply ON attempt (community, at) WHERE reply <> '';

CREATE TABLE rescore (
    community text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    attempt text COLLATE "C" NOT NULL,
    verdict text NOT NULL,
    reason text NOT NULL,
    points integer NOT NULL,
    at timestamptz NOT NULL,
    decided_by text NOT NULL,
    PRIMARY KEY (community, id)
);
CREATE INDEX rescore_by_attempt ON rescore (community, attempt, at);

CREATE TABLE tally (
    community text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    board text COLLATE "C" NOT NULL,
    learner text COLLATE "C" NOT NULL,
    hidden boolean NOT NULL,
    points bigint NOT NULL,
    correct integer NOT NULL,
    attempts integer NOT NULL,
    streak integer NOT NULL,
    best_streak integer NOT NULL,
    PRIMARY KEY (community, generation, board, learner)
);
CREATE INDEX tally_by_rank ON tally (community, generation, board, points DESC, learner DESC)
    WHERE NOT hidden;
CREATE INDEX tally_by_learner ON tally (community, learner);

-- How many learners stand on each rung of 32 points; in shards, so that learners of one
-- community who answer together seldom wait for one row.
CREATE TABLE ladder (
    community text COLLATE "C" NOT NULL,
    generation integer NOT NULL,
    board text COLLATE "C" NOT NULL,
    rung integer NOT NULL,
    shard integer NOT NULL,
    learners integer NOT NULL,
    PRIMARY KEY (community, generation, board, rung, shard)
);

CREATE TABLE document (
    community text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    body text NOT NULL,
    version bigint NOT NULL,
    PRIMARY KEY (community, kind, key)
);

-- Whom to forget: `tombstone` is left out when a dump is restored, `erasure` is restored with the
-- data. What only the first has is done again at the next start.
CREATE TABLE tombstone (
    community text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (community, hash, at)
);

CREATE TABLE erasure (
    community text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (community, hash, at)
);
