-- Who changed what. Written by triggers, so that no code path can forget it; never changed afterwards. Its time is the
-- machine's own, whatever the clock of the domain says: evidence must not be movable.
CREATE TABLE audit_records (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor_kind   text NOT NULL CHECK (actor_kind IN ('member', 'api_key', 'system')),
  actor_id     uuid,
  actor_name   text, -- as it was then
  action       text NOT NULL, -- template.created, …
  subject_kind text NOT NULL,
  subject_id   text,
  subject_name text,
  before       jsonb, -- the columns that changed; of a row that was deleted, all
  after        jsonb
);
CREATE INDEX ON audit_records (workspace_id, id);
CALL protect('audit_records');
REVOKE UPDATE, DELETE ON audit_records FROM parley_workspace, parley_system;

-- Records the change of one row. Arguments: the kind of the subject, the columns that name it and that identify it, and
-- the columns whose values are left out (`*`: all of them, where the record must not outlive the row's own data).
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
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF before = after THEN RETURN NULL; END IF;
    SELECT jsonb_object_agg(key, value) INTO before FROM jsonb_each(before) WHERE after -> key IS DISTINCT FROM value;
    SELECT jsonb_object_agg(key, value) INTO after FROM jsonb_each(after) WHERE old_row -> key IS DISTINCT FROM value;
  END IF;
  IF TG_ARGV[3] = '*' THEN before := NULL; after := NULL; END IF;
  INSERT INTO audit_records
    (workspace_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, before, after)
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
    after
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

CALL audited('workspaces', 'workspace', 'name');
CALL audited('memberships', 'member', '', 'member_id', 'member_id', true);
CALL audited('invitations', 'invitation', 'email', 'token_digest,sealed_token,invited_by');
CALL audited('api_keys', 'api_key', 'name', 'digest,last_used_at');
CALL audited('business_accounts', 'business_account', 'name', 'sealed_token', 'id', true);
CALL audited('numbers', 'number', 'display_phone_number', 'sealed_pin,held_until,hold_code,certificate', 'id', true);
CALL audited('subscription_groups', 'subscription_group', 'name');
CALL audited('templates', 'template', 'name', 'meta_id,revision,edited_at', 'id', true);
CALL audited('campaigns', 'campaign', 'name');
CALL audited('launches', 'launch', '', 'after_contact,audience_size');
CALL audited('imports', 'import', 'file_name', 'bytes_read,rows_read,rows_created,rows_updated,rows_unchanged,rows_refused,subscriptions_changed,objections_kept');
CALL audited('contacts', 'contact', '', '*');

-- What a member changes about themselves is recorded in every workspace they may enter: their name and address with both
-- values, their ways to sign in by the fact alone. Arguments: the action, and the columns of interest.
CREATE FUNCTION record_own_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  own_id  uuid := coalesce(new_row, old_row) ->> CASE TG_TABLE_NAME WHEN 'members' THEN 'id' ELSE 'member_id' END;
  before  jsonb;
  after   jsonb;
BEGIN
  SELECT jsonb_object_agg(name, old_row -> name), jsonb_object_agg(name, new_row -> name) INTO before, after
    FROM unnest(string_to_array(TG_ARGV[1], ',')) AS name WHERE old_row -> name IS DISTINCT FROM new_row -> name;
  INSERT INTO audit_records
    (workspace_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name, before, after)
  SELECT memberships.workspace_id, 'member', own_id, members.name, TG_ARGV[0], 'member', own_id, members.name, before, after
    FROM memberships JOIN members ON members.id = memberships.member_id WHERE memberships.member_id = own_id;
  RETURN NULL;
END $$;

CREATE TRIGGER audit AFTER UPDATE ON members FOR EACH ROW
  WHEN ((OLD.name, OLD.email, OLD.two_factor_enabled) IS DISTINCT FROM (NEW.name, NEW.email, NEW.two_factor_enabled))
  EXECUTE FUNCTION record_own_change('member.updated', 'name,email,two_factor_enabled');
CREATE TRIGGER audit_password AFTER UPDATE ON credentials FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password)
  EXECUTE FUNCTION record_own_change('member.password_changed', '');
CREATE TRIGGER audit_new AFTER INSERT ON credentials FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.credential_added', 'provider');
CREATE TRIGGER audit_new AFTER INSERT ON passkeys FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.passkey_added', 'name');
CREATE TRIGGER audit_gone AFTER DELETE ON passkeys FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.passkey_removed', 'name');

-- Tells whoever watches the workspace that something of it changed: a type and an id, no contents.
CREATE FUNCTION announce_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  this jsonb := to_jsonb(CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END);
BEGIN
  PERFORM pg_notify('parley_events', json_build_object(
    'workspace_id', this ->> 'workspace_id', 'type', TG_ARGV[0], 'id', this ->> TG_ARGV[1])::text);
  RETURN NULL;
END $$;

CREATE PROCEDURE announced(target regclass, event_type text, id_column text DEFAULT 'id') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER announce AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW
    EXECUTE FUNCTION announce_change(%L, %L)', target, event_type, id_column);
END $$;

CALL announced('memberships', 'member', 'member_id');
CALL announced('invitations', 'invitation');
CALL announced('business_accounts', 'business_account');
CALL announced('numbers', 'number');
CALL announced('subscription_groups', 'subscription_group');
CALL announced('templates', 'template');
CALL announced('campaigns', 'campaign');
CALL announced('launches', 'launch');
CALL announced('imports', 'import');
CALL announced('inbound_messages', 'message', 'conversation_id');
