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
  id            uuid PRIMARY KEY REFERENCES sources, -- a launch is a source, of the same id
  workspace_id  uuid NOT NULL REFERENCES workspaces,
  campaign_id   uuid NOT NULL REFERENCES campaigns,
  audience      jsonb NOT NULL,
  resends       text CHECK (resends IN ('failed', 'unsent')), -- only the part of that audience that the parent did not reach
  scheduled_at  timestamptz NOT NULL,
  after_contact uuid,                 -- the audience is brought in up to and including this contact
  created_at    timestamptz NOT NULL
);
CREATE INDEX ON launches (scheduled_at);
CREATE INDEX ON launches (campaign_id);
CALL protect('launches');
CALL audited('launches', 'launch', '', 'after_contact');
CALL announced('launches', 'launch');
CREATE TRIGGER audit_launch AFTER UPDATE OF state, policy ON sources FOR EACH ROW
  WHEN (OLD.kind = 'launch' AND current_setting('parley.actor', true) <> '')
  EXECUTE FUNCTION record_change('launch', '', 'id', 'held_until,hold_reason,filled_at,ended_at');
CREATE TRIGGER announce_launch AFTER UPDATE OF state, held_until, ended_at ON sources FOR EACH ROW
  WHEN (OLD.kind = 'launch') EXECUTE FUNCTION announce_change('launch', 'id');
