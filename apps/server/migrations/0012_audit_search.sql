-- The audit log grows with every change, and whoever reads it narrows it down. As for contacts (0013), what is looked for
-- must be a leakproof operator on an index: `=`, or `^@` on names in lower case and byte order. Each index goes on with
-- the id, so that the newest of a value come first without sorting.
ALTER TABLE audit_records
  ADD actor_name_folded   text COLLATE "C" GENERATED ALWAYS AS (lower(actor_name)) STORED,
  ADD subject_name_folded text COLLATE "C" GENERATED ALWAYS AS (lower(subject_name)) STORED,
  ALTER action TYPE text COLLATE "C";
CREATE INDEX ON audit_records (workspace_id, actor_kind, id);
CREATE INDEX ON audit_records (workspace_id, actor_id, id);
CREATE INDEX ON audit_records (workspace_id, actor_name_folded, id);
CREATE INDEX ON audit_records (workspace_id, action, id);
CREATE INDEX ON audit_records (workspace_id, subject_id, id);
CREATE INDEX ON audit_records (workspace_id, subject_name_folded, id) WHERE subject_name_folded IS NOT NULL;

-- Records what changes no row, such as somebody reading a secret. By whom stands in the transaction, as for the triggers.
CREATE FUNCTION record_action(workspace uuid, action text, subject_kind text, subject_id text, subject_name text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  actor   text := nullif(current_setting('parley.actor', true), '');
  kind    text := coalesce(split_part(actor, ':', 1), 'system');
  own_id  uuid := nullif(split_part(actor, ':', 2), '')::uuid;
BEGIN
  INSERT INTO audit_records
    (workspace_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, subject_name)
  VALUES (
    workspace,
    kind,
    own_id,
    CASE kind
      WHEN 'member' THEN (SELECT name FROM members WHERE id = own_id)
      WHEN 'api_key' THEN (SELECT name FROM api_keys WHERE id = own_id)
    END,
    action,
    subject_kind,
    subject_id,
    subject_name
  );
END $$;
