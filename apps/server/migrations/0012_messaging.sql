-- What a message says, before it is personal. Never changed once written, so it is compiled once and cached by id.
CREATE TABLE contents (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  template_id  uuid REFERENCES templates,
  body         jsonb NOT NULL, -- packages/model, MessageContent
  created_at   timestamptz NOT NULL
);
CREATE INDEX ON contents (template_id);
CALL protect('contents');

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
  -- What came of its posts. A refusal decides how long the next try waits, and a post without an answer after how many
  -- more the message is given up; what a dead worker had claimed is an attempt and neither.
  attempts     smallint NOT NULL DEFAULT 0, -- times it was posted or may have been
  refusals     smallint NOT NULL DEFAULT 0, -- posts that Meta refused
  unanswered   smallint NOT NULL DEFAULT 0, -- posts that may have reached the person
  last_error   integer
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX outbox_due ON outbox (number_id, priority, send_after, id) WHERE state <> 'claimed';
CREATE INDEX outbox_claimed ON outbox (number_id) WHERE state = 'claimed';
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
