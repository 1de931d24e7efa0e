-- Tags: what members call groups of contacts.
CREATE TABLE contact_tags (
  id           uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text NOT NULL,
  created_at   timestamptz NOT NULL
);
CREATE UNIQUE INDEX contact_tags_name ON contact_tags (workspace_id, lower(name));
CALL protect('contact_tags');
CALL revised('contact_tags');
CALL audited('contact_tags', 'contact_tag', 'name', 'revision');
CALL announced('contact_tags', 'contact_tag');

CREATE TABLE tagged_contacts (
  tag_id       uuid NOT NULL REFERENCES contact_tags ON DELETE CASCADE,
  contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  workspace_id uuid NOT NULL, -- of the tag
  tagged_at    timestamptz NOT NULL,
  PRIMARY KEY (tag_id, contact_id) INCLUDE (workspace_id)
);
CREATE INDEX ON tagged_contacts (contact_id);
CALL protect('tagged_contacts');

-- A page of the contacts of a country or a language, newest first, and their number, from an index alone.
CREATE INDEX contacts_country ON contacts (workspace_id, country, id);
CREATE INDEX contacts_language ON contacts (workspace_id, language, id);

-- Lower case without accents, and letters that are spelled in another way where there is no key for them. Ordinary texts have
-- neither: for them it costs what lower() does.
CREATE FUNCTION fold_text(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN octet_length(said) = length(said) THEN lower(said)
    ELSE replace(replace(replace(translate(
      regexp_replace(normalize(lower(said), NFKD), '[\u0300-\u036f]', '', 'g'), 'øłđħıœæ', 'oldhioa'),
      'ß', 'ss'), 'þ', 'th'), 'ð', 'd') END;

ALTER TABLE contacts ADD email_folded text COLLATE "C";
CREATE INDEX contacts_email ON contacts (workspace_id, email_folded) INCLUDE (id) WHERE email_folded IS NOT NULL;

-- name_folded is the first and the last name, last_name_folded the last and the first: people are looked for both ways.
CREATE OR REPLACE FUNCTION fold_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name_folded := fold_text(coalesce(NEW.first_name || ' ' || NEW.last_name, NEW.first_name));
  NEW.last_name_folded := fold_text(coalesce(NEW.last_name || ' ' || NEW.first_name, NEW.last_name));
  NEW.email_folded := fold_text(NEW.email);
  RETURN NEW;
END $$;
DROP TRIGGER fold_names ON contacts;
CREATE TRIGGER fold_names BEFORE INSERT OR UPDATE OF first_name, last_name, email ON contacts
  FOR EACH ROW EXECUTE FUNCTION fold_names();
DROP TRIGGER audit ON contacts;
CALL audited('contacts', 'contact', '', '*,revision,name_folded,last_name_folded,email_folded');

-- What begins at the further words of a name, as in "Ana María de la Cruz". A table, as `^@` needs an index in byte order, and a name has
-- any number of words. Those of new
-- contacts are written for all rows of a statement together.
CREATE TABLE contact_name_parts (
  contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  part         text COLLATE "C" NOT NULL,
  workspace_id uuid NOT NULL,
  PRIMARY KEY (contact_id, part)
);
CREATE INDEX contact_name_parts_part ON contact_name_parts (workspace_id, part) INCLUDE (contact_id);
CALL protect('contact_name_parts');

-- All but the first word, and the first of the last name: columns of the contact have those.
CREATE FUNCTION name_parts(first_name text, last_name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT array_to_string(words[place:], ' ')
  FROM (SELECT regexp_split_to_array(trim(fold_text(concat_ws(' ', first_name, last_name))), '\s+') AS words,
    coalesce(array_length(regexp_split_to_array(nullif(trim(first_name), ''), '\s+'), 1), 0) AS of_first) AS split,
    generate_series(2, array_length(words, 1)) AS place
  WHERE place <> of_first + 1
$$;

CREATE FUNCTION name_parts_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO contact_name_parts (contact_id, part, workspace_id)
  SELECT c.id, part, c.workspace_id FROM created c, name_parts(c.first_name, c.last_name) AS part
  WHERE concat(c.first_name, c.last_name) ~ '\s';
  RETURN NULL;
END $$;
CREATE TRIGGER name_parts_of_new AFTER INSERT ON contacts
  REFERENCING NEW TABLE AS created FOR EACH STATEMENT EXECUTE FUNCTION name_parts_of_new();

-- Names seldom change, attributes do all the time: a trigger of the statement would look at all of those.
CREATE FUNCTION name_parts_of_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM contact_name_parts WHERE contact_id = NEW.id;
  INSERT INTO contact_name_parts (contact_id, part, workspace_id)
  SELECT NEW.id, part, NEW.workspace_id FROM name_parts(NEW.first_name, NEW.last_name) AS part;
  RETURN NULL;
END $$;
CREATE TRIGGER name_parts_of_renamed AFTER UPDATE OF first_name, last_name ON contacts FOR EACH ROW
  WHEN ((OLD.first_name, OLD.last_name) IS DISTINCT FROM (NEW.first_name, NEW.last_name))
  EXECUTE FUNCTION name_parts_of_renamed();

-- Those who are there already. Nobody changed them, so their revision stays.
ALTER TABLE contacts DISABLE TRIGGER USER;
UPDATE contacts SET
  name_folded = fold_text(coalesce(first_name || ' ' || last_name, first_name)),
  last_name_folded = fold_text(coalesce(last_name || ' ' || first_name, last_name)),
  email_folded = fold_text(email);
ALTER TABLE contacts ENABLE TRIGGER USER;
INSERT INTO contact_name_parts (contact_id, part, workspace_id)
SELECT c.id, part, c.workspace_id FROM contacts c, name_parts(c.first_name, c.last_name) AS part
WHERE concat(c.first_name, c.last_name) ~ '\s';
