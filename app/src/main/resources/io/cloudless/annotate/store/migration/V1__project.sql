-- One script for SQLite and PostgreSQL: ${identity} is what each calls a number that counts up by itself.
-- Times are milliseconds since 1970 in UTC.

CREATE TABLE setting (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE person (
    id       ${identity},
    name     TEXT NOT NULL UNIQUE,
    -- Null: may not log in with a password.
    password TEXT
);

CREATE TABLE session (
    -- SHA-256 of what the browser holds: who reads this table cannot log in with it.
    token_hash TEXT PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    csrf       TEXT   NOT NULL,
    expires    BIGINT NOT NULL
);

CREATE TABLE scene (
    id       ${identity},
    name     TEXT    NOT NULL UNIQUE,
    -- SHA-256 of the file and how it was cut.
    source   TEXT    NOT NULL UNIQUE,
    width    INTEGER NOT NULL,
    height   INTEGER NOT NULL,
    -- JSON: bands, their stretch, georeference.
    profile  TEXT    NOT NULL,
    -- 1 once all its chips are there.
    complete INTEGER NOT NULL
);

CREATE TABLE image (
    id        ${identity},
    scene_id  BIGINT  NOT NULL REFERENCES scene (id) ON DELETE CASCADE,
    name      TEXT    NOT NULL UNIQUE,
    -- SHA-256 of the file of its values, which is where that file lies.
    hash      TEXT    NOT NULL,
    x         INTEGER NOT NULL,
    y         INTEGER NOT NULL,
    width     INTEGER NOT NULL,
    height    INTEGER NOT NULL,
    -- JSON: what the model finds in it; null until it was asked.
    prelabels TEXT,
    UNIQUE (scene_id, x, y)
);

-- An image to be marked by one person. Images drawn for the measure of agreement get a second one.
CREATE TABLE task (
    id              ${identity},
    image_id        BIGINT  NOT NULL REFERENCES image (id) ON DELETE CASCADE,
    round           INTEGER NOT NULL,
    state           TEXT    NOT NULL
        CHECK (state IN ('open', 'done', 'skipped', 'deleted', 'returned', 'accepted')),
    version         BIGINT  NOT NULL DEFAULT 0,
    -- The id that the client gave to the write that made this version.
    last_save       TEXT,
    shapes          TEXT    NOT NULL DEFAULT '[]',
    shape_count     INTEGER NOT NULL DEFAULT 0,
    note            TEXT    NOT NULL DEFAULT '',
    draft_shapes    TEXT,
    draft_note      TEXT,
    model           TEXT    NOT NULL DEFAULT 'none' CHECK (model IN ('none', 'corrected', 'unseen')),
    seconds         DOUBLE PRECISION NOT NULL DEFAULT 0,
    annotator_id    BIGINT REFERENCES person (id),
    reviewer_id     BIGINT REFERENCES person (id),
    reason          TEXT,
    saved_at        BIGINT  NOT NULL DEFAULT 0,
    lease_person_id BIGINT REFERENCES person (id),
    lease_until     BIGINT  NOT NULL DEFAULT 0,
    -- Where it stands in the random order.
    shuffle         BIGINT  NOT NULL,
    -- How unsure the model is, 0 to 1; -1 until it was asked.
    usefulness      DOUBLE PRECISION NOT NULL DEFAULT -1,
    UNIQUE (image_id, round)
);
CREATE INDEX task_in_order ON task (state, image_id);
CREATE INDEX task_shuffled ON task (state, shuffle);
CREATE INDEX task_by_usefulness ON task (state, usefulness DESC, shuffle);
CREATE INDEX task_leased ON task (lease_person_id, lease_until);
CREATE INDEX task_saved ON task (state, saved_at);

-- Every annotation that was ever finished, so that no correction takes away what was there before.
CREATE TABLE revision (
    id        ${identity},
    task_id   BIGINT  NOT NULL REFERENCES task (id) ON DELETE CASCADE,
    version   BIGINT  NOT NULL,
    person_id BIGINT  NOT NULL REFERENCES person (id),
    state     TEXT    NOT NULL,
    shapes    TEXT    NOT NULL,
    note      TEXT    NOT NULL,
    model     TEXT    NOT NULL,
    saved_at  BIGINT  NOT NULL,
    UNIQUE (task_id, version)
);
