-- The log of version 4: each session holds its people and slips in its own row as well, so that one
-- read has all of it. The tables of both stay, to find sessions by; “presence verify” compares them.

ALTER TABLE sessions ADD COLUMN people TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN slips TEXT NOT NULL DEFAULT '';

-- The ids of people, and of each slip what it is, one a line.
UPDATE sessions SET
    people = coalesce((SELECT group_concat(person_id, char(10)) FROM
        (SELECT person_id FROM session_people
         WHERE session_id = sessions.id ORDER BY position)), ''),
    slips = coalesce((SELECT group_concat(
        at || ' ' || length || ' ' || source || ' ' || coalesce(reason, '') || ' ' || id, char(10))
        FROM (SELECT * FROM slips WHERE session_id = sessions.id ORDER BY at, rowid)), '');
