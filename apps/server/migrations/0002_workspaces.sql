CREATE TABLE workspaces (
  id          uuid PRIMARY KEY DEFAULT new_id(),
  name        text NOT NULL,
  time_zone   text, -- IANA, for members who chose none; NULL: their browser's
  locale      text, -- BCP 47, likewise
  currency    text, -- ISO 4217; NULL: not chosen
  quiet_from  text CHECK (quiet_from ~ '^([01]\d|2[0-3]):[0-5]\d$'), -- by the time zone's clock; NULL: it is never quiet
  quiet_until text CHECK (quiet_until ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  created_at  timestamptz NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from <> quiet_until),
  CHECK (quiet_from IS NULL OR time_zone IS NOT NULL)
);
CALL revised('workspaces');

-- A workspace sees itself.
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON workspaces TO parley_workspace USING (id = (SELECT current_workspace()));
CREATE POLICY system ON workspaces TO parley_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (name, time_zone, locale, currency, quiet_from, quiet_until) ON workspaces TO parley_workspace;
GRANT SELECT, INSERT, UPDATE ON workspaces TO parley_system;

-- Who changed what. Written by triggers, so that no code path can forget it; never changed afterwards.
CREATE TABLE audit_records (
  id                  uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id        uuid NOT NULL REFERENCES workspaces,
  at                  timestamptz NOT NULL DEFAULT platform_now(),
  actor_kind          text NOT NULL CHECK (actor_kind IN ('member', 'api_key', 'system')),
  actor_id            uuid,
  actor_name          text, -- as it was then
  actor_name_folded   text COLLATE "C" GENERATED ALWAYS AS (lower(actor_name)) STORED,
  action              text COLLATE "C" NOT NULL, -- template.created, …
  subject_kind        text NOT NULL,
  subject_id          text,
  subject_name        text,
  subject_name_folded text COLLATE "C" GENERATED ALWAYS AS (lower(subject_name)) STORED,
  before              jsonb, -- the columns that changed; of a row that was deleted, all
  after               jsonb,
  changed             text[] -- where values are not kept: the names of what changed, `phone` and `attributes.city`
);
CALL protect('audit_records');
REVOKE UPDATE, DELETE ON audit_records FROM parley_workspace, parley_system;

-- The audit log grows with every change, and people who read it narrow it down. As for contacts, what is looked for must
-- be a leakproof operator on an index: `=`, or `^@` on names in lower case and byte order. Each index goes on with the
-- id, so that the newest of a value come first without sorting.
CREATE INDEX ON audit_records (workspace_id, id);
CREATE INDEX ON audit_records (workspace_id, actor_kind, id);
CREATE INDEX ON audit_records (workspace_id, actor_id, id);
CREATE INDEX ON audit_records (workspace_id, actor_name_folded, id);
CREATE INDEX ON audit_records (workspace_id, action, id);
CREATE INDEX ON audit_records (workspace_id, subject_id, id);
CREATE INDEX ON audit_records (workspace_id, subject_name_folded, id) WHERE subject_name_folded IS NOT NULL;

-- The names of what differs between two versions of a row; of a column that is an object, what differs in it.
CREATE FUNCTION changed_names(before jsonb, after jsonb) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_agg(concat_ws('.', name, member) ORDER BY name, member)
  FROM jsonb_object_keys(after) AS name
  LEFT JOIN LATERAL (
    SELECT member FROM jsonb_object_keys(
      CASE WHEN jsonb_typeof(before -> name) = 'object' AND jsonb_typeof(after -> name) = 'object'
        THEN (before -> name) || (after -> name) ELSE '{}' END) AS member
    WHERE before -> name -> member IS DISTINCT FROM after -> name -> member
  ) AS members ON true
  WHERE before -> name IS DISTINCT FROM after -> name
$$;

