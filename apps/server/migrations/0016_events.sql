-- What is known about people, and what they do.
ALTER TABLE contacts
  ADD email         text COLLATE "C",
  ADD city          text,
  ADD gender        text, -- as Braze writes it: M, F, O, N, P
  ADD date_of_birth text; -- a day, YYYY-MM-DD: text like the other fields, as no clock has a part in it

-- The catalogue: which attributes contacts of a workspace have, and of which type each is. A first value decides the type.
CREATE TABLE attribute_definitions (
  id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id    uuid NOT NULL DEFAULT new_id() UNIQUE, -- as the API names it
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name         text COLLATE "C" NOT NULL,
  type         text NOT NULL CHECK (type IN ('boolean', 'number', 'text', 'date', 'array', 'object', 'array_of_objects')),
  description  text,
  created_at   timestamptz NOT NULL,
  last_used_on date, -- in UTC: written once a day, so that hot writes do not meet on this row
  UNIQUE (workspace_id, name)
);
CALL protect('attribute_definitions');

-- `purchase` is one name of each workspace, and its properties say the product.
CREATE TABLE event_names (
  id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, -- short, as millions of rows have it
  public_id    uuid NOT NULL DEFAULT new_id() UNIQUE,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  kind         text NOT NULL CHECK (kind IN ('event', 'purchase')),
  name         text COLLATE "C" NOT NULL,
  description  text,
  created_at   timestamptz NOT NULL,
  last_used_on date, -- in UTC
  UNIQUE (workspace_id, kind, name)
);
CALL protect('event_names');

CREATE TABLE products (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  product_id   text COLLATE "C" NOT NULL,
  created_at   timestamptz NOT NULL,
  last_used_on date,
  PRIMARY KEY (workspace_id, product_id)
);
CALL protect('products');

-- By week of `at`, Monday to Monday in UTC. What is older than the first partition is in events_old.
-- A contact's events go with the contact: the room says how (`eraseContact`), as a cascade on partitions asks each of them.
CREATE TABLE events (
  id           uuid NOT NULL,
  workspace_id uuid NOT NULL,
  name_id      integer NOT NULL,
  contact_id   uuid NOT NULL,
  at           timestamptz NOT NULL,
  value        float8, -- of a purchase: price times quantity
  properties   jsonb
) PARTITION BY RANGE (at);
CREATE INDEX ON events (workspace_id, name_id, at, contact_id);
CREATE INDEX ON events (contact_id, at);
CALL protect('events');

-- Makes the partitions of weeks until some weeks after an instant. The first ones are of the quarter before; where the clock was
-- moved far ahead, one partition covers the weeks between.
CREATE PROCEDURE prepare_event_partitions(at timestamptz) LANGUAGE plpgsql AS $$
DECLARE
  this_week timestamptz := date_trunc('week', at, 'UTC');
  next timestamptz;
  upper timestamptz;
BEGIN
  SELECT max(substring(pg_get_expr(c.relpartbound, c.oid) FROM $re$TO \('([^']+)'\)$re$)::timestamptz) INTO next
  FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid WHERE i.inhparent = 'events'::regclass;
  IF next IS NULL THEN
    next := this_week - interval '13 weeks';
    EXECUTE format('CREATE TABLE events_old PARTITION OF events FOR VALUES FROM (MINVALUE) TO (%L)', next);
  END IF;
  WHILE next <= this_week + interval '9 weeks' LOOP
    upper := CASE WHEN next < this_week - interval '13 weeks' THEN this_week - interval '13 weeks' ELSE next + interval '1 week' END;
    EXECUTE format('CREATE TABLE events_%s PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
      to_char(next AT TIME ZONE 'UTC', 'YYYY_MM_DD'), next, upper);
    next := upper;
  END LOOP;
END $$;

-- Keys of events that came lately, so that none counts twice.
CREATE TABLE event_keys (
  workspace_id uuid NOT NULL,
  key          text COLLATE "C" NOT NULL,
  seen_at      timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, key)
);
-- They come and go in the order of time: a B-tree would cost each of them as much as the key itself.
CREATE INDEX ON event_keys USING brin (seen_at) WITH (pages_per_range = 32, autosummarize = on);
CALL protect('event_keys');

-- Roll-ups, in the transaction that writes the events. They outlive the events themselves.
CREATE TABLE contact_events (
  workspace_id uuid NOT NULL,
  name_id      integer NOT NULL,
  contact_id   uuid NOT NULL,
  first_at     timestamptz NOT NULL,
  last_at      timestamptz NOT NULL,
  count        bigint NOT NULL,
  total        float8 NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, name_id, contact_id)
) WITH (fillfactor = 80);
CREATE INDEX ON contact_events (contact_id);
CALL protect('contact_events');

CREATE TABLE contact_event_days (
  workspace_id uuid NOT NULL,
  name_id      integer NOT NULL,
  day          date NOT NULL, -- in UTC
  contact_id   uuid NOT NULL,
  count        integer NOT NULL,
  total        float8 NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, name_id, day, contact_id) INCLUDE (count)
) WITH (fillfactor = 90);
CREATE INDEX ON contact_event_days (contact_id);
CALL protect('contact_event_days');
