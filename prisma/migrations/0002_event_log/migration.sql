-- The event log: outbox, history for replay and audit trail in one table (docs/adr/0002).

CREATE TABLE event_log (
  id          uuid PRIMARY KEY,
  position    bigint,          -- null until commit: the order of positions is the order in which rows become visible
  txid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  stream      text NOT NULL CHECK (stream IN ('role', 'dialog', 'targeted', 'system')),
  type        text NOT NULL,
  subject     text NOT NULL,   -- 'estimate:17'
  audience    text[] NOT NULL, -- 'role:manager', 'user:7'; empty: kept for the record, shown to nobody
  data        json NOT NULL,   -- json, not jsonb: the order of keys is part of the contract
  reason      text,            -- why somebody did it, in his words
  actor_id    integer,
  request_id  text,
  occurred_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX event_log_position_key ON event_log (position) WHERE position IS NOT NULL;
CREATE INDEX event_log_txid_subject_idx ON event_log (txid, subject);
CREATE INDEX event_log_subject_position_idx ON event_log (subject, position);
CREATE INDEX event_log_audience_idx ON event_log USING gin (audience) WITH (fastupdate = off) WHERE position IS NOT NULL;

CREATE SEQUENCE event_position; -- CACHE 1, always: a cached block would break the order

-- Stamped inside COMMIT, under a lock that lives until the row is visible, so that `position > x` never steps over a row.
CREATE FUNCTION event_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7001);
  UPDATE event_log SET position = nextval('event_position') WHERE id = NEW.id;
  PERFORM pg_notify('event_log', '');
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER event_stamp AFTER INSERT ON event_log
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION event_stamp();

-- Positions strictly between the two belong to no event of this log: whoever names one comes from another log, or saw
-- what a power cut took back.
CREATE TABLE event_log_jumps (
  after_position  bigint NOT NULL,
  before_position bigint NOT NULL
);

-- What is older was swept away. One row.
CREATE TABLE event_log_horizon (
  swept_to bigint NOT NULL
);
INSERT INTO event_log_horizon VALUES (0);

-- Where the log is: its newest position, or where the next event will follow on.
CREATE FUNCTION event_log_head() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN COALESCE((SELECT max(position) FROM event_log),
    GREATEST((SELECT max(before_position) FROM event_log_jumps), (SELECT swept_to FROM event_log_horizon)));
END $$;

-- Moves the positions forward: at the birth of a log, at each start of a database without fsync, after each restore of
-- a backup. Milliseconds since 2025 keep a log apart from the one that it replaces.
CREATE FUNCTION event_log_jump() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  tip bigint := event_log_head();
  target bigint;
BEGIN
  SELECT GREATEST(last_value + 1000000, (extract(epoch FROM clock_timestamp()) * 1000)::bigint - 1735689600000)
    INTO target FROM event_position;
  DELETE FROM event_log_jumps WHERE after_position >= tip;
  INSERT INTO event_log_jumps VALUES (tip, target);
  PERFORM setval('event_position', target);
  RETURN target;
END $$;
SELECT event_log_jump();
