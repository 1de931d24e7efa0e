CREATE TABLE templates (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id        uuid NOT NULL REFERENCES workspaces,
  business_account_id uuid NOT NULL REFERENCES business_accounts,
  meta_id             text,
  name                text NOT NULL,
  language            text NOT NULL,
  category            text NOT NULL,
  parameter_format    text NOT NULL,
  components          jsonb NOT NULL,
  status              text NOT NULL,
  rejection_reason    text,
  status_detail       text, -- what Meta says about the status to people
  quality_score       text,
  event_times         jsonb NOT NULL DEFAULT '{}', -- newest webhook applied, by kind: an older one that comes late is ignored
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  UNIQUE (business_account_id, name, language)
);
CREATE INDEX ON templates (workspace_id, id);
CREATE INDEX ON templates (meta_id);
CALL protect('templates');

-- What a message says, before it is personal. Never changed once written, so it is compiled once and cached by id.
CREATE TABLE contents (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  template_id  uuid REFERENCES templates,
  body         jsonb NOT NULL, -- packages/model, MessageContent
  created_at   timestamptz NOT NULL
);
CALL protect('contents');

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

CREATE TABLE launches (
  id            uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id  uuid NOT NULL REFERENCES workspaces,
  campaign_id   uuid NOT NULL REFERENCES campaigns,
  number_id     uuid NOT NULL REFERENCES numbers,
  content_id    uuid NOT NULL REFERENCES contents,
  audience      jsonb NOT NULL,
  state         text NOT NULL CHECK (state IN ('scheduled', 'expanding', 'sending', 'canceled')),
  scheduled_at  timestamptz NOT NULL,
  after_contact uuid,  -- the audience is in the outbox up to and including this contact
  audience_size bigint NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL
);
CREATE INDEX ON launches (scheduled_at) WHERE state IN ('scheduled', 'expanding');
CREATE INDEX ON launches (campaign_id);
CALL protect('launches');

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

-- Messages still to go. Small and hot: a row lives here from its decision to exist until Meta has answered.
CREATE TABLE outbox (
  id           uuid PRIMARY KEY DEFAULT uuidv7(), -- the message's id for life; travels as biz_opaque_callback_data
  workspace_id uuid NOT NULL,
  number_id    uuid NOT NULL,
  contact_id   uuid NOT NULL,
  content_id   uuid NOT NULL,
  launch_id    uuid,
  variables    jsonb,             -- what this message alone knows, for Liquid
  state        text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'claimed', 'in_doubt')),
  priority     smallint NOT NULL, -- lower goes first
  send_after   timestamptz NOT NULL,
  attempts     smallint NOT NULL DEFAULT 0, -- times it was posted or may have been
  last_error   integer
);
CREATE INDEX outbox_due ON outbox (number_id, priority, send_after, id) WHERE state <> 'claimed';
CREATE INDEX outbox_claimed ON outbox (number_id) WHERE state = 'claimed';
ALTER TABLE outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
  autovacuum_vacuum_cost_delay = 0);
CALL protect('outbox');

-- In the order in which a status may follow another: a later one wins, whatever the order of arrival.
CREATE TYPE message_status AS ENUM ('dropped', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed');

-- History. Partitioned by month through the time in the uuidv7, so that the id alone finds its partition.
CREATE TABLE messages (
  id           uuid NOT NULL PRIMARY KEY,
  workspace_id uuid NOT NULL,
  number_id    uuid NOT NULL,
  contact_id   uuid NOT NULL,
  content_id   uuid NOT NULL,
  launch_id    uuid,
  variables    jsonb,
  status       message_status NOT NULL,
  reason       text,    -- why it was dropped, or Meta's error code
  error_detail text,
  wamid        text,
  attempts     smallint NOT NULL,
  decided_at   timestamptz NOT NULL, -- left the outbox
  sent_at      timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  failed_at    timestamptz,
  replied_at   timestamptz
) PARTITION BY RANGE (id);
CREATE INDEX ON messages (contact_id, id);
CREATE INDEX ON messages (launch_id, id);
CALL protect('messages');

-- The smallest uuidv7 of an instant.
CREATE FUNCTION uuidv7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;

-- Makes the partitions of this month and the next two. Ids carry real time, so real time is asked here.
CREATE PROCEDURE prepare_message_partitions() LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz;
BEGIN
  FOR ahead IN -1..2 LOOP
    month := date_trunc('month', now(), 'UTC') + make_interval(months => ahead);
    EXECUTE format('CREATE TABLE IF NOT EXISTS messages_%s PARTITION OF messages FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 70)',
      to_char(month AT TIME ZONE 'UTC', 'YYYY_MM'), uuidv7_floor(month), uuidv7_floor(month + interval '1 month'));
  END LOOP;
END $$;
CALL prepare_message_partitions();

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
