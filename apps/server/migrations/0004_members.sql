-- A person who signs in. Members belong to the installation; memberships say which workspaces they may enter. The tables
-- of authentication are written by better-auth and kept from `parley_workspace`.
CREATE TABLE members (
  id                 uuid PRIMARY KEY DEFAULT uuidv7(),
  name               text NOT NULL,
  email              text NOT NULL UNIQUE, -- lower case
  email_verified     boolean NOT NULL DEFAULT false,
  image              text,
  time_zone          text, -- IANA; NULL: the browser's
  two_factor_enabled boolean DEFAULT false,
  created_at         timestamptz NOT NULL,
  updated_at         timestamptz NOT NULL
);

CREATE TABLE sessions (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  member_id  uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  token      text NOT NULL UNIQUE,
  ip_address text,
  user_agent text,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON sessions (member_id);

-- A way for a member to prove who they are: a password, or an identity at the single sign-on provider.
CREATE TABLE credentials (
  id                       uuid PRIMARY KEY DEFAULT uuidv7(),
  member_id                uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  provider                 text NOT NULL, -- `credential`: a password
  subject                  text NOT NULL,
  password                 text, -- scrypt
  access_token             text,
  refresh_token            text,
  id_token                 text,
  access_token_expires_at  timestamptz,
  refresh_token_expires_at timestamptz,
  scope                    text,
  created_at               timestamptz NOT NULL,
  updated_at               timestamptz NOT NULL,
  UNIQUE (provider, subject)
);
CREATE INDEX ON credentials (member_id);

CREATE TABLE passkeys (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  member_id     uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  name          text,
  public_key    text NOT NULL,
  credential_id text NOT NULL UNIQUE,
  counter       bigint NOT NULL,
  device_type   text NOT NULL,
  backed_up     boolean NOT NULL,
  transports    text,
  aaguid        text,
  created_at    timestamptz
);
CREATE INDEX ON passkeys (member_id);

CREATE TABLE second_factors (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  member_id       uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  secret          text NOT NULL, -- encrypted, as are the backup codes
  backup_codes    text NOT NULL,
  verified        boolean DEFAULT true,
  failed_attempts integer DEFAULT 0,
  locked_until    timestamptz
);
CREATE INDEX ON second_factors (member_id);

-- What was sent out and must come back: password resets, two-factor challenges, states of a single sign-on.
CREATE TABLE verifications (
  id         uuid PRIMARY KEY DEFAULT uuidv7(),
  identifier text NOT NULL,
  value      text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON verifications (identifier);

CREATE TABLE rate_limits (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  key          text NOT NULL UNIQUE,
  count        integer NOT NULL,
  last_request bigint NOT NULL -- Unix time in milliseconds
);

-- Wrong passwords in a row for an address, whether or not a member has it: the answer must not tell.
CREATE TABLE failed_sign_ins (
  email_digest text PRIMARY KEY,
  failures     integer NOT NULL,
  last_at      timestamptz NOT NULL,
  locked_until timestamptz
);

GRANT SELECT, INSERT, UPDATE, DELETE
  ON members, sessions, credentials, passkeys, second_factors, verifications, rate_limits, failed_sign_ins TO parley_system;

CREATE TABLE memberships (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  member_id    uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  role         text NOT NULL CHECK (role IN ('owner', 'admin', 'marketer', 'agent', 'developer', 'viewer')),
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, member_id)
);
CREATE INDEX ON memberships (member_id);
CALL protect('memberships');

-- A workspace sees the names of its own members, and its own name.
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON members FOR SELECT TO parley_workspace
  USING (EXISTS (SELECT FROM memberships WHERE memberships.member_id = members.id));
CREATE POLICY system ON members TO parley_system USING (true) WITH CHECK (true);
GRANT SELECT ON members TO parley_workspace;
ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
CREATE POLICY workspace ON workspaces TO parley_workspace USING (id = (SELECT current_workspace()));
CREATE POLICY system ON workspaces TO parley_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE (name) ON workspaces TO parley_workspace;

CREATE TABLE invitations (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
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

-- NULL: every permission, also those to come.
ALTER TABLE api_keys ADD permissions text[];
CREATE INDEX ON api_keys (workspace_id, id);
