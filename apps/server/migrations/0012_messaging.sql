-- What a message says, before it is personal. Never changed once written, so it is compiled once and cached by id.
CREATE TABLE contents (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  template_id  uuid REFERENCES templates,
  body         jsonb NOT NULL, -- packages/model, MessageContent
  digest       bytea NOT NULL, -- SHA-256 of the body: contents that say the same are one
  used_at      timestamptz, -- when a single message last said it, or up to a day before; NULL: a campaign's, kept as long as that
  created_at   timestamptz NOT NULL,
  UNIQUE (workspace_id, digest)
);
CREATE INDEX ON contents (template_id);
CREATE INDEX contents_used ON contents (used_at) WHERE used_at IS NOT NULL;
CALL protect('contents');

-- What messages come from. Standing sources (api, reply, test) are one for a number and class; the others end.
CREATE TABLE sources (
  id           uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  number_id    uuid NOT NULL REFERENCES numbers,
  kind         text NOT NULL CHECK (kind IN ('launch', 'trigger', 'canvas_step', 'api', 'reply', 'test')),
  parent_id    uuid REFERENCES sources,            -- what this one sends once more: its results add up there
  is_late_retry boolean NOT NULL DEFAULT false,    -- it sends what failed later
  class        smallint NOT NULL,                  -- of priority: a lower one goes first
  weight       smallint NOT NULL DEFAULT 1 CHECK (weight > 0), -- share among the sources of its class
  policy       jsonb NOT NULL DEFAULT '{}',        -- packages/model, SourcePolicy
  state        text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'canceled')),
  held_until   timestamptz,                        -- nothing of it is claimed before: its template is refused
  hold_reason  text,
  expires_at   timestamptz,                        -- of all of its messages; NULL: each has its own
  created_at   timestamptz NOT NULL,
  filled_at    timestamptz,                        -- no more messages come
  ended_at     timestamptz                         -- and each has left the outbox
);
CREATE INDEX ON sources (number_id) WHERE ended_at IS NULL;
CREATE INDEX ON sources (parent_id) WHERE parent_id IS NOT NULL;
CREATE UNIQUE INDEX sources_late_retry ON sources (parent_id) WHERE is_late_retry;
CREATE UNIQUE INDEX sources_standing ON sources (number_id, kind, class) WHERE kind IN ('api', 'reply', 'test');
CALL protect('sources');

-- What the messages of a source say, by variant; single messages have contents of their own.
CREATE TABLE source_variants (
  source_id    uuid NOT NULL REFERENCES sources,
  variant      smallint NOT NULL,
  workspace_id uuid NOT NULL,
  content_id   uuid NOT NULL REFERENCES contents,
  PRIMARY KEY (source_id, variant)
);
CREATE INDEX ON source_variants (content_id);
CALL protect('source_variants');

-- One contact of one source, for life: the key that makes doubles impossible.
CREATE TABLE recipients (
  source_id    uuid NOT NULL,
  contact_id   uuid NOT NULL,
  workspace_id uuid NOT NULL,
  variant      smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (source_id, contact_id)
);
CREATE INDEX ON recipients (contact_id);
CALL protect('recipients');

-- Messages still to go. Small and hot: a row lives here from its decision to exist until Meta has answered.
-- A claim changes no indexed column, and finds room on its page.
CREATE TABLE outbox (
  id           uuid PRIMARY KEY DEFAULT uuidv7(), -- the message's id for life; travels as biz_opaque_callback_data
  workspace_id uuid NOT NULL,
  number_id    uuid NOT NULL,
  source_id    uuid NOT NULL,
  contact_id   uuid,                  -- NULL: a test, which is for no contact
  test_phone   text,                  -- of a test: E.164; gone with the row
  test_as      uuid,                  -- of a test: the contact whose attributes fill it; NULL: nobody's
  content_id   uuid,                  -- NULL: what the variant of its source says
  variant      smallint NOT NULL DEFAULT 0,
  variables    jsonb,                 -- what this message alone knows, for Liquid
  state        text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'in_doubt')),
  claim        uuid,                  -- of a lane, a uuidv7: what it says of the row counts as long as this is its claim
  send_after   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,  -- from then on it is not sent any more
  wait_reason  text,                  -- why it goes later, or Meta's code
  posted_at    timestamptz,           -- in doubt: when it may have left
  told_at      timestamptz,           -- in doubt: when Meta first told of a later post of the number
  refusals     smallint NOT NULL DEFAULT 0, -- posts that Meta surely did not accept
  unanswered   smallint NOT NULL DEFAULT 0, -- posts that got no answer
  doubts       smallint NOT NULL DEFAULT 0, -- claims whose worker died, or may have
  retry_of     uuid,                  -- the message that failed, and goes again as this one
  CHECK ((contact_id IS NULL) = (test_phone IS NOT NULL))
) WITH (fillfactor = 60, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000,
  autovacuum_vacuum_cost_delay = 0);
CREATE INDEX outbox_due ON outbox (source_id, send_after, id) WHERE state = 'due';
CREATE INDEX outbox_in_doubt ON outbox (number_id, posted_at) WHERE state = 'in_doubt';
CREATE INDEX outbox_contact ON outbox (contact_id);
CALL protect('outbox');

