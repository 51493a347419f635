-- The log of version 1. All instants are milliseconds since 1970-01-01 UTC, lengths milliseconds.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people (
    id     TEXT PRIMARY KEY,
    name   TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL,
    crc    INTEGER NOT NULL
) STRICT;
CREATE INDEX people_by_folded_name ON people (folded);

-- crc covers the whole session with its people and slips (store/documents.py).
CREATE TABLE sessions (
    id             TEXT PRIMARY KEY,
    kind           TEXT NOT NULL,
    started_at     INTEGER NOT NULL,
    ended_at       INTEGER,
    planned_end_at INTEGER,
    zone           TEXT NOT NULL,
    place          TEXT NOT NULL,
    note           TEXT NOT NULL,
    confirmed      INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
    origin         TEXT NOT NULL,
    said           TEXT,
    crc            INTEGER NOT NULL,
    CHECK (ended_at >= started_at),
    CHECK (ended_at - started_at <= 604800000)
) STRICT;
CREATE INDEX sessions_by_start ON sessions (started_at);
CREATE INDEX sessions_to_confirm ON sessions (started_at) WHERE confirmed = 0;
CREATE UNIQUE INDEX one_session_in_progress ON sessions (ended_at IS NULL) WHERE ended_at IS NULL;

CREATE TABLE session_people (
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    person_id  TEXT NOT NULL REFERENCES people (id),
    PRIMARY KEY (session_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_a_person ON session_people (person_id);

CREATE TABLE slips (
    id         TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    at         INTEGER NOT NULL,
    length     INTEGER NOT NULL CHECK (length >= 0),
    source     TEXT NOT NULL,
    reason     TEXT
) STRICT;
CREATE INDEX slips_of_a_session ON slips (session_id);

CREATE TABLE kinds (
    key      TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    crc      INTEGER NOT NULL
) STRICT;

-- Every change of the log is kept: undo, the history of an entry and other machines read it.
CREATE TABLE changes (
    counter    INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    device     TEXT NOT NULL,
    at         INTEGER NOT NULL,
    what       TEXT NOT NULL,
    session_id TEXT NOT NULL,
    kind       TEXT NOT NULL,
    undone_by  INTEGER REFERENCES changes (counter)
) STRICT;

-- What a change did to each row: before NULL made it, after NULL removed it (a tombstone).
CREATE TABLE change_rows (
    counter   INTEGER NOT NULL REFERENCES changes (counter),
    position  INTEGER NOT NULL,
    entity    TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    before    TEXT,
    after     TEXT,
    PRIMARY KEY (counter, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_of_an_entry ON change_rows (entity_id);
