-- The log of version 3: tags; groups, goals and pauses; and the text that a search goes through.
-- Python's folded() is there while migrations run (core/person.py).

ALTER TABLE sessions ADD COLUMN tags TEXT NOT NULL DEFAULT '';
CREATE INDEX sessions_by_place ON sessions (place) WHERE place <> '';
CREATE INDEX sessions_by_tags ON sessions (tags) WHERE tags <> '';

-- Small documents with a history, by what they are: "group", "goal", "pause".
CREATE TABLE things (
    entity   TEXT NOT NULL,
    id       TEXT NOT NULL,
    document TEXT NOT NULL,
    crc      INTEGER NOT NULL,
    PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;

-- The words of each session without accents and case, and its kind, which a search finds by its
-- name. Narrow and in the order of time: to look through all of a hundred thousand takes
-- milliseconds.
CREATE TABLE session_texts (
    started_at INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    text       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    PRIMARY KEY (started_at, session_id)
) STRICT, WITHOUT ROWID;
INSERT INTO session_texts
    SELECT started_at, id, folded(coalesce(
        (SELECT group_concat(name, ' · ') FROM
            (SELECT name FROM session_people JOIN people ON people.id = person_id
             WHERE session_id = sessions.id ORDER BY position)), '')
        || ' · ' || place || ' · ' || note || ' · ' || tags || ' · ' || word),
        kind
    FROM sessions;
