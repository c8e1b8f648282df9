-- Answers that were given under an Idempotency-Key, stored in the transaction of the work that they speak of.
CREATE TABLE idempotency_keys (
  user_id     integer NOT NULL REFERENCES users (id),
  key         text NOT NULL,
  fingerprint text NOT NULL, -- SHA-256 of method, path and body
  status      integer,       -- null while the work is under way, which nobody else ever sees
  body        text,
  etag        text,
  created_at  timestamptz(3) NOT NULL,
  PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);