-- In the order in which a status may follow another: a later one wins, whatever the order of arrival.
CREATE TYPE message_status AS ENUM ('dropped', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed');

-- History. Partitioned by month through the time in the uuidv7, so that the id alone finds its partition.
CREATE TABLE messages (
  id           uuid NOT NULL PRIMARY KEY,
  workspace_id uuid NOT NULL,
  number_id    uuid NOT NULL,
  source_id    uuid NOT NULL,
  contact_id   uuid,    -- NULL: a test; nothing counts it
  content_id   uuid NOT NULL,
  variant      smallint NOT NULL,
  variables    jsonb,
  status       message_status NOT NULL,
  reason       text,    -- why it was dropped, or Meta's error code
  error_detail text,
  wamid        text,
  other_wamids text[],  -- of posts of it that turned out to have arrived as well
  refusals     smallint NOT NULL DEFAULT 0,
  unanswered   smallint NOT NULL DEFAULT 0,
  doubts       smallint NOT NULL DEFAULT 0,
  retry_of     uuid,
  decided_at   timestamptz NOT NULL, -- left the outbox
  sent_at      timestamptz,
  delivered_at timestamptz,
  read_at      timestamptz,
  failed_at    timestamptz,
  replied_at   timestamptz
) PARTITION BY RANGE (id);
CREATE INDEX ON messages (contact_id, id);
CREATE INDEX ON messages (source_id, id);
CALL protect('messages');

-- The smallest uuidv7 of an instant. Of all before 1970 it is the smallest of all: negative numbers would be larger than any.
CREATE FUNCTION uuidv7_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE
  RETURN (lpad(to_hex(greatest(extract(epoch FROM at) * 1000, 0)::bigint), 12, '0') || '70008000000000000000')::uuid;

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

-- How many messages of a source ever reached each stage. What happens is appended as differences, by what makes it happen
-- and in the same transaction, and folded every few seconds; the sum of both is the count.
CREATE TABLE stat_deltas (
  source_id    uuid NOT NULL,
  variant      smallint NOT NULL,
  stage        text NOT NULL, -- decided, dropped, accepted, sent, delivered, read, failed, replied
  reason       text NOT NULL,
  quarter_hour timestamptz NOT NULL, -- a quarter, as time zones are
  workspace_id uuid NOT NULL,
  n            bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
CALL protect('stat_deltas');
CREATE TABLE stats (
  source_id    uuid NOT NULL REFERENCES sources,
  variant      smallint NOT NULL,
  stage        text NOT NULL,
  reason       text NOT NULL,
  quarter_hour timestamptz NOT NULL,
  workspace_id uuid NOT NULL,
  n            bigint NOT NULL,
  PRIMARY KEY (source_id, variant, stage, reason, quarter_hour)
) WITH (fillfactor = 50);
CALL protect('stats');

-- That statuses of a number reach us: the latest post of which one has been applied, and when. Kept while messages of the
-- number are in doubt.
CREATE TABLE status_proofs (
  number_id    uuid PRIMARY KEY REFERENCES numbers,
  workspace_id uuid NOT NULL,
  posted_at    timestamptz NOT NULL,
  applied_at   timestamptz NOT NULL
);
CALL protect('status_proofs');

-- The people that the numbers of a business portfolio opened a conversation with in the last 24 hours: Meta bounds how many different
-- people that are, over all workspaces that hold its numbers. Portfolios whose limit is known, and not unlimited.
CREATE TABLE limit_portfolios (
  portfolio_id    text PRIMARY KEY,          -- Meta's id of the business
  used            integer NOT NULL DEFAULT 0, -- rows of limit_people
  corrected       integer,                   -- people that Meta took when it took no more, whatever it said of the limit
  corrected_until timestamptz
);
CREATE TABLE limit_people (
  portfolio_id text NOT NULL REFERENCES limit_portfolios,
  person       text NOT NULL, -- phone, or Meta's id of who hides it
  opened_at    timestamptz NOT NULL,
  PRIMARY KEY (portfolio_id, person)
);
CREATE INDEX ON limit_people (portfolio_id, opened_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON limit_portfolios, limit_people TO parley_system;


-- When webhooks could last be taken, and the times in which they could not.
CREATE TABLE intake_presence (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  seen_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON intake_presence TO parley_system;
CREATE TABLE intake_outages (
  since timestamptz PRIMARY KEY,
  until timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON intake_outages TO parley_system;

-- What Meta's refusals told about a person.
CREATE TABLE delivery_facts (
  contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  code         integer NOT NULL, -- Meta's
  workspace_id uuid NOT NULL,
  first_at     timestamptz NOT NULL,
  last_at      timestamptz NOT NULL,
  times        integer NOT NULL,
  PRIMARY KEY (contact_id, code)
);
CALL protect('delivery_facts');

-- Countries to which Meta lets an account's messages fail after it took them: nothing is sent there before a time.
CREATE TABLE closed_countries (
  business_account_id uuid NOT NULL REFERENCES business_accounts ON DELETE CASCADE,
  country             text NOT NULL, -- ISO 3166-1 alpha-2
  workspace_id        uuid NOT NULL,
  code                integer NOT NULL, -- Meta's
  until               timestamptz NOT NULL,
  PRIMARY KEY (business_account_id, country)
);
CALL protect('closed_countries');
