-- Contacts are found by their e-mail address, which several may have.
CREATE INDEX ON contacts (workspace_id, email) INCLUDE (id) WHERE email IS NOT NULL;
