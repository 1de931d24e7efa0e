-- Links that are tracked. A link is what a content has at one place; what stands in a message is its number, the message and zeros
-- as one block of AES, so that nothing is kept for each message unless its address is personal.

-- The first tap on any link of the message.
ALTER TABLE messages ADD clicked_at timestamptz;

CREATE TABLE link_settings (
  workspace_id uuid PRIMARY KEY REFERENCES workspaces,
  base_url     text,    -- such as https://go.shop.example; NULL: the installation's own address
  lasting_days integer NOT NULL DEFAULT 60 CHECK (lasting_days BETWEEN 1 AND 730),
  expired_url  text     -- where people are led whose link has expired; NULL: a page says it
);
CALL protect('link_settings');
CALL revised('link_settings');

CREATE TABLE links (
  id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  content_id   uuid NOT NULL,
  digest       bytea NOT NULL, -- of place, url and target
  place        text NOT NULL,  -- button, text, cards.0.button …
  url          text NOT NULL,  -- as it was written
  target       text,           -- NULL: it is personal, and in link_targets
  created_at   timestamptz NOT NULL DEFAULT platform_now(),
  UNIQUE (content_id, digest)
);
CALL protect('links');

-- Where the personal links of a message lead. In the order of messages, so that the oldest go together.
CREATE TABLE link_targets (
  message_id   uuid NOT NULL,
  link_id      integer NOT NULL,
  nth          smallint NOT NULL, -- a link in a loop stands in a message several times
  workspace_id uuid NOT NULL REFERENCES workspaces,
  contact_id   uuid,              -- NULL: a test
  target       text NOT NULL,
  PRIMARY KEY (message_id, link_id, nth)
);
CREATE INDEX ON link_targets (contact_id);
CALL protect('link_targets');

-- One row for each link that the person of a message tapped, however often.
CREATE TABLE link_clicks (
  message_id   uuid NOT NULL,
  link_id      integer NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  contact_id   uuid NOT NULL,
  first_at     timestamptz NOT NULL,
  last_at      timestamptz NOT NULL,
  told_at      timestamptz NOT NULL, -- of taps in quick succession the first is an occurrence
  clicks       integer NOT NULL,
  is_counted   boolean NOT NULL,     -- false: the outcome of the message is not written yet
  PRIMARY KEY (message_id, link_id)
);
CREATE INDEX ON link_clicks (contact_id, first_at);
CREATE INDEX ON link_clicks (message_id) WHERE NOT is_counted;
CALL protect('link_clicks');

CREATE TABLE link_counts (
  source_id    uuid NOT NULL,
  link_id      integer NOT NULL,
  variant      smallint NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  people       integer NOT NULL, -- messages of which it was tapped
  clicks       integer NOT NULL,
  previews     integer NOT NULL, -- by programs
  PRIMARY KEY (source_id, link_id, variant)
);
CALL protect('link_counts');

-- What of the log was counted: it repeats an entry of which it does not know that it was applied.
CREATE TABLE link_batches (
  id         uuid PRIMARY KEY,
  applied_at timestamptz NOT NULL DEFAULT now() -- by the machine, as the log's own
);
GRANT SELECT, INSERT, DELETE ON link_batches TO parley_system;
