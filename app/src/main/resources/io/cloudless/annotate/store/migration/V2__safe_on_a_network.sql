-- 1: a name that somebody chose under a token, which never gets a password.
ALTER TABLE person ADD COLUMN chosen INTEGER NOT NULL DEFAULT 0;
-- Whether such a name was chosen under a token or at the machine was not kept.
UPDATE person SET chosen = 1 WHERE password IS NULL;

-- They did not say what they came from, and so could not end with it.
DELETE FROM session;
