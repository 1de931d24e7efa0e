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

-- When two people edit the same thing, the second is told: a row's revision goes up with every change of it, by any path.
CREATE FUNCTION raise_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision := OLD.revision + 1;
  RETURN NEW;
END $$;

-- Gives a table revisions. Its audit trigger, where it has one, leaves the column out.
CREATE PROCEDURE revised(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ADD revision integer NOT NULL DEFAULT 1', target);
  EXECUTE format('CREATE TRIGGER revision BEFORE UPDATE ON %s FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION raise_revision()', target);
END $$;

-- The durable log on PostgreSQL. An entry is deleted once it is applied, so an entry that commits late with an early
-- position is still found, and the table stays as small as the backlog.
CREATE TABLE log_entries (
  topic       text NOT NULL,
  partition   smallint NOT NULL,
  position    bigint GENERATED ALWAYS AS IDENTITY,
  bytes       integer NOT NULL,
  payload     bytea STORAGE EXTERNAL NOT NULL, -- UTF-8, or Zstandard where that is worth it; not compressed a second time
  received_at timestamptz NOT NULL DEFAULT now(), -- how long it has been waiting, and whether anything older still is
  PRIMARY KEY (topic, partition, position)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);

-- What happens to contacts is recorded in the transaction that made it, which runs as its workspace. It may add that to
-- the log and nothing else, as webhooks enter by their signature alone, and neither read the log nor take anything out.
ALTER TABLE log_entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY system ON log_entries TO parley_system USING (true) WITH CHECK (true);
CREATE POLICY contacts ON log_entries FOR INSERT TO parley_workspace WITH CHECK (topic = 'contacts');
GRANT SELECT, INSERT, DELETE ON log_entries TO parley_system;
GRANT INSERT (topic, partition, bytes, payload) ON log_entries TO parley_workspace;

-- Entries that could not be applied for a reason of their own, with what an operator has to know of them and what takes
-- them back to where they were. Kept until an operator has looked at them.
CREATE TABLE log_set_aside (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  topic        text NOT NULL,
  partition    smallint NOT NULL DEFAULT 0,
  payload      text NOT NULL,
  failure      text NOT NULL,
  tries        integer NOT NULL DEFAULT 1,
  received_at  timestamptz NOT NULL DEFAULT now(),
  set_aside_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT, DELETE ON log_set_aside TO parley_system;

-- The advisory lock that is a lease: 16 bits of what kind of work it is on, so that those of a kind can be told in pg_locks,
-- and 48 bits of which piece. Two pieces of 10,000 have the same once in 5 million times, and then go to the same worker.
CREATE FUNCTION lease_key(kind text, piece text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (hashtext(kind)::bigint & 65535) << 48 | (hashtextextended(piece, 0) & 281474976710655);
