CREATE TABLE campaigns (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  number_id    uuid NOT NULL REFERENCES numbers,
  content_id   uuid NOT NULL REFERENCES contents,
  name         text NOT NULL,
  audience     jsonb NOT NULL, -- packages/model, AudienceFilter
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE INDEX ON campaigns (workspace_id, id);
CALL protect('campaigns');
CALL audited('campaigns', 'campaign', 'name');
CALL announced('campaigns', 'campaign');

CREATE TABLE launches (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id  uuid NOT NULL REFERENCES workspaces,
  campaign_id   uuid NOT NULL REFERENCES campaigns,
  number_id     uuid NOT NULL REFERENCES numbers,
  content_id    uuid NOT NULL REFERENCES contents,
  audience      jsonb NOT NULL,
  state         text NOT NULL CHECK (state IN ('scheduled', 'expanding', 'sending', 'canceled')),
  scheduled_at  timestamptz NOT NULL,
  after_contact uuid, -- the audience is in the outbox up to and including this contact
  -- Contacts that it has yet to come to, but whose person has a message of it already: they became one with a contact
  -- that it had come to.
  reached       uuid[] NOT NULL DEFAULT '{}',
  audience_size bigint NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL
);
CREATE INDEX ON launches (scheduled_at) WHERE state IN ('scheduled', 'expanding');
CREATE INDEX ON launches (campaign_id);
CALL protect('launches');
CALL audited('launches', 'launch', '', 'after_contact,audience_size,reached');
CALL announced('launches', 'launch');

-- How many messages of a launch ever reached each stage. Counted in the transactions that move them.
CREATE TABLE launch_counts (
  launch_id    uuid NOT NULL REFERENCES launches,
  stage        text NOT NULL, -- dropped, accepted, sent, delivered, read, played, failed, replied
  reason       text NOT NULL DEFAULT '',
  workspace_id uuid NOT NULL REFERENCES workspaces,
  count        bigint NOT NULL,
  PRIMARY KEY (launch_id, stage, reason)
) WITH (fillfactor = 50);
CALL protect('launch_counts');
