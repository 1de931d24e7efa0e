CREATE TABLE subscription_groups (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  number_id    uuid NOT NULL UNIQUE REFERENCES numbers,
  name         text NOT NULL,
  created_at   timestamptz NOT NULL,
  archived_at  timestamptz
);
CREATE INDEX ON subscription_groups (workspace_id);
CALL protect('subscription_groups');
CALL revised('subscription_groups');
CALL audited('subscription_groups', 'subscription_group', 'name', 'revision');
CALL announced('subscription_groups', 'subscription_group');

-- A stop of marketing in WhatsApp itself is a word about the subscription like any other: it unsubscribes.
CREATE TABLE subscriptions (
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  contact_id            uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  workspace_id          uuid NOT NULL, -- of the group; a reference would be a third look-up for each row of an import
  state                 text NOT NULL CHECK (state IN ('subscribed', 'unsubscribed')),
  changed_at            timestamptz NOT NULL, -- when the person said so
  -- Only WhatsApp's own switch unsubscribed them, who were subscribed before: resuming there subscribes them again.
  resumable             boolean NOT NULL DEFAULT false,
  -- Counting a group reads an index and nothing else, so it holds what is asked: the state, and the workspace for row-level
  -- security. In the primary key rather than an index of the group beside it, which the planner took for the look-up of
  -- one subscription while a table was new: an import of 50,000 rows went from 4,700 rows a second to 440.
  PRIMARY KEY (subscription_group_id, contact_id) INCLUDE (workspace_id, state),
  CHECK (NOT resumable OR state = 'unsubscribed')
);
CREATE INDEX ON subscriptions (contact_id);
-- A page of those who unsubscribed, who stand far apart in the key. Those who are subscribed are most, and found in it.
CREATE INDEX ON subscriptions (subscription_group_id, contact_id) INCLUDE (workspace_id) WHERE state = 'unsubscribed';
CALL protect('subscriptions');

-- Append-only evidence of why a subscription is what it is.
CREATE TABLE consent_records (
  id                    uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id          uuid NOT NULL, -- of the group
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  contact_id            uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  state                 text NOT NULL CHECK (state IN ('subscribed', 'unsubscribed', 'identity_changed')),
  source                text NOT NULL, -- import, api, message, …
  evidence              text,
  actor                 text NOT NULL, -- api_key:<id>, contact, system
  given_at              timestamptz NOT NULL, -- when the person consented or objected
  given_day_only        boolean NOT NULL DEFAULT false, -- of that only the day is known, in UTC
  recorded_at           timestamptz NOT NULL
);
CREATE INDEX ON consent_records (contact_id, subscription_group_id);
CREATE INDEX ON consent_records (workspace_id, subscription_group_id, source, state);
CREATE INDEX ON consent_records (workspace_id, subscription_group_id, given_at, state);
CALL protect('consent_records');
REVOKE UPDATE ON consent_records FROM parley_workspace, parley_system;
