-- A person who signs in. Members belong to the installation; memberships say which workspaces they may enter.
CREATE TABLE members (
  id                 uuid PRIMARY KEY DEFAULT new_id(),
  name               text NOT NULL,
  email              text NOT NULL UNIQUE, -- lower case
  email_verified     boolean NOT NULL DEFAULT false,
  image              text,
  time_zone          text, -- IANA; NULL: the browser's
  locale             text, -- BCP 47, how dates and numbers are written; NULL: the browser's
  two_factor_enabled boolean DEFAULT false,
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL
);

CREATE TABLE memberships (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  member_id    uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  role         text NOT NULL CHECK (role IN ('owner', 'admin', 'marketer', 'agent', 'developer', 'viewer')),
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, member_id)
);
CREATE INDEX ON memberships (member_id);
CALL protect('memberships');
CALL audited('memberships', 'member', '', 'member_id', 'member_id', true);
CALL announced('memberships', 'member', 'member_id');

-- How a member likes to look at a list of the dashboard. Personal: the audit log says nothing of it.
CREATE TABLE saved_views (
  id             uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id   uuid NOT NULL,
  member_id      uuid NOT NULL,
  list           text NOT NULL,
  name           text NOT NULL,
  search         jsonb NOT NULL,  -- the parameters of the list's address: what it is narrowed to and sorted by
  hidden_columns text[] NOT NULL, -- by their headings
  created_at     timestamptz NOT NULL,
  UNIQUE (workspace_id, member_id, list, name),
  FOREIGN KEY (workspace_id, member_id) REFERENCES memberships ON DELETE CASCADE
);
CALL protect('saved_views');

-- A workspace sees the names of its own members.
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON members FOR SELECT TO parley_workspace
  USING (EXISTS (SELECT FROM memberships WHERE memberships.member_id = members.id));
CREATE POLICY system ON members TO parley_system USING (true) WITH CHECK (true);
GRANT SELECT ON members TO parley_workspace;
GRANT SELECT, INSERT, UPDATE, DELETE ON members TO parley_system;

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

CREATE TABLE invitations (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  email        text NOT NULL, -- lower case
  role         text NOT NULL CHECK (role IN ('owner', 'admin', 'marketer', 'agent', 'developer', 'viewer')),
  token_digest text NOT NULL UNIQUE,
  sealed_token bytea NOT NULL, -- so that the link can be shown again; context: invitation
  invited_by   text NOT NULL,  -- member:<id> or api_key:<id>
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  accepted_at  timestamptz,
  accepted_by  uuid REFERENCES members ON DELETE SET NULL
);
CREATE UNIQUE INDEX ON invitations (workspace_id, email) WHERE accepted_at IS NULL;
CALL protect('invitations');
CALL audited('invitations', 'invitation', 'email', 'token_digest,sealed_token,invited_by');
CALL announced('invitations', 'invitation');

CREATE TABLE api_keys (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  digest       text NOT NULL UNIQUE, -- SHA-256 of the key; the key itself is shown once and kept nowhere
  hint         text NOT NULL,        -- its first characters, by which a person recognises it
  permissions  text[],               -- NULL: every permission, also those to come
  -- The member who answers for it: who made it, or who made the key that made it. It does what they may do today and no
  -- more. Not a foreign key: a member who is gone must not leave a key that nobody answers for. NULL: made with the
  -- installation.
  made_by      uuid,
  created_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz
);
CREATE INDEX ON api_keys (workspace_id, id);
CREATE INDEX ON api_keys (made_by);
CALL protect('api_keys');
CALL audited('api_keys', 'api_key', 'name', 'digest,last_used_at,made_by'); -- a key's record says already who made it

-- Tells those who watch as a key that it is no longer good: their stream ends.
CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE OF revoked_at ON api_keys FOR EACH ROW
  EXECUTE FUNCTION announce_change('api_key', 'id');
