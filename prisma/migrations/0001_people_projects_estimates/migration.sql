CREATE TABLE users (
  id            serial PRIMARY KEY,
  email         text NOT NULL UNIQUE CHECK (email = lower(email)),
  name          text NOT NULL,
  role          text NOT NULL CHECK (role IN ('admin', 'manager', 'foreman')),
  password_hash text NOT NULL,
  active        boolean NOT NULL DEFAULT true,
  created_at    timestamptz(3) NOT NULL,
  updated_at    timestamptz(3) NOT NULL
);

CREATE TABLE sessions (
  id           uuid PRIMARY KEY,
  user_id      integer NOT NULL REFERENCES users (id),
  refresh_hash text NOT NULL UNIQUE,
  created_at   timestamptz(3) NOT NULL,
  expires_at   timestamptz(3) NOT NULL,
  revoked_at   timestamptz(3)
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

CREATE TABLE projects (
  id         serial PRIMARY KEY,
  name       text NOT NULL,
  address    text NOT NULL,
  creator_id integer NOT NULL REFERENCES users (id),
  version    integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL
);

CREATE TABLE project_foremen (
  project_id integer NOT NULL REFERENCES projects (id),
  user_id    integer NOT NULL REFERENCES users (id),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_foremen_user_id_idx ON project_foremen (user_id);

CREATE TABLE estimates (
  id               serial PRIMARY KEY,
  number           text NOT NULL UNIQUE,
  project_id       integer NOT NULL REFERENCES projects (id),
  foreman_id       integer NOT NULL REFERENCES users (id),
  creator_id       integer NOT NULL REFERENCES users (id),
  status           text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'rejected')),
  comment          text NOT NULL,
  rejection_reason text,
  version          integer NOT NULL,
  created_at       timestamptz(3) NOT NULL,
  updated_at       timestamptz(3) NOT NULL
);
CREATE INDEX estimates_project_id_idx ON estimates (project_id);
CREATE INDEX estimates_foreman_id_idx ON estimates (foreman_id);

CREATE TABLE estimate_items (
  estimate_id integer NOT NULL REFERENCES estimates (id),
  line        integer NOT NULL,
  name        text NOT NULL,
  unit        text NOT NULL,
  quantity    numeric(12, 3) NOT NULL CHECK (quantity >= 0),
  unit_price  numeric(14, 2) NOT NULL CHECK (unit_price >= 0),
  PRIMARY KEY (estimate_id, line)
);
