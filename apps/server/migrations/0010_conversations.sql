CREATE TABLE conversations (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  number_id       uuid NOT NULL REFERENCES numbers,
  contact_id      uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  last_inbound_at timestamptz, -- the service window is open for 24 hours after it
  created_at      timestamptz NOT NULL,
  UNIQUE (number_id, contact_id)
);
CREATE INDEX ON conversations (workspace_id, last_inbound_at DESC);
CREATE INDEX ON conversations (contact_id);
CALL protect('conversations');

CREATE TABLE inbound_messages (
  id              uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  conversation_id uuid NOT NULL REFERENCES conversations ON DELETE CASCADE,
  wamid           text NOT NULL,
  type            text NOT NULL,
  content         jsonb NOT NULL,
  context_wamid   text, -- the message it answers
  sent_at         timestamptz NOT NULL, -- Meta's timestamp
  received_at     timestamptz NOT NULL,
  UNIQUE (workspace_id, wamid)
);
CREATE INDEX ON inbound_messages (conversation_id, sent_at);
CALL protect('inbound_messages');
