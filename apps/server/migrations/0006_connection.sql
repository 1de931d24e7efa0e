-- A workspace lets go of an account by disconnecting it: the row stays, with everything that hangs on it, and another
-- workspace may connect the account. Connecting it here again finds the row.
ALTER TABLE business_accounts
  ADD COLUMN currency            text,
  ADD COLUMN country             text,
  ADD COLUMN review_status       text, -- Meta's review of the account: APPROVED, PENDING, REJECTED
  ADD COLUMN verification_status text, -- of the business portfolio: verified, not_verified, pending, …
  ADD COLUMN disconnected_at     timestamptz,
  DROP CONSTRAINT business_accounts_waba_id_key,
  ADD CONSTRAINT business_accounts_workspace_waba UNIQUE (workspace_id, waba_id);
CREATE UNIQUE INDEX business_accounts_connected ON business_accounts (waba_id) WHERE disconnected_at IS NULL;

ALTER TABLE numbers
  ADD COLUMN name_status     text, -- of the display name: APPROVED, PENDING_REVIEW, DECLINED, …
  ADD COLUMN new_name_status text, -- of the display name that is to follow it
  ADD COLUMN account_mode    text, -- LIVE, or SANDBOX: a test number, which reaches its test recipients only
  ADD COLUMN certificate     text,
  ADD COLUMN pin_enabled     boolean,
  ADD COLUMN disconnected_at timestamptz, -- with its account
  DROP CONSTRAINT numbers_phone_number_id_key,
  ADD CONSTRAINT numbers_workspace_phone_number UNIQUE (workspace_id, phone_number_id);
CREATE UNIQUE INDEX numbers_connected ON numbers (phone_number_id) WHERE disconnected_at IS NULL;

-- What a workspace must know before it connects, acknowledged. Append-only: who, when, and the words they read.
CREATE TABLE acknowledgements (
  id                   uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id         uuid NOT NULL REFERENCES workspaces,
  prerequisite         text NOT NULL,
  wording              text NOT NULL,
  acknowledged_by      text NOT NULL, -- member:<id>, api_key:<id>
  acknowledged_by_name text NOT NULL,
  acknowledged_at      timestamptz NOT NULL
);
CREATE INDEX ON acknowledgements (workspace_id, prerequisite, id);
CALL protect('acknowledgements');
REVOKE UPDATE ON acknowledgements FROM parley_workspace, parley_system;

-- Who can be reached while only test recipients can. Meta keeps the list in the App Dashboard and does not tell it.
CREATE TABLE test_recipients (
  number_id    uuid NOT NULL REFERENCES numbers,
  phone        text NOT NULL, -- E.164
  workspace_id uuid NOT NULL REFERENCES workspaces,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (number_id, phone)
);
CALL protect('test_recipients');

CREATE TABLE doctor_runs (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  occasion     text NOT NULL CHECK (occasion IN ('connected', 'asked', 'daily')),
  healthy      boolean NOT NULL, -- no check failed
  checks       jsonb NOT NULL,
  examined_at  timestamptz NOT NULL
);
CREATE INDEX ON doctor_runs (workspace_id, id);
CALL protect('doctor_runs');

CALL audited('acknowledgements', 'acknowledgement', 'prerequisite', 'wording');
CALL audited('test_recipients', 'test_recipient', 'phone', '', 'number_id');
CALL announced('acknowledgements', 'prerequisite');
CALL announced('test_recipients', 'number', 'number_id');
CALL announced('doctor_runs', 'doctor');
