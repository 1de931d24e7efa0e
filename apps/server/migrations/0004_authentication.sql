-- How members sign in. Written by better-auth, and kept from `parley_workspace`.

CREATE TABLE sessions (
  id         uuid PRIMARY KEY DEFAULT new_id(),
  member_id  uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  token      text NOT NULL UNIQUE,
  ip_address text,
  user_agent text,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON sessions (member_id);

-- Tells those who watch in a session that it is no longer good: their stream ends. What it says is for the servers alone.
CREATE FUNCTION announce_end_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parley_events', json_build_object('workspace_id', workspace_id, 'type', 'session', 'id', OLD.id)::text)
    FROM memberships WHERE member_id = OLD.member_id;
  RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION announce_end_of_session();

-- A way for a member to prove who they are: a password, or an identity at the single sign-on provider.
CREATE TABLE credentials (
  id                       uuid PRIMARY KEY DEFAULT new_id(),
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
CREATE TRIGGER audit_new AFTER INSERT ON credentials FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.credential_added', 'provider');
CREATE TRIGGER audit_password AFTER UPDATE ON credentials FOR EACH ROW
  WHEN (OLD.password IS DISTINCT FROM NEW.password)
  EXECUTE FUNCTION record_own_change('member.password_changed', '');
CREATE TRIGGER audit_gone AFTER DELETE ON credentials FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.credential_removed', 'provider');

CREATE TABLE passkeys (
  id            uuid PRIMARY KEY DEFAULT new_id(),
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
CREATE TRIGGER audit_new AFTER INSERT ON passkeys FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.passkey_added', 'name');
CREATE TRIGGER audit_gone AFTER DELETE ON passkeys FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.passkey_removed', 'name');

CREATE TABLE second_factors (
  id              uuid PRIMARY KEY DEFAULT new_id(),
  member_id       uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  secret          text NOT NULL, -- encrypted, as are the backup codes
  backup_codes    text NOT NULL,
  verified        boolean DEFAULT true,
  -- The newest step of 30 seconds whose code its owner used. That code and older ones are not taken again (RFC 6238, 5.2).
  last_step       bigint,
  failed_attempts integer DEFAULT 0,
  locked_until    timestamptz
);
CREATE INDEX ON second_factors (member_id);

-- What was sent out and must come back: password resets, two-factor challenges, states of a single sign-on.
CREATE TABLE verifications (
  id         uuid PRIMARY KEY DEFAULT new_id(),
  identifier text NOT NULL,
  value      text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX ON verifications (identifier);

CREATE TABLE rate_limits (
  id           uuid PRIMARY KEY DEFAULT new_id(),
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
  ON sessions, credentials, passkeys, second_factors, verifications, rate_limits, failed_sign_ins TO parley_system;
