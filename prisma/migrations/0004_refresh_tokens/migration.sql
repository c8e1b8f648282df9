-- Refresh tokens by themselves: a second use of an old one must be known for what it is.
CREATE TABLE refresh_tokens (
  hash       text PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions (id),
  used_at    timestamptz(3),
  used_key   text -- SHA-256 of the Idempotency-Key that it was used with
);
CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);
INSERT INTO refresh_tokens (hash, session_id) SELECT refresh_hash, id FROM sessions;
ALTER TABLE sessions DROP COLUMN refresh_hash;
