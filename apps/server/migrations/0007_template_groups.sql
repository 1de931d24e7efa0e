-- The languages of one name. Which of them a contact gets is chosen when the message is composed; whoever speaks none
-- of them gets the fall-back.
CREATE TABLE template_groups (
  id                  uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id        uuid NOT NULL REFERENCES workspaces,
  business_account_id uuid NOT NULL REFERENCES business_accounts,
  name                text NOT NULL,
  fallback_language   text, -- NULL: none was declared, and the oldest language is it
  created_at          timestamptz NOT NULL,
  UNIQUE (business_account_id, name)
);
CREATE INDEX ON template_groups (workspace_id, id);
CALL protect('template_groups');
CALL audited('template_groups', 'template_group', 'name', '');
CALL announced('template_groups', 'template');

-- A group is there as soon as its first template is, however that came: submitted here or found at Meta.
CREATE FUNCTION found_template_groups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO template_groups (workspace_id, business_account_id, name, created_at)
  SELECT workspace_id, business_account_id, name, min(created_at) FROM added GROUP BY workspace_id, business_account_id, name
  ON CONFLICT (business_account_id, name) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER found_template_groups AFTER INSERT ON templates
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION found_template_groups();
INSERT INTO template_groups (workspace_id, business_account_id, name, created_at)
  SELECT workspace_id, business_account_id, name, min(created_at) FROM templates GROUP BY workspace_id, business_account_id, name;

ALTER TABLE templates
  ADD revision  integer NOT NULL DEFAULT 1,       -- goes up with each edit: who edits an older one is told
  ADD edited_at timestamptz[] NOT NULL DEFAULT '{}'; -- edits that Meta took; it allows few
