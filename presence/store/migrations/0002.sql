-- The log of version 2: what a session was watched by, how it was for the person afterwards, and a
-- CRC over what had none. That of a change covers its rows too; NULL in what version 1 has written.

ALTER TABLE sessions ADD COLUMN watched TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN enjoyed INTEGER CHECK (enjoyed BETWEEN 1 AND 5);
ALTER TABLE sessions ADD COLUMN distracted INTEGER CHECK (distracted BETWEEN 1 AND 5);
ALTER TABLE sessions ADD COLUMN word TEXT NOT NULL DEFAULT '';

ALTER TABLE meta ADD COLUMN crc INTEGER;
ALTER TABLE changes ADD COLUMN crc INTEGER;
