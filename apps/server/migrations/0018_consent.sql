-- What the person's state was before; NULL: nothing was known of them, or nobody kept it then. `pending`: they asked to
-- subscribe, and are asked whether they mean it. The state stays what it was.
ALTER TABLE consent_records ADD COLUMN previous_state text CHECK (previous_state IN ('subscribed', 'unsubscribed')),
  ADD COLUMN opt_in_link_id uuid, -- the link that a message came by
  DROP CONSTRAINT consent_records_state_check,
  ADD CONSTRAINT consent_records_state_check CHECK (state IN ('subscribed', 'unsubscribed', 'pending', 'identity_changed'));
CREATE INDEX ON consent_records (opt_in_link_id) WHERE opt_in_link_id IS NOT NULL;

ALTER TABLE subscription_groups
  -- Who asks to subscribe by a message is asked once more.
  ADD COLUMN double_opt_in boolean NOT NULL DEFAULT false,
  -- What answers someone who unsubscribed is sent to them inside the service window.
  ADD COLUMN answers_unsubscribed boolean NOT NULL DEFAULT true;

-- Words of a workspace's own, and what becomes of those that everyone's messages are looked through for.
CREATE TABLE consent_keywords (
  id                    uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id          uuid NOT NULL REFERENCES workspaces,
  subscription_group_id uuid REFERENCES subscription_groups, -- NULL: every group
  word                  text NOT NULL,
  folded                text NOT NULL, -- as messages are compared with it; packages/model, foldWords
  meaning               text NOT NULL CHECK (meaning IN ('stop', 'start', 'help', 'none')),
  created_at            timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (workspace_id, subscription_group_id, folded)
);
CREATE INDEX ON consent_keywords (subscription_group_id);
CALL protect('consent_keywords');
CALL audited('consent_keywords', 'consent_keyword', 'word', 'folded');
CALL announced('consent_keywords', 'consent_keyword');

-- What answers a word by itself: the goodbye, the welcome, the help, and the question of a double opt-in.
CREATE TABLE consent_replies (
  id                    uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id          uuid NOT NULL REFERENCES workspaces,
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  occasion              text NOT NULL CHECK (occasion IN ('goodbye', 'welcome', 'help', 'confirm')),
  is_on                 boolean NOT NULL,
  texts                 jsonb NOT NULL, -- [{ language, text, button }]; the first is for people of other languages
  updated_at            timestamptz NOT NULL,
  UNIQUE (subscription_group_id, occasion)
);
CALL protect('consent_replies');
CALL revised('consent_replies');
CALL audited('consent_replies', 'consent_reply', 'occasion', 'revision,updated_at');
CALL announced('consent_replies', 'consent_reply');

-- When someone was last answered so, as two machines may talk to each other.
CREATE TABLE consent_replies_sent (
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  contact_id            uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  occasion              text NOT NULL,
  workspace_id          uuid NOT NULL,
  sent_at               timestamptz NOT NULL,
  PRIMARY KEY (subscription_group_id, contact_id, occasion)
);
CREATE INDEX ON consent_replies_sent (contact_id);
CALL protect('consent_replies_sent');

-- Addresses by which people write a word that subscribes them.
CREATE TABLE opt_in_links (
  id                    uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id          uuid NOT NULL REFERENCES workspaces,
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  name                  text NOT NULL,
  message               text NOT NULL, -- what the person sends
  folded                text NOT NULL,
  created_at            timestamptz NOT NULL,
  archived_at           timestamptz, -- its message does not subscribe any more
  UNIQUE (subscription_group_id, folded)
);
CALL protect('opt_in_links');
CALL revised('opt_in_links');
CALL audited('opt_in_links', 'opt_in_link', 'name', 'revision,folded');
CALL announced('opt_in_links', 'opt_in_link');

-- Who asked to subscribe and has not confirmed it yet.
CREATE TABLE pending_opt_ins (
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  contact_id            uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  workspace_id          uuid NOT NULL,
  source                text NOT NULL,
  evidence              text,
  opt_in_link_id        uuid,
  asked_at              timestamptz NOT NULL, -- by Meta's clock
  expires_at            timestamptz NOT NULL,
  PRIMARY KEY (subscription_group_id, contact_id)
);
CREATE INDEX ON pending_opt_ins (contact_id);
CREATE INDEX ON pending_opt_ins (expires_at);
CALL protect('pending_opt_ins');

-- What a message was understood as when it came, and those that a person has to read: they may ask to be left alone.
ALTER TABLE inbound_messages ADD COLUMN consent_word text CHECK (consent_word IN ('stop', 'start', 'help', 'maybe_stop'));
ALTER TABLE conversations ADD COLUMN maybe_stop_at timestamptz;
CREATE INDEX conversations_maybe_stop ON conversations (workspace_id, active_at DESC, id DESC) WHERE maybe_stop_at IS NOT NULL;

-- Answers to words of consent are a kind of their own: they go to those who unsubscribed, too.
ALTER TABLE sources DROP CONSTRAINT sources_kind_check,
  ADD CONSTRAINT sources_kind_check CHECK (kind IN ('launch', 'trigger', 'canvas_step', 'api', 'reply', 'consent_reply', 'test'));
DROP INDEX sources_standing;
CREATE UNIQUE INDEX sources_standing ON sources (number_id, kind, class) WHERE kind IN ('api', 'reply', 'consent_reply', 'test');

-- Who a source's audience had and who certainly got nothing, as for want of consent: they are no recipients.
CREATE TABLE suppressed_recipients (
  source_id     uuid NOT NULL,
  contact_id    uuid NOT NULL,
  workspace_id  uuid NOT NULL,
  reason        text NOT NULL,
  suppressed_at timestamptz NOT NULL,
  PRIMARY KEY (source_id, contact_id)
);
CREATE INDEX ON suppressed_recipients (contact_id);
CALL protect('suppressed_recipients');