-- Records the change of one row. Arguments: the kind of the subject, the columns that name it and that identify it, and
-- the columns that are left out. With `*` among them no value is kept, as the record must not outlive the row's own data: of a
-- change it has the names of the others.
CREATE FUNCTION record_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  left_out  text[] := string_to_array(TG_ARGV[3], ',') || ARRAY['id', 'workspace_id', 'created_at', 'updated_at', 'event_times'];
  actor     text := nullif(current_setting('parley.actor', true), '');
  kind      text := coalesce(split_part(actor, ':', 1), 'system');
  actor_id  uuid := nullif(split_part(actor, ':', 2), '')::uuid;
  old_row   jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row   jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  this      jsonb := coalesce(new_row, old_row);
  before    jsonb := old_row - left_out;
  after     jsonb := new_row - left_out;
  changed   text[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF before = after THEN RETURN NULL; END IF;
    SELECT jsonb_object_agg(key, value) INTO before FROM jsonb_each(before) WHERE after -> key IS DISTINCT FROM value;
    SELECT jsonb_object_agg(key, value) INTO after FROM jsonb_each(after) WHERE old_row -> key IS DISTINCT FROM value;
  END IF;
  IF '*' = ANY (left_out) THEN
    IF TG_OP = 'UPDATE' THEN changed := changed_names(before, after); END IF;
    before := NULL;
    after := NULL;
  END IF;
  INSERT INTO audit_records
    (workspace_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, before, after, changed)
  VALUES (
    coalesce(this ->> 'workspace_id', this ->> 'id')::uuid,
    kind,
    actor_id,
    CASE kind
      WHEN 'member' THEN (SELECT name FROM members WHERE id = actor_id)
      WHEN 'api_key' THEN (SELECT name FROM api_keys WHERE id = actor_id)
    END,
    TG_ARGV[0] || CASE TG_OP WHEN 'INSERT' THEN '.created' WHEN 'UPDATE' THEN '.updated' ELSE '.deleted' END,
    TG_ARGV[0],
    this ->> TG_ARGV[2],
    CASE TG_ARGV[0]
      WHEN 'member' THEN (SELECT name FROM members WHERE id = (this ->> 'member_id')::uuid)
      ELSE this ->> TG_ARGV[1]
    END,
    before,
    after,
    changed
  );
  RETURN NULL;
END $$;

-- Puts a table under the audit log: every change by a member or an API key, and with `of_system` also what happens
-- without either. Sealed columns are best left out by name, as their bytes say nothing to anyone.
CREATE PROCEDURE audited(target regclass, kind text, name_column text, left_out text DEFAULT '',
  id_column text DEFAULT 'id', of_system boolean DEFAULT false) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW %s
    EXECUTE FUNCTION record_change(%L, %L, %L, %L)', target,
    CASE WHEN of_system THEN '' ELSE 'WHEN (current_setting(''parley.actor'', true) <> '''')' END,
    kind, name_column, id_column, left_out);
END $$;

CALL audited('workspaces', 'workspace', 'name', 'revision');

-- Records what changes no row, such as somebody reading a secret. The transaction names the actor, as for the triggers.
CREATE FUNCTION record_action(workspace uuid, action text, subject_kind text, subject_id text, subject_name text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  actor   text := nullif(current_setting('parley.actor', true), '');
  kind    text := coalesce(split_part(actor, ':', 1), 'system');
  own_id  uuid := nullif(split_part(actor, ':', 2), '')::uuid;
BEGIN
  INSERT INTO audit_records
    (workspace_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name)
  VALUES (
    workspace,
    kind,
    own_id,
    CASE kind
      WHEN 'member' THEN (SELECT name FROM members WHERE id = own_id)
      WHEN 'api_key' THEN (SELECT name FROM api_keys WHERE id = own_id)
    END,
    action,
    subject_kind,
    subject_id,
    subject_name
  );
END $$;

-- Tells those who watch the workspace that something of it changed: a type and an id, no contents.
CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  this jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_notify('parley_events', json_build_object(
    'workspace_id', this ->> 'workspace_id', 'type', TG_ARGV[0], 'id', this ->> TG_ARGV[1])::text);
  RETURN NULL;
END $$;

-- Announces every change of a row of a table.
CREATE PROCEDURE announced(target regclass, event_type text, id_column text DEFAULT 'id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW
    EXECUTE FUNCTION announce_change(%L, %L)', target, event_type, id_column);
END $$;
