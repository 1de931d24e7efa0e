-- What an import recorded or added, so that undoing it takes that back and nothing else. No references: they would be looked up for
-- every row.
ALTER TABLE events ADD import_id uuid;
CREATE INDEX events_of_import ON events (import_id, id) WHERE import_id IS NOT NULL;
ALTER TABLE event_keys ADD import_id uuid;
-- NULL as well once somebody else has added the same.
ALTER TABLE tagged_contacts ADD import_id uuid;
CREATE INDEX tagged_by_import ON tagged_contacts (import_id, contact_id) WHERE import_id IS NOT NULL;
ALTER TABLE list_members ADD import_id uuid;
CREATE INDEX listed_by_import ON list_members (import_id, contact_id) WHERE import_id IS NOT NULL;

ALTER TABLE imports
  ADD events_undone      bigint NOT NULL DEFAULT 0, -- recorded events that are gone again
  ADD memberships_undone bigint NOT NULL DEFAULT 0; -- contacts that a tag or list was taken off again, once for each
DROP TRIGGER audit ON imports;
CALL audited('imports', 'import', 'file_name', 'upload,bytes_total,started_at,bytes_read,rows_read,rows_created,rows_updated,rows_unchanged,rows_refused,subscriptions_changed,objections_kept,format,encoding,delimiter,plan,checked_at,ready_at,turn_at,cells_dropped,rows_undone,rows_kept,events_recorded,events_undone,memberships_undone');
