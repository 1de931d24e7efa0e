-- Imports whose file lay nowhere but in the request that brought it: those that broke off then cannot go on now.
UPDATE imports SET state = 'failed', failure_code = 'interrupted', finished_at = now(),
  failure = 'The import was interrupted; upload the file again.' WHERE state = 'running';
DELETE FROM import_lines;

ALTER TABLE imports
  DROP CONSTRAINT imports_state_check,
  ADD CHECK (state IN ('waiting', 'queued', 'running', 'completed', 'failed', 'canceled')),
  ADD upload uuid,        -- which upload the stored file comes from: a later one takes the place of one that hangs
  ADD bytes_total bigint, -- of the file; NULL until all of it is there
  ADD started_at timestamptz; -- the "now" of every row, also of those that another worker reads
CREATE INDEX ON imports (id) WHERE state IN ('queued', 'running');

DROP TRIGGER audit ON imports;
CALL audited('imports', 'import', 'file_name', 'upload,bytes_total,started_at,bytes_read,rows_read,rows_created,rows_updated,rows_unchanged,rows_refused,subscriptions_changed,objections_kept');

-- The file of an import from its arrival until the import ends.
CREATE TABLE import_chunks (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  position     integer NOT NULL,
  workspace_id uuid NOT NULL,
  bytes        bytea NOT NULL,
  stored_at    timestamptz NOT NULL,
  PRIMARY KEY (import_id, position)
);
ALTER TABLE import_chunks ALTER bytes SET STORAGE EXTERNAL; -- it lives for minutes: compressing it would cost more than it saves
CALL protect('import_chunks');
