-- An export can be of contacts that somebody ticked, or of what their list has under its filters.
ALTER TABLE contact_exports
  ADD contact_ids uuid[],
  ADD matching    jsonb; -- as GET /v1/contacts is narrowed
DROP TRIGGER audit ON contact_exports;
CALL audited('contact_exports', 'contact_export', 'format', 'filter,contact_ids,matching,rows_written,bytes,parts');

-- Contacts that proved to be one person: whose timeline says so, and what the other one was called by.
CREATE TABLE contact_merges (
  id                uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id      uuid NOT NULL REFERENCES workspaces,
  contact_id        uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  merged_contact_id uuid NOT NULL, -- which is gone
  known_as          text, -- its name, phone or external id
  merged_at         timestamptz NOT NULL
);
CREATE INDEX ON contact_merges (contact_id, merged_at);
CALL protect('contact_merges');
