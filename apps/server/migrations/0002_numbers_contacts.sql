CREATE TABLE business_accounts (
  id               uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id     uuid NOT NULL REFERENCES workspaces,
  waba_id          text NOT NULL UNIQUE, -- an account belongs to one workspace
  business_id      text,
  name             text NOT NULL,
  sealed_token     bytea NOT NULL,       -- context: the waba_id
  token_scopes     text[] NOT NULL,
  token_expires_at timestamptz,          -- NULL: never
  connected_at     timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL
);
CREATE INDEX ON business_accounts (workspace_id);
CALL protect('business_accounts');

CREATE TABLE numbers (
  id                   uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id         uuid NOT NULL REFERENCES workspaces,
  business_account_id  uuid NOT NULL REFERENCES business_accounts,
  phone_number_id      text NOT NULL UNIQUE,
  display_phone_number text NOT NULL,
  verified_name        text NOT NULL,
  verification_status  text NOT NULL,
  status               text NOT NULL,
  quality_rating       text NOT NULL,
  throughput_level     text NOT NULL,
  rate_per_second      integer CHECK (rate_per_second > 0), -- overrides what the throughput level allows
  messaging_limit      integer, -- people per rolling 24 hours outside a service window; -1: no limit, NULL: not known
  sealed_pin           bytea,                               -- two-step PIN; context: the phone_number_id
  registered_at        timestamptz,
  held_until           timestamptz, -- nothing goes out before: the account, not a message, was refused
  hold_code            integer,     -- Meta's error code that caused it
  event_times          jsonb NOT NULL DEFAULT '{}', -- newest webhook applied, by kind: an older one that comes late is ignored
  updated_at           timestamptz NOT NULL
);
CREATE INDEX ON numbers (workspace_id);
CREATE INDEX ON numbers (business_account_id);
CALL protect('numbers');

-- A person who may be messaged. Known by Meta's business-scoped user id first, phone second, external id third;
-- each is unique where it is known.
CREATE TABLE contacts (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  external_id  text,
  phone        text, -- E.164
  wa_id        text, -- as webhooks report it; not always the phone's digits
  bsuid        text,
  first_name   text,
  last_name    text,
  language     text,
  country      text,
  time_zone    text,
  attributes   jsonb NOT NULL DEFAULT '{}',
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL,
  UNIQUE (workspace_id, phone),
  UNIQUE (workspace_id, bsuid),
  UNIQUE (workspace_id, external_id)
);
CREATE INDEX ON contacts (workspace_id, id);
CREATE INDEX ON contacts (workspace_id, wa_id);
CALL protect('contacts');

CREATE TABLE subscription_groups (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  number_id    uuid NOT NULL UNIQUE REFERENCES numbers,
  name         text NOT NULL,
  created_at   timestamptz NOT NULL,
  archived_at  timestamptz
);
CREATE INDEX ON subscription_groups (workspace_id);
CALL protect('subscription_groups');

CREATE TABLE subscriptions (
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  contact_id            uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  workspace_id          uuid NOT NULL, -- of the group; a reference would be a third look-up for each row of an import
  state                 text NOT NULL CHECK (state IN ('subscribed', 'unsubscribed')),
  changed_at            timestamptz NOT NULL, -- when the person said so
  PRIMARY KEY (subscription_group_id, contact_id)
);
CREATE INDEX ON subscriptions (contact_id);
CALL protect('subscriptions');

-- Append-only evidence of why a subscription is what it is.
CREATE TABLE consent_records (
  id                    uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id          uuid NOT NULL, -- of the group
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  contact_id            uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  state                 text NOT NULL CHECK (state IN ('subscribed', 'unsubscribed')),
  source                text NOT NULL, -- import, api, message, …
  evidence              text,
  actor                 text NOT NULL, -- api_key:<id>, contact, system
  given_at              timestamptz NOT NULL, -- when the person consented or objected
  recorded_at           timestamptz NOT NULL
);
CREATE INDEX ON consent_records (contact_id, subscription_group_id);
CREATE INDEX ON consent_records (subscription_group_id);
CALL protect('consent_records');
REVOKE UPDATE ON consent_records FROM parley_workspace, parley_system;

CREATE TABLE imports (
  id                    uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id          uuid NOT NULL REFERENCES workspaces,
  subscription_group_id uuid REFERENCES subscription_groups, -- NULL: contacts without consent
  file_name             text NOT NULL,
  consent_source        text,
  default_country       text,
  actor                 text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('waiting', 'running', 'completed', 'failed')),
  failure_code          text,
  failure               text,
  columns               text[], -- the file's first row
  bytes_read            bigint NOT NULL DEFAULT 0,
  rows_read             bigint NOT NULL DEFAULT 0,
  rows_created          bigint NOT NULL DEFAULT 0,
  rows_updated          bigint NOT NULL DEFAULT 0,
  rows_unchanged        bigint NOT NULL DEFAULT 0,
  rows_refused          bigint NOT NULL DEFAULT 0,
  subscriptions_changed bigint NOT NULL DEFAULT 0,
  objections_kept       bigint NOT NULL DEFAULT 0, -- consent in the file that is older than the person's objection
  created_at            timestamptz NOT NULL,
  finished_at           timestamptz
);
CREATE INDEX ON imports (workspace_id, id);
CALL protect('imports');

CREATE TABLE refused_rows (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  line         bigint NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  code         text NOT NULL,
  reason       text NOT NULL,
  cells        text[] NOT NULL, -- the row as it stood in the file
  PRIMARY KEY (import_id, line)
);
CALL protect('refused_rows');

-- Which line of a running import spoke of which contact, so that a second one is recognised however far below it
-- stands. Emptied when the import ends.
CREATE TABLE import_lines (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  contact_id   uuid NOT NULL, -- no reference: checking it would lock every contact a second time
  workspace_id uuid NOT NULL,
  line         bigint NOT NULL,
  digest       text NOT NULL, -- of what the line says
  PRIMARY KEY (import_id, contact_id)
);
CALL protect('import_lines');
