-- Files that messages show: uploaded once, and given to Meta for each number that sends them.
CREATE TABLE media_files (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('image', 'video', 'audio', 'document', 'sticker')),
  mime_type    text NOT NULL,
  bytes        bigint NOT NULL,
  width        integer, -- of a picture or a sticker, in points
  height       integer,
  is_animated  boolean NOT NULL DEFAULT false,
  digest       bytea NOT NULL, -- SHA-256: the same file is there once
  file         text NOT NULL,  -- its key in the file store
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX media_files_digest ON media_files (workspace_id, digest);
CALL protect('media_files');
CALL revised('media_files');
CALL audited('media_files', 'media_file', 'name', 'revision,digest,file');
CALL announced('media_files', 'media_file');

CREATE FUNCTION abandon_library_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO abandoned_files (file, workspace_id, delete_after) VALUES (OLD.file, OLD.workspace_id, now()) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER abandon_file AFTER DELETE ON media_files FOR EACH ROW EXECUTE FUNCTION abandon_library_file();

-- A file as Meta has it for one number: an id lives for 30 days, and no other number can send it.
CREATE TABLE media_uploads (
  file_id      uuid NOT NULL REFERENCES media_files ON DELETE CASCADE,
  number_id    uuid NOT NULL REFERENCES numbers ON DELETE CASCADE,
  workspace_id uuid NOT NULL,
  meta_id      text,        -- NULL: Meta does not have it yet
  expires_at   timestamptz,
  wanted_at    timestamptz NOT NULL, -- when something was last to be sent with it, within a day
  try_after    timestamptz, -- when it is to be given to Meta, also again; NULL: not until it is wanted
  tries        smallint NOT NULL DEFAULT 0,
  failure      text,        -- what Meta has against it
  PRIMARY KEY (file_id, number_id)
);
CREATE INDEX media_uploads_due ON media_uploads (try_after) WHERE try_after IS NOT NULL;
CREATE INDEX ON media_uploads (number_id);
CALL protect('media_uploads');
CREATE TRIGGER announce AFTER UPDATE OF meta_id, failure ON media_uploads FOR EACH ROW
  WHEN (OLD.meta_id IS DISTINCT FROM NEW.meta_id OR OLD.failure IS DISTINCT FROM NEW.failure)
  EXECUTE FUNCTION announce_change('media_file', 'file_id');

-- The files of the library that a content names; NULL where there are none.
ALTER TABLE contents ADD named_files uuid[];
CREATE INDEX contents_naming_files ON contents USING gin (named_files) WHERE named_files IS NOT NULL;

-- Those who get tests together.
CREATE TABLE test_groups (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX test_groups_name ON test_groups (workspace_id, lower(name));
CALL protect('test_groups');
CALL revised('test_groups');
CALL audited('test_groups', 'test_group', 'name', 'revision');
CALL announced('test_groups', 'test_group');

CREATE TABLE test_group_members (
  group_id     uuid NOT NULL REFERENCES test_groups ON DELETE CASCADE,
  place        smallint NOT NULL,
  workspace_id uuid NOT NULL,
  contact_id   uuid REFERENCES contacts ON DELETE CASCADE,
  phone        text, -- E.164, of someone who is no contact
  name         text, -- what members call that person
  PRIMARY KEY (group_id, place),
  CHECK (num_nonnulls(contact_id, phone) = 1)
);
CREATE INDEX ON test_group_members (contact_id);
CREATE INDEX ON test_group_members (workspace_id, phone) WHERE phone IS NOT NULL;
CALL protect('test_group_members');
