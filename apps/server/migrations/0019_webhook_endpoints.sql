-- Where other systems hear of what happens to contacts.
CREATE TABLE webhook_endpoints (
  id              uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id    uuid NOT NULL REFERENCES workspaces,
  url             text NOT NULL,
  description     text,
  kinds           text[], -- of packages/model, OccurrenceKind; NULL: every kind, also those to come
  is_enabled      boolean NOT NULL DEFAULT true,
  disabled_because text CHECK (disabled_because IN ('failing', 'gone')), -- NULL: a member did, or it is enabled
  sealed_secret   bytea NOT NULL,
  previous_secret bytea,       -- signs as well until then, so that a receiver can take over the new one
  previous_until  timestamptz,
  created_at      timestamptz NOT NULL,
  CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
  CHECK (NOT is_enabled OR disabled_because IS NULL)
);
CREATE INDEX ON webhook_endpoints (workspace_id, id);
CALL protect('webhook_endpoints');
CALL revised('webhook_endpoints');
CALL audited('webhook_endpoints', 'webhook_endpoint', 'url', 'sealed_secret,previous_secret,revision', 'id', true);
CALL announced('webhook_endpoints', 'webhook_endpoint');

-- Of an endpoint that fails, and of no other: how long, and when it is asked again.
CREATE TABLE webhook_troubles (
  endpoint_id   uuid PRIMARY KEY REFERENCES webhook_endpoints ON DELETE CASCADE,
  workspace_id  uuid NOT NULL,
  failing_since timestamptz NOT NULL,
  failures      integer NOT NULL, -- one after the other
  try_after     timestamptz       -- NULL: nothing but its deliveries' own times
);
CALL protect('webhook_troubles');

-- What endpoints are told, once for all of them. The id is the `webhook-id`.
CREATE TABLE webhook_events (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  key          bytea NOT NULL, -- digest of what is said: heard twice, it is queued once
  kind         text NOT NULL,
  contact_id   uuid,           -- the contact it is about: it goes with them
  at           timestamptz NOT NULL,
  data         jsonb NOT NULL,
  UNIQUE (workspace_id, key)
);
CREATE INDEX ON webhook_events (contact_id) WHERE contact_id IS NOT NULL;
CALL protect('webhook_events');

CREATE TABLE webhook_deliveries (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL,
  endpoint_id  uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
  event_id     uuid NOT NULL REFERENCES webhook_events ON DELETE CASCADE,
  state        text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
  tries        smallint NOT NULL DEFAULT 0, -- since it was queued or replayed
  due_at       timestamptz,                 -- of one that waits
  ends_at      timestamptz,                 -- of one that waits: given up then, whatever was tried
  delivered_at timestamptz,
  attempts     jsonb NOT NULL DEFAULT '[]', -- the latest, oldest first
  CHECK ((state = 'waiting') = (due_at IS NOT NULL) AND (state = 'waiting') = (ends_at IS NOT NULL))
) WITH (fillfactor = 80);
CREATE UNIQUE INDEX ON webhook_deliveries (endpoint_id, event_id);
CREATE INDEX ON webhook_deliveries (event_id);
CREATE INDEX ON webhook_deliveries (endpoint_id, id);
CREATE INDEX ON webhook_deliveries (endpoint_id, id) WHERE state = 'failed';
CREATE INDEX ON webhook_deliveries (endpoint_id, due_at) WHERE state = 'waiting';
CREATE INDEX ON webhook_deliveries (ends_at) WHERE state = 'waiting';
CALL protect('webhook_deliveries');

-- A key may be good for a time only.
ALTER TABLE api_keys ADD expires_at timestamptz; -- NULL: until it is revoked
CREATE INDEX ON api_keys (expires_at) WHERE expires_at IS NOT NULL AND revoked_at IS NULL;

-- What was asked with a key, for some days.
CREATE TABLE api_requests (
  id           uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  api_key_id   uuid NOT NULL REFERENCES api_keys ON DELETE CASCADE,
  at           timestamptz NOT NULL,
  method       text NOT NULL,
  path         text NOT NULL, -- with its query
  route        text NOT NULL, -- the path as it is documented, without values
  status       smallint NOT NULL,
  duration_ms  integer NOT NULL,
  error_code   text,
  body         text, -- the beginning, without secrets; NULL: none, or it was about a contact who was deleted
  answer       text,
  is_erased    boolean NOT NULL DEFAULT false
);
CREATE INDEX ON api_requests (api_key_id, id);
CREATE INDEX ON api_requests (api_key_id, id) WHERE status >= 400;
CALL protect('api_requests');

-- Which identifiers of people a request has in what is kept of it: by these it is found when a person is deleted.
CREATE TABLE api_request_subjects (
  workspace_id uuid NOT NULL,
  subject      bytea NOT NULL, -- the beginning of its digest
  request_id   uuid NOT NULL REFERENCES api_requests ON DELETE CASCADE,
  PRIMARY KEY (workspace_id, subject, request_id)
);
CREATE INDEX ON api_request_subjects (request_id);
CALL protect('api_request_subjects');

-- Who was deleted just now: what was asked about them before that and is written down a moment later is left out, too.
CREATE TABLE api_erased_subjects (
  workspace_id uuid NOT NULL,
  subject      bytea NOT NULL,
  erased_at    timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, subject)
);
CALL protect('api_erased_subjects');
