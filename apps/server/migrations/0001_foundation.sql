-- Two roles stand between the server and the tables. `parley_workspace` sees the workspace that the transaction
-- names and nothing else; `parley_system` serves the machinery that works for all of them.
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('parley roles')); -- roles belong to the whole server, migrations to one database
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_workspace') THEN CREATE ROLE parley_workspace NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'parley_system') THEN CREATE ROLE parley_system NOLOGIN; END IF;
  EXECUTE format('GRANT parley_workspace, parley_system TO %I', current_user);
END $$;

GRANT USAGE ON SCHEMA public TO parley_workspace, parley_system;

-- The workspace of this transaction; NULL, and so no row at all, when none was named.
CREATE FUNCTION current_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('parley.workspace_id', true), '')::uuid;

-- Puts a table with a workspace_id under row-level security. Every such table is passed to it once.
CREATE PROCEDURE protect(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY workspace ON %s TO parley_workspace
    USING (workspace_id = (SELECT current_workspace())) WITH CHECK (workspace_id = (SELECT current_workspace()))', target);
  EXECUTE format('CREATE POLICY system ON %s TO parley_system USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO parley_workspace, parley_system', target);
END $$;

CREATE TABLE workspaces (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  name       text NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON workspaces TO parley_system;

CREATE TABLE api_keys (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  digest       text NOT NULL UNIQUE, -- SHA-256 of the key; the key itself is shown once and kept nowhere
  hint         text NOT NULL,        -- its first characters, by which a person recognises it
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
CALL protect('api_keys');

-- The durable log on PostgreSQL. An entry is deleted once it is applied, so an entry that commits late with an early
-- position is still found, and the table stays as small as the backlog.
CREATE TABLE log_entries (
  topic       text NOT NULL,
  partition   smallint NOT NULL,
  position    bigint GENERATED ALWAYS AS IDENTITY,
  bytes       integer NOT NULL,
  payload     bytea NOT NULL, -- UTF-8, or Zstandard where that is worth it
  PRIMARY KEY (topic, partition, position)
);
ALTER TABLE log_entries ALTER payload SET STORAGE EXTERNAL; -- compressed already
ALTER TABLE log_entries SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);
GRANT SELECT, INSERT, DELETE ON log_entries TO parley_system;

-- Entries that could not be applied for a reason of their own. Kept until an operator has looked at them.
CREATE TABLE log_set_aside (
  id      uuid PRIMARY KEY DEFAULT uuidv7(),
  topic   text NOT NULL,
  payload text NOT NULL,
  failure text NOT NULL
);
GRANT SELECT, INSERT, DELETE ON log_set_aside TO parley_system;
