-- Saved filters.
CREATE TABLE segments (
  id             uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id   uuid NOT NULL REFERENCES workspaces,
  name           text NOT NULL,
  description    text,
  tags           text[] NOT NULL DEFAULT '{}',
  filter         jsonb NOT NULL, -- packages/model, Filter
  schema         smallint NOT NULL DEFAULT 1, -- of the filter
  -- Its members get no marketing, except what has one of these tags.
  is_suppression boolean NOT NULL DEFAULT false,
  allowed_tags   text[] NOT NULL DEFAULT '{}',
  -- What the filter names, to be asked what uses a thing without reading every filter.
  named_segments uuid[] NOT NULL DEFAULT '{}',
  named_lists    uuid[] NOT NULL DEFAULT '{}',
  archived_at    timestamptz,
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL
);
CREATE UNIQUE INDEX segments_name ON segments (workspace_id, lower(name)) WHERE archived_at IS NULL;
CREATE INDEX ON segments (workspace_id) WHERE is_suppression AND archived_at IS NULL;
CALL protect('segments');
CALL revised('segments');
CALL audited('segments', 'segment', 'name', 'revision,named_segments,named_lists');
CALL announced('segments', 'segment');

-- How many members a segment had, each day that it was counted.
CREATE TABLE segment_counts (
  segment_id   uuid NOT NULL REFERENCES segments ON DELETE CASCADE,
  day          date NOT NULL, -- in UTC
  workspace_id uuid NOT NULL,
  people       bigint NOT NULL,
  PRIMARY KEY (segment_id, day)
);
CALL protect('segment_counts');

-- Lists of contacts that somebody put together.
CREATE TABLE lists (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  description  text,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX lists_name ON lists (workspace_id, lower(name));
CALL protect('lists');
CALL revised('lists');
CALL audited('lists', 'list', 'name', 'revision');
CALL announced('lists', 'list');

CREATE TABLE list_members (
  list_id      uuid NOT NULL REFERENCES lists ON DELETE CASCADE,
  contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  workspace_id uuid NOT NULL,
  added_at     timestamptz NOT NULL,
  PRIMARY KEY (list_id, contact_id) INCLUDE (workspace_id)
);
CREATE INDEX ON list_members (contact_id);
CALL protect('list_members');

-- What a campaign is of, by which a suppression list may allow it.
ALTER TABLE campaigns ADD tags text[] NOT NULL DEFAULT '{}';
