-- What was asked under an Idempotency-Key and what was answered, so that a request that is repeated is not carried out
-- twice. Kept for a day.
CREATE TABLE idempotency_keys (
  attempt       uuid PRIMARY KEY,           -- who works on it: holds the lease `request` on it meanwhile
  workspace_id  uuid REFERENCES workspaces, -- NULL: asked outside every workspace, by a member or the operator
  actor         text NOT NULL,              -- member:<id>, api_key:<id> or operator; nobody gets the answer of somebody else
  key           text NOT NULL,
  request       bytea NOT NULL,             -- SHA-256 of the method, the address and the body
  -- started: nothing has been done yet. asking: something outside, such as Meta, may have been asked.
  -- acted: a transaction of it has committed. answered: it is over.
  state         text NOT NULL CHECK (state IN ('started', 'asking', 'acted', 'answered')),
  status        smallint,                   -- of the answer
  sealed_answer bytea,                      -- its body: it may hold personal data, and secrets that are shown once
  subject_id    uuid,                       -- the `id` in it, so that the answer goes when its subject is deleted
  expires_at    timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_once UNIQUE NULLS NOT DISTINCT (workspace_id, actor, key),
  CHECK ((state = 'answered') = (status IS NOT NULL) AND (status IS NULL) = (sealed_answer IS NULL))
);
CREATE INDEX ON idempotency_keys (expires_at);
CREATE INDEX ON idempotency_keys (subject_id) WHERE subject_id IS NOT NULL;
CALL protect('idempotency_keys');
