-- A workspace lets go of an account by disconnecting it: the row stays, with everything that hangs on it, and another
-- workspace may connect the account. Connecting it here again finds the row.
CREATE TABLE business_accounts (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id        uuid NOT NULL REFERENCES workspaces,
  waba_id             text NOT NULL,
  business_id         text,
  name                text NOT NULL,
  currency            text,
  country             text,
  review_status       text, -- Meta's review of the account: APPROVED, PENDING, REJECTED
  verification_status text, -- of the business portfolio: verified, not_verified, pending, …
  restrictions        jsonb NOT NULL DEFAULT '{}', -- what Meta forbids it for a while: type → until when. As webhooks tell it; Meta does not list it
  sealed_token        bytea NOT NULL, -- context: the waba_id
  token_scopes        text[] NOT NULL,
  token_expires_at    timestamptz, -- NULL: never
  event_times         jsonb NOT NULL DEFAULT '{}', -- newest webhook applied, by kind: an older one that comes late is ignored
  connected_at        timestamptz NOT NULL,
  disconnected_at     timestamptz,
  updated_at          timestamptz NOT NULL,
  CONSTRAINT business_accounts_workspace_waba UNIQUE (workspace_id, waba_id)
);
CREATE INDEX ON business_accounts (workspace_id);
CREATE UNIQUE INDEX business_accounts_connected ON business_accounts (waba_id) WHERE disconnected_at IS NULL;
CALL protect('business_accounts');
CALL audited('business_accounts', 'business_account', 'name', 'sealed_token', 'id', true);
CALL announced('business_accounts', 'business_account');

CREATE TABLE numbers (
  id                   uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id         uuid NOT NULL REFERENCES workspaces,
  business_account_id  uuid NOT NULL REFERENCES business_accounts,
  phone_number_id      text NOT NULL,
  former_phone_number_ids text[] NOT NULL DEFAULT '{}', -- before it was moved: Meta still tells of what was sent by them
  display_phone_number text NOT NULL,
  verified_name        text NOT NULL,
  name_status          text, -- of the display name: APPROVED, PENDING_REVIEW, DECLINED, …
  requested_name       text, -- the display name that Meta reviews, or that waits for a registration
  new_name_status      text, -- of the display name that is to follow it
  certificate          text,
  verification_status  text NOT NULL,
  status               text NOT NULL,
  account_mode         text, -- LIVE, or SANDBOX: a test number, which reaches its test recipients only
  quality_rating       text NOT NULL,
  throughput_level     text NOT NULL,
  rate_per_second      integer CHECK (rate_per_second > 0), -- overrides what the throughput level allows
  messaging_limit      integer, -- people per rolling 24 hours outside a service window; -1: no limit, NULL: not known
  pin_enabled          boolean,
  sealed_pin           bytea, -- two-step PIN; context: the phone_number_id
  held_until           timestamptz, -- nothing goes out before: the account, not a message, was refused
  hold_code            integer, -- Meta's error code that caused it
  event_times          jsonb NOT NULL DEFAULT '{}', -- as of accounts
  registered_at        timestamptz,
  disconnected_at      timestamptz, -- with its account
  updated_at           timestamptz NOT NULL,
  CONSTRAINT numbers_workspace_phone_number UNIQUE (workspace_id, phone_number_id)
);
CREATE INDEX ON numbers (workspace_id);
CREATE INDEX ON numbers (business_account_id);
CREATE INDEX ON numbers USING gin (former_phone_number_ids);
CREATE UNIQUE INDEX numbers_connected ON numbers (phone_number_id) WHERE disconnected_at IS NULL;
CALL protect('numbers');
CALL audited('numbers', 'number', 'display_phone_number', 'sealed_pin,former_phone_number_ids,held_until,hold_code,certificate', 'id', true);
CALL announced('numbers', 'number');

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
CALL audited('acknowledgements', 'acknowledgement', 'prerequisite', 'wording');
CALL announced('acknowledgements', 'prerequisite');

-- Who can be reached while only test recipients can. Meta keeps the list in the App Dashboard and does not tell it.
CREATE TABLE test_recipients (
  number_id    uuid NOT NULL REFERENCES numbers,
  phone        text NOT NULL, -- E.164
  workspace_id uuid NOT NULL REFERENCES workspaces,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (number_id, phone)
);
CALL protect('test_recipients');
CALL audited('test_recipients', 'test_recipient', 'phone', '', 'number_id');
CALL announced('test_recipients', 'number', 'number_id');

CREATE TABLE doctor_runs (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  occasion     text NOT NULL CHECK (occasion IN ('connected', 'changed', 'asked', 'daily')), -- changed: a number or an account, here
  healthy      boolean NOT NULL, -- no check failed
  checks       jsonb NOT NULL,
  examined_at  timestamptz NOT NULL
);
CREATE INDEX ON doctor_runs (workspace_id, id);
CALL protect('doctor_runs');
CALL announced('doctor_runs', 'doctor');
