-- Segments of which it is known at all times who is in them: entering and leaving is told.
ALTER TABLE segments ADD is_live boolean NOT NULL DEFAULT false; -- a member wants it; what is driven by a segment makes it live, too

CREATE TABLE live_segments (
  id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- another one once the filter is: what is known by the old one is void
  workspace_id uuid NOT NULL REFERENCES workspaces,
  segment_id   uuid NOT NULL UNIQUE REFERENCES segments ON DELETE CASCADE,
  time_zone    text,        -- of the workspace, by whose days contacts were judged
  filled_to    uuid,        -- contacts up to this one have been judged; NULL: none yet, or all
  filled_at    timestamptz, -- when all had been, from when on entering is told; NULL: not yet
  fill_again_at timestamptz -- of what nobody tells, such as the fate of messages
);
CREATE INDEX ON live_segments (workspace_id);
CALL protect('live_segments');

-- One row for each contact, as an event concerns several segments at once: read and written by one probe. Without a key to contacts,
-- which would have those who write these wait for those who delete contacts; the room says how rows go.
CREATE TABLE live_memberships (
  contact_id   uuid PRIMARY KEY,
  workspace_id uuid NOT NULL,
  segments     integer[] NOT NULL, -- ids of live_segments that it is in
  turns        jsonb NOT NULL,     -- by ids of live_segments: when time alone may change that, in milliseconds
  due_at       timestamptz         -- the first of these
) WITH (fillfactor = 80);
CREATE INDEX ON live_memberships (due_at) WHERE due_at IS NOT NULL;
CALL protect('live_memberships');

-- Has nobody else judge contacts of these partitions of the contact topic until the transaction ends, and reads what is known of some.
-- Volatile, so that what it reads is as of after the wait.
CREATE FUNCTION hold_memberships(partitions integer[], contacts uuid[]) RETURNS SETOF live_memberships LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('live memberships'), held) FROM unnest(partitions) AS held;
  RETURN QUERY SELECT m.* FROM live_memberships AS m WHERE m.contact_id = ANY(contacts);
END $$;
