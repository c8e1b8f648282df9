-- What the other streams stand on: relayed channels, targeted sends, webhooks, dialogs of a site widget.

ALTER TABLE event_log DROP CONSTRAINT event_log_stream_check;
ALTER TABLE event_log ADD CONSTRAINT event_log_stream_check
  CHECK (stream IN ('role', 'dialog', 'targeted', 'channel', 'system'));

-- One row for each relayed channel. What its source sent stands in event_log, as stream 'channel'.
CREATE TABLE channels (
  name          text PRIMARY KEY,
  last_event_id text,           -- of the source; moves in the transaction that stores the event
  upstream      text NOT NULL DEFAULT 'unconfigured' CHECK (upstream IN ('connected', 'reconnecting', 'unconfigured')),
  alive_until   timestamptz(3), -- renewed by each heartbeat; past: the channel is inactive
  holder        uuid,           -- the instance that holds the one connection to the source
  held_until    timestamptz(3),
  fence         bigint NOT NULL DEFAULT 0, -- grows with each connection; what is stored under an older one is refused
  trimmed_to    bigint NOT NULL DEFAULT 0  -- of what was older than the tail, the newest position
);
-- The kept tail of a channel, in order: to read it, and to trim it without looking at the rest of the log.
CREATE INDEX event_log_channel_position_idx ON event_log ((audience[1]), position) WHERE stream = 'channel';

-- A delivery is done once for each of its marks: its id, and its signature. Kept for 24 h (contract §6).
CREATE TABLE webhook_deliveries (
  source     text NOT NULL,
  mark       text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  PRIMARY KEY (source, mark)
);
CREATE INDEX webhook_deliveries_created_at_idx ON webhook_deliveries (created_at);

CREATE TABLE assistants (
  id         serial PRIMARY KEY,
  name       text NOT NULL,
  created_at timestamptz(3) NOT NULL
);

-- A place on somebody's site where guests may write to an assistant. The token is no secret: it stands in the page.
CREATE TABLE widgets (
  id              serial PRIMARY KEY,
  assistant_id    integer NOT NULL REFERENCES assistants (id),
  token           text NOT NULL UNIQUE,
  allowed_domains text[] NOT NULL,
  issued_domains  text[] NOT NULL, -- as they were when the token was made
  created_at      timestamptz(3) NOT NULL,
  revoked_at      timestamptz(3)
);
CREATE INDEX widgets_assistant_id_idx ON widgets (assistant_id);

CREATE TABLE dialogs (
  id           serial PRIMARY KEY,
  assistant_id integer NOT NULL REFERENCES assistants (id),
  guest_id     text NOT NULL, -- whoever knows it is the guest
  created_at   timestamptz(3) NOT NULL,
  UNIQUE (assistant_id, guest_id)
);

-- Added, never changed: so each is one event.
CREATE TABLE messages (
  id         serial PRIMARY KEY,
  dialog_id  integer NOT NULL REFERENCES dialogs (id),
  sender     text NOT NULL CHECK (sender IN ('user', 'operator')),
  author_id  integer REFERENCES users (id), -- the operator; null for the guest
  text       text NOT NULL,
  created_at timestamptz(3) NOT NULL,
  guest_key  text, -- the Idempotency-Key that the guest sent it under
  UNIQUE (dialog_id, guest_key),
  CHECK ((sender = 'operator') = (author_id IS NOT NULL)),
  CHECK (sender = 'user' OR guest_key IS NULL)
);
CREATE INDEX messages_dialog_id_id_idx ON messages (dialog_id, id);
SELECT guard_table('messages', 'message', 'id');
