-- Campaigns that somebody or something starts for one person after another: what a version of one sends, from when until when.
CREATE TABLE campaign_triggers (
  source_id    uuid PRIMARY KEY REFERENCES sources,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  version      integer NOT NULL,
  since        timestamptz NOT NULL,
  until        timestamptz -- NULL: it is started; otherwise another version took over, or it was stopped
);
CREATE INDEX ON campaign_triggers (campaign_id);
CREATE UNIQUE INDEX campaign_triggers_open ON campaign_triggers (campaign_id) WHERE until IS NULL;
CALL protect('campaign_triggers');
