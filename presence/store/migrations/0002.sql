-- The log of version 2: what a session was watched by, and how it was for the person afterwards.

ALTER TABLE sessions ADD COLUMN watched TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN enjoyed INTEGER CHECK (enjoyed BETWEEN 1 AND 5);
ALTER TABLE sessions ADD COLUMN distracted INTEGER CHECK (distracted BETWEEN 1 AND 5);
ALTER TABLE sessions ADD COLUMN word TEXT NOT NULL DEFAULT '';
