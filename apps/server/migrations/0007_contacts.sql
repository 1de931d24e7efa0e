-- A person who may be messaged. Known by Meta's business-scoped user id first, phone second, external id third;
-- each is unique where it is known.
--
-- People who look for a contact type the beginning of something. `^@` on an index in byte order finds it among millions,
-- also beneath row-level security: it is leakproof, while lower() and LIKE are not and so may not use an index there.
-- Names are therefore kept in lower case beside themselves. Plain columns and a trigger instead of generated columns, as
-- those are unknown still when the trigger that raises the revision compares rows.
CREATE TABLE contacts (
  id               uuid PRIMARY KEY DEFAULT new_id(),
  workspace_id     uuid NOT NULL REFERENCES workspaces,
  external_id      text COLLATE "C",
  phone            text COLLATE "C", -- E.164
  wa_id            text, -- as webhooks report it; not always the phone's digits
  bsuid            text,
  first_name       text,
  last_name        text,
  name_folded      text COLLATE "C", -- first and last name
  last_name_folded text COLLATE "C",
  language         text,
  country          text,
  time_zone        text,
  attributes       jsonb NOT NULL DEFAULT '{}',
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  UNIQUE (workspace_id, bsuid),
  -- With the id beside the key, the first page of what was found is put together from the indexes alone.
  UNIQUE (workspace_id, phone) INCLUDE (id),
  UNIQUE (workspace_id, external_id) INCLUDE (id)
);
CREATE INDEX ON contacts (workspace_id, id);
CREATE INDEX ON contacts (workspace_id, wa_id);
CREATE INDEX ON contacts (workspace_id, name_folded) INCLUDE (id);
CREATE INDEX ON contacts (workspace_id, last_name_folded) INCLUDE (id);
CALL protect('contacts');
CALL revised('contacts');
CALL audited('contacts', 'contact', '', '*,revision,name_folded,last_name_folded');
-- Not announced by a trigger: screens hear of contacts, subscriptions and inbound messages from what is recorded. A trigger would
-- announce within the transaction, and PostgreSQL lets transactions that notify commit one after the other only.

CREATE FUNCTION fold_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name_folded := lower(coalesce(NEW.first_name || ' ' || NEW.last_name, NEW.first_name));
  NEW.last_name_folded := lower(NEW.last_name);
  RETURN NEW;
END $$;
CREATE TRIGGER fold_names BEFORE INSERT OR UPDATE OF first_name, last_name ON contacts
  FOR EACH ROW EXECUTE FUNCTION fold_names();
