-- Campaigns that somebody or something starts for one person after another: what a version of one sends, from when until when.
CREATE TABLE campaign_triggers (
  source_id    uuid PRIMARY KEY REFERENCES sources,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  version      integer NOT NULL,
  since        timestamptz NOT NULL, -- when the campaign was started, of each version that took over
  until        timestamptz -- NULL: it is started; otherwise another version took over, or it was stopped
);
CREATE INDEX ON campaign_triggers (campaign_id);
CREATE UNIQUE INDEX campaign_triggers_open ON campaign_triggers (campaign_id) WHERE until IS NULL;
CALL protect('campaign_triggers');

-- Those that wait for something to happen to people. Read for every batch of occurrences, so it is small.
ALTER TABLE campaign_triggers ADD is_listening boolean NOT NULL DEFAULT false;
ALTER TABLE campaign_triggers ADD message_fates text[] NOT NULL DEFAULT '{}'; -- what of messages it waits for, such as read
-- Asked whenever a batch of messages gets on, and empty for most.
CREATE INDEX campaign_triggers_of_messages ON campaign_triggers (workspace_id) WHERE message_fates <> '{}' AND until IS NULL;
-- The room's topic of the log, appended to where messages get on.
CREATE POLICY campaign_fates ON log_entries FOR INSERT TO parley_workspace WITH CHECK (topic = 'campaign fates');
CREATE INDEX campaign_triggers_listening ON campaign_triggers (source_id) WHERE is_listening AND until IS NULL;

-- What triggered a campaign for a person: an occurrence, which by its key does so once, however often it is heard of, or a request
-- to send later.
CREATE TABLE campaign_hits (
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  contact_id   uuid NOT NULL,
  occurrence   bytea NOT NULL, -- what it is known by: SHA-256 of what it says; of a request its id
  workspace_id uuid NOT NULL REFERENCES workspaces,
  hit_at       timestamptz NOT NULL,
  due_at       timestamptz, -- the message goes then, unless something calls it off; NULL: it has gone, or not
  variables    jsonb,       -- what Liquid may name of the occurrence; NULL with due_at
  PRIMARY KEY (campaign_id, contact_id, occurrence)
);
CREATE INDEX campaign_hits_due ON campaign_hits (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX campaign_hits_done ON campaign_hits (hit_at) WHERE due_at IS NULL;
CREATE INDEX campaign_hits_contact ON campaign_hits (contact_id);
CALL protect('campaign_hits');

-- What clients of Braze ask to have sent later: the request, without the people that it names.
CREATE TABLE scheduled_sends (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  kind         text NOT NULL CHECK (kind IN ('campaign', 'message')), -- what a campaign says, or what the request says itself
  campaign_id  uuid REFERENCES campaigns,
  request      jsonb NOT NULL, -- braze/messaging/schedules
  due_at       timestamptz NOT NULL,
  created_at   timestamptz NOT NULL
);
CREATE INDEX ON scheduled_sends (due_at);
CREATE INDEX ON scheduled_sends (workspace_id);
CALL protect('scheduled_sends');

CREATE TABLE scheduled_recipients (
  schedule_id  uuid NOT NULL REFERENCES scheduled_sends ON DELETE CASCADE,
  contact_id   uuid NOT NULL,
  workspace_id uuid NOT NULL,
  properties   jsonb NOT NULL,
  PRIMARY KEY (schedule_id, contact_id)
);
CREATE INDEX ON scheduled_recipients (contact_id);
CALL protect('scheduled_recipients');
