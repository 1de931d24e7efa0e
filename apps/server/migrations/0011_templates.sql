-- The languages of one name. Which of them a contact gets is chosen when the message is composed; a person who speaks
-- none of them gets the fall-back.
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

CREATE TABLE templates (
  id                       uuid PRIMARY KEY DEFAULT uuidv7(),
  workspace_id             uuid NOT NULL REFERENCES workspaces,
  business_account_id      uuid NOT NULL REFERENCES business_accounts,
  meta_id                  text,
  name                     text NOT NULL,
  language                 text NOT NULL,
  category                 text NOT NULL,
  previous_category        text,
  correct_category         text,        -- Meta will file it there; NULL: no change is announced
  category_changes_at      timestamptz, -- when; NULL where a sync told, which knows no time
  parameter_format         text NOT NULL,
  components               jsonb NOT NULL,
  -- Where the samples of its headers are, as Meta told last. The components are no source for it: between a submission
  -- and the next sync they are what a member wrote.
  sample_addresses         text[] NOT NULL DEFAULT '{}',
  -- What its quick replies say by which people unsubscribe, whatever they are called. Meta knows no such button:
  -- components are kept as Meta has them, and the mark beside them.
  opt_out_replies          text[] NOT NULL DEFAULT '{}',
  message_send_ttl_seconds integer, -- how long Meta tries to deliver; NULL: Meta's default
  library_template_name    text,    -- the format of Meta's library that it was made from
  status                   text NOT NULL,
  rejection_reason         text,
  status_detail            text, -- what Meta says about the status to people
  quality_score            text,
  event_times              jsonb NOT NULL DEFAULT '{}', -- newest webhook applied, by kind: an older one that comes late is ignored
  revision                 integer NOT NULL DEFAULT 1, -- goes up with each edit: a person who edits an older one is told
  edited_at                timestamptz[] NOT NULL DEFAULT '{}', -- edits that Meta took; it allows few
  created_at               timestamptz NOT NULL,
  updated_at               timestamptz NOT NULL,
  UNIQUE (business_account_id, name, language)
);
CREATE INDEX ON templates (workspace_id, id);
CREATE INDEX ON templates (meta_id);
CALL protect('templates');
-- Without the addresses of samples: Meta signs them again from time to time, which is no change that anybody made.
CALL audited('templates', 'template', 'name', 'meta_id,revision,edited_at,sample_addresses', 'id', true);
CALL announced('templates', 'template');

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

-- Business accounts whose templates are to be synced because Meta told of one that is not known here.
CREATE TABLE template_syncs (
  business_account_id uuid PRIMARY KEY REFERENCES business_accounts,
  workspace_id        uuid NOT NULL REFERENCES workspaces,
  due_at              timestamptz, -- NULL: nothing that Meta told of since it was asked last
  retry_at            timestamptz, -- unless it ends well before
  asked_at            timestamptz, -- when Meta was asked last
  tries               smallint NOT NULL DEFAULT 0 -- since it last ended well
);
CALL protect('template_syncs');
