CREATE TABLE imports (
  id                    uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id          uuid NOT NULL REFERENCES workspaces,
  subscription_group_id uuid REFERENCES subscription_groups, -- NULL: contacts without consent
  file_name             text NOT NULL,
  consent_source        text,
  default_country       text,
  actor                 text NOT NULL,
  state                 text NOT NULL CHECK (state IN ('waiting', 'queued', 'running', 'completed', 'failed', 'canceled')),
  failure_code          text,
  failure               text,
  upload                uuid, -- which upload the stored file comes from: a later one takes the place of one that hangs
  columns               text[], -- the file's first row
  bytes_total           bigint, -- of the file; NULL until all of it is there
  bytes_read            bigint NOT NULL DEFAULT 0,
  rows_read             bigint NOT NULL DEFAULT 0,
  rows_created          bigint NOT NULL DEFAULT 0,
  rows_updated          bigint NOT NULL DEFAULT 0,
  rows_unchanged        bigint NOT NULL DEFAULT 0,
  rows_refused          bigint NOT NULL DEFAULT 0,
  subscriptions_changed bigint NOT NULL DEFAULT 0,
  objections_kept       bigint NOT NULL DEFAULT 0, -- consent in the file that is older than the person's objection
  created_at            timestamptz NOT NULL,
  started_at            timestamptz, -- the "now" of every row, also of those that another worker reads
  finished_at           timestamptz
);
CREATE INDEX ON imports (workspace_id, id);
CREATE INDEX ON imports (id) WHERE state IN ('queued', 'running');
CALL protect('imports');
CALL audited('imports', 'import', 'file_name', 'upload,bytes_total,started_at,bytes_read,rows_read,rows_created,rows_updated,rows_unchanged,rows_refused,subscriptions_changed,objections_kept');
CALL announced('imports', 'import');

-- The file of an import from its arrival until the import ends.
CREATE TABLE import_chunks (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  position     integer NOT NULL,
  workspace_id uuid NOT NULL,
  bytes        bytea STORAGE EXTERNAL NOT NULL, -- it lives for minutes: compressing it would cost more than it saves
  stored_at    timestamptz NOT NULL,
  PRIMARY KEY (import_id, position)
);
CALL protect('import_chunks');

-- Which line of a running import spoke of which contact, so that a second one is recognised however far below it
-- stands. Emptied when the import ends.
CREATE TABLE import_lines (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  contact_id   uuid NOT NULL, -- no reference: checking it would lock every contact a second time
  workspace_id uuid NOT NULL,
  line         bigint NOT NULL,
  digest       text NOT NULL, -- of what the line says
  PRIMARY KEY (import_id, contact_id)
);
CALL protect('import_lines');

CREATE TABLE refused_rows (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  line         bigint NOT NULL,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  code         text NOT NULL,
  reason       text NOT NULL,
  cells        text[] NOT NULL, -- the row as it stood in the file
  PRIMARY KEY (import_id, line)
);
CALL protect('refused_rows');
