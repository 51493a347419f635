-- The log of version 5: one index has all that the hours of many years are added up from, and
-- another one whom one met when (the start of the session), without the sessions themselves.

DROP INDEX sessions_by_start;
CREATE INDEX sessions_by_start ON sessions (started_at, ended_at, kind);

ALTER TABLE session_people ADD COLUMN met_at INTEGER NOT NULL DEFAULT 0;
UPDATE session_people SET met_at =
    coalesce((SELECT started_at FROM sessions WHERE id = session_id), 0);
DROP INDEX sessions_of_a_person;
CREATE INDEX sessions_of_a_person ON session_people (person_id, met_at);
