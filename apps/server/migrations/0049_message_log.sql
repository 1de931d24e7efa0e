-- All messages of a workspace, the latest first; and those that did not arrive, also by why. The reason of most never changes from NULL,
-- so that a status of them changes none of these.
CREATE INDEX messages_of_workspace ON messages (workspace_id, id);
CREATE INDEX messages_stopped ON messages (workspace_id, id) WHERE reason IS NOT NULL;
CREATE INDEX messages_by_reason ON messages (workspace_id, reason, id) WHERE reason IS NOT NULL;

-- What was posted to Meta, and what Meta told of it, for some days (MESSAGE_LOG_DAYS). Neither of tests nor of codes to sign in with.
CREATE TABLE message_payloads (
  message_id   uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  payload      text NOT NULL
);
CALL protect('message_payloads');
CREATE TABLE message_webhooks (
  message_id   uuid NOT NULL,
  workspace_id uuid NOT NULL,
  received_at  timestamptz NOT NULL,
  body         text NOT NULL
);
CREATE INDEX ON message_webhooks (message_id);
CALL protect('message_webhooks');

-- Names that other systems give to launches of a campaign, to ask what came of those.
CREATE TABLE campaign_sends (
  campaign_id  uuid NOT NULL REFERENCES campaigns,
  send_id      text NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  created_at   timestamptz NOT NULL,
  PRIMARY KEY (campaign_id, send_id)
);
CALL protect('campaign_sends');
CREATE TABLE campaign_send_launches (
  launch_id    uuid PRIMARY KEY REFERENCES launches,
  campaign_id  uuid NOT NULL,
  send_id      text NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  FOREIGN KEY (campaign_id, send_id) REFERENCES campaign_sends
);
CREATE INDEX ON campaign_send_launches (campaign_id, send_id);
CALL protect('campaign_send_launches');
