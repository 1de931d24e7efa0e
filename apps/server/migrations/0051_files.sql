-- What clients of Braze have sent by the clock of each contact.
ALTER TABLE scheduled_sends ADD local_at timestamp;         -- NULL: for everybody at due_at
ALTER TABLE scheduled_recipients ADD due_at timestamptz;    -- by their clock; NULL: with the whole

-- By which contents ask other systems: {% connected_content … :basic_auth name %}.
CREATE TABLE content_credentials (
  id              uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  name            text NOT NULL,
  host            text NOT NULL, -- no other is told it
  username        text NOT NULL,
  sealed_password bytea NOT NULL,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL
);
CREATE UNIQUE INDEX content_credentials_name ON content_credentials (workspace_id, name);
CALL protect('content_credentials');
CALL revised('content_credentials');
CALL audited('content_credentials', 'content_credential', 'name', 'revision,sealed_password');
CALL announced('content_credentials', 'content_credential');

-- What other systems answered for a message, or for all of a workspace: a worker that starts again need not ask again.
CREATE TABLE outside_answers (
  owner        uuid NOT NULL, -- the message, or the workspace
  request      bytea NOT NULL, -- SHA-256
  workspace_id uuid NOT NULL,
  sealed       bytea NOT NULL,
  expires_at   timestamptz NOT NULL,
  PRIMARY KEY (owner, request)
);
CREATE INDEX ON outside_answers (expires_at);
CALL protect('outside_answers');
