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
-- What names one that is gone, such as the link of a message, leads to who has everything of them now.
CREATE INDEX ON contact_merges (merged_contact_id);
CALL protect('contact_merges');
