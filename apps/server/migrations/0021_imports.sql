-- Files of all kinds, what their columns become, and imports that are looked at before they start, paused, and taken back.
ALTER TABLE imports
  ADD kind             text NOT NULL DEFAULT 'contacts' CHECK (kind IN ('contacts', 'events')), -- what each row is
  ADD event_name       text, -- of rows that name no event
  ADD tag_ids          uuid[] NOT NULL DEFAULT '{}', -- that its contacts get; those that are deleted meanwhile are left out
  ADD list_ids         uuid[] NOT NULL DEFAULT '{}',
  ADD events_recorded  bigint NOT NULL DEFAULT 0,
  ADD format           text CHECK (format IN ('csv', 'jsonl', 'xlsx')), -- NULL until the file is there
  ADD encoding         text,
  ADD delimiter        text,
  ADD plan             jsonb, -- what each column becomes; NULL until it is decided
  ADD consent          text NOT NULL DEFAULT 'column' CHECK (consent IN ('column', 'everyone', 'none')),
  ADD consent_evidence text,
  ADD null_is_empty    boolean NOT NULL DEFAULT false,
  ADD starts_itself    boolean NOT NULL DEFAULT true, -- when its file is there; else somebody looks at it first
  ADD is_dry_run       boolean NOT NULL DEFAULT false,
  ADD checked_at       timestamptz, -- the last dry run, whose counts these are
  ADD ready_at         timestamptz,
  ADD turn_at          timestamptz, -- when a worker began with it last: imports take turns
  ADD cells_dropped    bigint NOT NULL DEFAULT 0,
  ADD undone_at        timestamptz,
  ADD rows_undone      bigint NOT NULL DEFAULT 0, -- created contacts that are gone again
  ADD rows_kept        bigint NOT NULL DEFAULT 0, -- created contacts that stay, as something happened to them since
  DROP CONSTRAINT imports_state_check,
  ADD CONSTRAINT imports_state_check CHECK (state IN
    ('waiting', 'ready', 'queued', 'running', 'paused', 'completed', 'failed', 'canceled', 'undoing', 'undone'));
DROP INDEX imports_id_idx;
CREATE INDEX imports_due ON imports (id) WHERE state IN ('queued', 'running', 'undoing');
DROP TRIGGER audit ON imports;
CALL audited('imports', 'import', 'file_name', 'upload,bytes_total,started_at,bytes_read,rows_read,rows_created,rows_updated,rows_unchanged,rows_refused,subscriptions_changed,objections_kept,format,encoding,delimiter,plan,checked_at,ready_at,turn_at,cells_dropped,rows_undone,rows_kept,events_recorded');

-- Cells that were left out of rows that were taken: how many of each kind, and one to look at.
CREATE TABLE import_warnings (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  column_name  text NOT NULL,
  code         text NOT NULL,
  workspace_id uuid NOT NULL,
  count        bigint NOT NULL,
  first_line   bigint NOT NULL,
  reason       text NOT NULL, -- of the first
  PRIMARY KEY (import_id, column_name, code)
);
CALL protect('import_warnings');

-- What the rows of a dry run named, hashed with the import: as it writes nothing, nothing else tells that somebody was in the file
-- before. Emptied when it ends.
CREATE TABLE import_trial_lines (
  import_id    uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  name         bytea NOT NULL,
  workspace_id uuid NOT NULL,
  line         bigint NOT NULL,
  digest       text NOT NULL, -- of what the line says
  PRIMARY KEY (import_id, name)
);
CALL protect('import_trial_lines');

-- Which import made a contact. No reference: it would be looked up for every row.
ALTER TABLE contacts ADD import_id uuid;

-- Files of contacts that members and programs asked for. The file is in the file store, in parts, until it expires.
CREATE TABLE contact_exports (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  format       text NOT NULL CHECK (format IN ('csv', 'xlsx', 'jsonl')),
  columns      text[] NOT NULL,
  filter       jsonb, -- as segments have it; without any of these three: all contacts
  matching     jsonb, -- as the list of contacts has it
  contact_ids  uuid[],
  actor        text NOT NULL,
  state        text NOT NULL CHECK (state IN ('queued', 'running', 'completed', 'failed', 'expired')),
  failure      text,
  rows_written bigint NOT NULL DEFAULT 0,
  bytes        bigint NOT NULL DEFAULT 0,
  parts        integer NOT NULL DEFAULT 0, -- that may be in the file store
  created_at   timestamptz NOT NULL,
  finished_at  timestamptz,
  expires_at   timestamptz
);
CREATE INDEX ON contact_exports (workspace_id, id);
CREATE INDEX ON contact_exports (id) WHERE state IN ('queued', 'running');
CALL protect('contact_exports');
CALL audited('contact_exports', 'contact_export', 'format', 'filter,matching,contact_ids,rows_written,bytes,parts');
CALL announced('contact_exports', 'contact_export');
