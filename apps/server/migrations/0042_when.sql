-- When a campaign is sent: by the clock of each contact, again and again, not while it is quiet, and no faster than it may.

-- The instant at which a clock of that zone shows a local time: of one that it shows twice the first, and for one that it skips
-- as much later as it is put forward. As iCalendar (RFC 5545) has it.
CREATE FUNCTION instant_of(local timestamp, zone text) RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN (
  SELECT CASE WHEN first < usual AND first AT TIME ZONE zone = local THEN first ELSE usual END
  FROM (SELECT local AT TIME ZONE zone AS usual) AS at,
    LATERAL (SELECT usual - interval '1 day' AS day_before) AS before,
    LATERAL (SELECT (local - (day_before AT TIME ZONE zone - day_before AT TIME ZONE 'UTC')) AT TIME ZONE 'UTC' AS first) AS one
);

ALTER TABLE launches
  ADD local_at    timestamp,   -- by the clock of each contact; NULL: everybody at scheduled_at
  ADD local_zone  text,        -- of contacts who have none, or one that is not known: the workspace's
  ADD occurrence  timestamp,   -- of a recurring campaign, by its clock
  ADD noticed_at  timestamptz, -- when a worker saw that its time had come; not those that come back after hours
  ADD late_choice text CHECK (late_choice IN ('send', 'skip')); -- what a person chose for what was not noticed in time
UPDATE launches SET noticed_at = scheduled_at WHERE scheduled_at <= platform_now();
CREATE INDEX launches_unnoticed ON launches (scheduled_at) WHERE noticed_at IS NULL;
CREATE UNIQUE INDEX launches_occurrence ON launches (campaign_id, occurrence);
DROP TRIGGER audit ON launches;
CALL audited('launches', 'launch', '', 'after_contact,noticed_at');

-- A launch by the clock of each contact, one instant at a time.
CREATE TABLE launch_slices (
  launch_id    uuid NOT NULL REFERENCES launches,
  due_at       timestamptz NOT NULL,
  workspace_id uuid NOT NULL,
  zones        text[] NOT NULL, -- whose clocks show the time then
  noticed_at   timestamptz,     -- as of launches
  ended_at     timestamptz,     -- everybody is brought in
  is_skipped   boolean NOT NULL DEFAULT false,
  PRIMARY KEY (launch_id, due_at)
);
CREATE INDEX launch_slices_unnoticed ON launch_slices (due_at) WHERE noticed_at IS NULL AND ended_at IS NULL;
CALL protect('launch_slices');

-- Campaigns that are launched again and again, while they are started.
CREATE TABLE campaign_recurrences (
  campaign_id  uuid PRIMARY KEY REFERENCES campaigns,
  workspace_id uuid NOT NULL,
  started_at   timestamptz NOT NULL,
  next_local   timestamp,   -- the next occurrence; NULL: there are no more
  make_at      timestamptz, -- when its launch is made
  problem      jsonb        -- why the last one made none
);
CREATE INDEX ON campaign_recurrences (make_at);
CALL protect('campaign_recurrences');

-- How much was claimed of sources that may send only so much a second or minute.
CREATE TABLE source_rates (
  source_id    uuid PRIMARY KEY REFERENCES sources,
  workspace_id uuid NOT NULL,
  claimed_at   timestamptz NOT NULL, -- last
  in_second    integer NOT NULL,     -- of that
  in_minute    integer NOT NULL      -- of that
) WITH (fillfactor = 50);
CALL protect('source_rates');

-- How many messages of a source may be claimed now, by its rate: in each second, and evenly over each minute.
CREATE FUNCTION rate_left(rate jsonb, claimed_at timestamptz, in_second integer, in_minute integer, at timestamptz)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN greatest(0, least(
  least((rate ->> 'per_second')::integer, ceil((rate ->> 'per_minute')::numeric / 30)::integer)
    - CASE WHEN floor(extract(epoch FROM claimed_at)) = floor(extract(epoch FROM at)) THEN in_second ELSE 0 END,
  ceil((rate ->> 'per_minute')::numeric * (floor(extract(epoch FROM at))::bigint % 60 + 1) / 60)::integer
    - CASE WHEN floor(extract(epoch FROM claimed_at) / 60) = floor(extract(epoch FROM at) / 60) THEN in_minute ELSE 0 END
));

-- A campaign rendered for the people it would go to, before it does: what would go wrong, and which people it concerns.
CREATE TABLE campaign_checks (
  id            uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id  uuid NOT NULL REFERENCES workspaces,
  campaign_id   uuid NOT NULL REFERENCES campaigns,
  scope         text NOT NULL CHECK (scope IN ('sample', 'all')),
  state         text NOT NULL CHECK (state IN ('running', 'completed', 'failed')),
  definition    jsonb NOT NULL, -- as it was when this began
  content_ids   uuid[] NOT NULL, -- what its variants say, in their order
  is_marketing  boolean NOT NULL, -- only those who subscribed would get it
  people        integer NOT NULL, -- of the audience
  checked       integer NOT NULL DEFAULT 0,
  after_contact uuid,
  created_at    timestamptz NOT NULL,
  ended_at      timestamptz
);
CREATE INDEX ON campaign_checks (campaign_id);
CREATE INDEX campaign_checks_running ON campaign_checks (id) WHERE state = 'running';
CALL protect('campaign_checks');

CREATE TABLE campaign_check_findings (
  check_id     uuid NOT NULL REFERENCES campaign_checks ON DELETE CASCADE,
  variant      smallint NOT NULL,
  code         text NOT NULL,
  workspace_id uuid NOT NULL,
  detail       text, -- of the first
  people       integer NOT NULL,
  PRIMARY KEY (check_id, variant, code)
);
CALL protect('campaign_check_findings');

-- Some of the people that a finding is about.
CREATE TABLE campaign_check_people (
  check_id     uuid NOT NULL REFERENCES campaign_checks ON DELETE CASCADE,
  variant      smallint NOT NULL,
  code         text NOT NULL,
  contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  workspace_id uuid NOT NULL,
  PRIMARY KEY (check_id, variant, code, contact_id)
);
CREATE INDEX ON campaign_check_people (contact_id);
CALL protect('campaign_check_people');
