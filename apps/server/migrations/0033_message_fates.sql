-- What a segment asks for, itself or by the segments that it names, beside what happens to contacts: stages of messages, and events
-- one by one, which are gone when they are kept no longer.
CREATE FUNCTION asked_by_segment(segment uuid, OUT message_stages text[], OUT reads_events boolean) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE asking AS (
    SELECT id, workspace_id, filter, named_segments FROM segments WHERE id = segment
    UNION
    SELECT s.id, s.workspace_id, s.filter, s.named_segments
    FROM asking JOIN segments AS s ON s.workspace_id = asking.workspace_id AND s.id = ANY(asking.named_segments)
  )
  SELECT
    ARRAY(SELECT DISTINCT stage #>> '{}'
      FROM asking CROSS JOIN jsonb_path_query(asking.filter, '$.** ? (@.on == "message").stage') AS stage ORDER BY 1),
    EXISTS (SELECT FROM asking WHERE jsonb_path_exists(asking.filter, '$.** ? ((@.on == "event" || @.on == "purchase")
      && (exists(@.where) || exists(@.property) || exists(@.by) || exists(@.product_id) || exists(@.within.to)
        || (exists(@.within) && @.op != "did" && @.op != "did_not" && @.op != "first" && @.op != "last")))'))
$$;

ALTER TABLE live_segments
  ADD COLUMN message_stages text[] NOT NULL DEFAULT '{}',
  ADD COLUMN reads_events boolean NOT NULL DEFAULT false,
  ADD COLUMN has_lost_events boolean NOT NULL DEFAULT false; -- some were deleted since the contacts were last judged from the first one on
UPDATE live_segments SET (message_stages, reads_events) = (SELECT message_stages, reads_events FROM asked_by_segment(segment_id));
-- Asked whenever a batch of messages gets on, and empty for most.
CREATE INDEX ON live_segments (workspace_id) WHERE message_stages <> '{}';

-- The room's topic of the log, appended to where messages get on.
CREATE POLICY message_fates ON log_entries FOR INSERT TO parley_workspace WITH CHECK (topic = 'message fates');
