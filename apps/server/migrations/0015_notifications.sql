-- What members are told of: a condition once for as long as it lasts, or something that happened.
CREATE TABLE notifications (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  kind         text NOT NULL,
  subject_id   uuid,  -- whose condition it is, such as a number's
  condition    text,  -- what lasts: of one that is not resolved nothing more is told. NULL: it happened, and is over
  about        jsonb NOT NULL, -- packages/model, NotificationAbout
  times        integer NOT NULL DEFAULT 1, -- how often it began
  created_at   timestamptz NOT NULL,
  resolved_at  timestamptz
);
CREATE INDEX ON notifications (workspace_id, id);
CREATE INDEX ON notifications (workspace_id, condition, id) WHERE condition IS NOT NULL;
CREATE UNIQUE INDEX notifications_open ON notifications (workspace_id, condition)
  WHERE condition IS NOT NULL AND resolved_at IS NULL;
CALL protect('notifications');

CREATE TABLE notification_reads (
  notification_id uuid NOT NULL REFERENCES notifications ON DELETE CASCADE,
  member_id       uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  workspace_id    uuid NOT NULL,
  read_at         timestamptz NOT NULL,
  PRIMARY KEY (notification_id, member_id)
);
CREATE INDEX ON notification_reads (member_id);
CALL protect('notification_reads');

-- Kinds that a member wants by e-mail, too.
CREATE TABLE notification_choices (
  workspace_id uuid NOT NULL,
  member_id    uuid NOT NULL,
  kind         text NOT NULL,
  created_at   timestamptz NOT NULL, -- what was there before is not mailed
  PRIMARY KEY (workspace_id, member_id, kind),
  FOREIGN KEY (workspace_id, member_id) REFERENCES memberships ON DELETE CASCADE
);
CALL protect('notification_choices');

-- What was given to the mail server, or may have been: written before that, so that none goes twice.
CREATE TABLE notification_mails (
  notification_id uuid NOT NULL REFERENCES notifications ON DELETE CASCADE,
  member_id       uuid NOT NULL REFERENCES members ON DELETE CASCADE,
  workspace_id    uuid NOT NULL,
  claimed_at      timestamptz NOT NULL,
  PRIMARY KEY (notification_id, member_id)
);
CREATE INDEX ON notification_mails (member_id, workspace_id, claimed_at);
CALL protect('notification_mails');
