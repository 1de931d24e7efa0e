-- Who a contact is: what they are known by now, what else they are known by, and what they were known by until when.
--
-- What a contact has one of stands in `contacts`, under the unique keys there: the phone, the wa_id, the external id, and one of
-- Meta's user ids to show. This table has what there can be more of, and what is over. So an import, which names a phone and an
-- external id, pays nothing for it.
CREATE TABLE contact_identities (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  kind         text COLLATE "C" NOT NULL CHECK (kind IN ('phone', 'wa_id', 'bsuid', 'external', 'alias')),
  value        text COLLATE "C" NOT NULL,
  scope        text COLLATE "C" NOT NULL DEFAULT '', -- of a bsuid the portfolio, where it is known; of an alias its label
  contact_id   uuid NOT NULL REFERENCES contacts ON DELETE CASCADE,
  since        timestamptz NOT NULL,
  until        timestamptz -- NULL: still
);
CREATE UNIQUE INDEX contact_identities_current ON contact_identities (workspace_id, kind, value, scope) WHERE until IS NULL;
CREATE INDEX contact_identities_former ON contact_identities (workspace_id, kind, value, until) WHERE until IS NOT NULL;
CREATE INDEX ON contact_identities (contact_id);
CALL protect('contact_identities');

-- A phone has one contact, unless a program makes several with it: the first is its primary one (0), and the others share it,
-- which means that they get no second message.
ALTER TABLE contacts
  ADD phone_share   integer NOT NULL DEFAULT 0,
  ADD invalid_phone text, -- what was given as a phone and is none
  ADD username      text; -- WhatsApp's, as webhooks report it

DO $$
DECLARE
  phone_key text := (SELECT conname FROM pg_constraint WHERE conrelid = 'contacts'::regclass AND contype = 'u'
    AND pg_get_constraintdef(oid) LIKE 'UNIQUE (workspace_id, phone)%');
BEGIN
  EXECUTE format('ALTER TABLE contacts DROP CONSTRAINT %I', phone_key);
END $$;
ALTER TABLE contacts ADD UNIQUE (workspace_id, phone, phone_share) INCLUDE (id);
CREATE INDEX contacts_sharing ON contacts (workspace_id, phone) WHERE phone_share > 0;

-- The portfolio that a user id of Meta's is of where nobody says: the only one of the workspace.
CREATE FUNCTION portfolio_of(workspace uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('parley.portfolio', true), ''),
    (SELECT CASE WHEN count(DISTINCT coalesce(business_id, waba_id)) = 1 THEN min(coalesce(business_id, waba_id)) END
     FROM business_accounts WHERE workspace_id = workspace), '')
$$;

INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
SELECT c.workspace_id, 'bsuid', p.scope, c.bsuid, c.id, c.created_at
FROM workspaces AS w CROSS JOIN LATERAL (SELECT portfolio_of(w.id) AS scope) AS p JOIN contacts AS c ON c.workspace_id = w.id
WHERE c.bsuid IS NOT NULL;

-- Whatever writes a contact keeps their identities.
CREATE FUNCTION keep_former_identities() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  portfolio text;
BEGIN
  INSERT INTO contact_identities (workspace_id, kind, value, contact_id, since, until)
  SELECT OLD.workspace_id, was.kind, was.value, OLD.id,
    coalesce((SELECT max(i.until) FROM contact_identities AS i WHERE i.contact_id = OLD.id AND i.kind = was.kind), OLD.created_at),
    NEW.updated_at
  FROM (VALUES ('phone', OLD.phone, NEW.phone), ('wa_id', OLD.wa_id, NEW.wa_id), ('external', OLD.external_id, NEW.external_id))
    AS was (kind, value, becomes)
  WHERE was.value IS DISTINCT FROM was.becomes AND was.value IS NOT NULL;
  IF NEW.bsuid IS DISTINCT FROM OLD.bsuid AND NOT EXISTS (
    SELECT FROM contact_identities AS i WHERE i.contact_id = NEW.id AND i.kind = 'bsuid' AND i.value = NEW.bsuid AND i.until IS NULL) THEN
    portfolio := portfolio_of(NEW.workspace_id);
    UPDATE contact_identities AS i SET until = NEW.updated_at
    WHERE i.contact_id = NEW.id AND i.kind = 'bsuid' AND i.until IS NULL AND (i.value = OLD.bsuid OR i.scope = portfolio);
    INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
    SELECT NEW.workspace_id, 'bsuid', portfolio, NEW.bsuid, NEW.id, NEW.updated_at WHERE NEW.bsuid IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER identities AFTER UPDATE OF phone, wa_id, external_id, bsuid ON contacts FOR EACH ROW
  WHEN ((OLD.phone, OLD.wa_id, OLD.external_id, OLD.bsuid) IS DISTINCT FROM (NEW.phone, NEW.wa_id, NEW.external_id, NEW.bsuid))
  EXECUTE FUNCTION keep_former_identities();

-- Objections of people who were erased, so that a person who comes again, such as by an old file, is unsubscribed as they said.
-- By HMAC-SHA-256 under a key that is not in the database: of a number or an id one can tell whether it is here, and of a row here
-- nobody can tell who it is.
CREATE TABLE objections (
  workspace_id          uuid NOT NULL REFERENCES workspaces,
  digest                bytea NOT NULL, -- of the digits of a phone, in each form that WhatsApp may report, or of a bsuid
  subscription_group_id uuid NOT NULL REFERENCES subscription_groups,
  objected_at           timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, digest, subscription_group_id)
);
CALL protect('objections');

-- The key comes with each connection of ours, as the two pads of HMAC.
CREATE FUNCTION keyed_hash(value text) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
DECLARE
  pads text := nullif(current_setting('parley.hash_pads', true), '');
BEGIN
  IF pads IS NULL THEN RAISE EXCEPTION 'The connection has no key for hashes.'; END IF;
  RETURN sha256(decode(right(pads, 128), 'hex') || sha256(decode(left(pads, 128), 'hex') || convert_to(value, 'UTF8')));
END $$;

-- Unsubscribes contacts who turn out to be people that objected and were erased. A later consent counts, as ever.
CREATE FUNCTION keep_objections(people uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH known AS (
    SELECT c.workspace_id, c.id AS contact_id, t.value FROM unnest(people) AS given (id) JOIN contacts AS c USING (id)
      CROSS JOIN LATERAL (VALUES (ltrim(c.phone, '+')), (c.wa_id), (c.bsuid)) AS t (value) WHERE t.value IS NOT NULL
    UNION
    SELECT i.workspace_id, i.contact_id, ltrim(i.value, '+') FROM contact_identities AS i
      WHERE i.contact_id = ANY (people) AND i.until IS NULL AND i.kind IN ('phone', 'wa_id', 'bsuid')
  ), objected AS (
    SELECT o.workspace_id, o.subscription_group_id, known.contact_id, max(o.objected_at) AS objected_at
    FROM known JOIN objections AS o ON o.workspace_id = known.workspace_id AND o.digest = keyed_hash(known.value)
    GROUP BY o.workspace_id, o.subscription_group_id, known.contact_id
  ), said AS (
    INSERT INTO subscriptions AS s (subscription_group_id, contact_id, workspace_id, state, changed_at)
    SELECT subscription_group_id, contact_id, workspace_id, 'unsubscribed', objected_at FROM objected ORDER BY contact_id
    ON CONFLICT (subscription_group_id, contact_id) DO UPDATE
      SET state = 'unsubscribed', changed_at = excluded.changed_at, resumable = false
      WHERE s.state = 'subscribed' AND excluded.changed_at >= s.changed_at
    RETURNING subscription_group_id, contact_id, workspace_id, changed_at
  )
  INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
  SELECT workspace_id, subscription_group_id, contact_id, 'unsubscribed', 'objection',
    'A person with this number or user id objected, and was erased since.', 'system', changed_at, platform_now() FROM said
$$;

-- Consent holds for a phone: contacts who come to share one have the consent of the contact who has it first.
CREATE FUNCTION share_consent(people uuid[]) RETURNS void LANGUAGE sql AS $$
  WITH shared AS (
    INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
    SELECT DISTINCT ON (s.subscription_group_id, c.id) s.subscription_group_id, c.id, s.workspace_id, s.state, s.changed_at
    FROM contacts AS c JOIN contacts AS owner ON owner.workspace_id = c.workspace_id AND owner.phone = c.phone
      AND owner.phone_share < c.phone_share
    JOIN subscriptions AS s ON s.contact_id = owner.id
    WHERE c.id = ANY (people) AND c.phone_share > 0
    ORDER BY s.subscription_group_id, c.id, owner.phone_share
    ON CONFLICT DO NOTHING
    RETURNING subscription_group_id, contact_id, workspace_id, state, changed_at
  )
  INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, source, evidence, actor, given_at, recorded_at)
  SELECT workspace_id, subscription_group_id, contact_id, state, 'shared_phone', 'Said by a contact with the same phone.', 'system',
    changed_at, platform_now() FROM shared
$$;

CREATE FUNCTION keep_objections_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO contact_identities (workspace_id, kind, scope, value, contact_id, since)
  SELECT workspace_id, 'bsuid', portfolio_of(workspace_id), bsuid, id, created_at FROM made WHERE bsuid IS NOT NULL;
  IF EXISTS (SELECT FROM made WHERE phone_share > 0) THEN
    PERFORM share_consent(ARRAY(SELECT id FROM made WHERE phone_share > 0));
  END IF;
  IF EXISTS (SELECT FROM objections WHERE workspace_id = (SELECT workspace_id FROM made LIMIT 1)) THEN
    PERFORM keep_objections(ARRAY(SELECT id FROM made));
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER identities_of_new AFTER INSERT ON contacts REFERENCING NEW TABLE AS made FOR EACH STATEMENT
  EXECUTE FUNCTION keep_objections_of_new();

CREATE FUNCTION keep_objections_of_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.phone_share > 0 THEN PERFORM share_consent(ARRAY[NEW.id]); END IF;
  IF EXISTS (SELECT FROM objections WHERE workspace_id = NEW.workspace_id) THEN
    PERFORM keep_objections(ARRAY[NEW.id]);
  END IF;
  RETURN NULL;
END $$;
-- Named to come after `identities`.
CREATE TRIGGER identities_objections AFTER UPDATE OF phone, wa_id, bsuid ON contacts FOR EACH ROW
  WHEN ((OLD.phone, OLD.wa_id, OLD.bsuid) IS DISTINCT FROM (NEW.phone, NEW.wa_id, NEW.bsuid))
  EXECUTE FUNCTION keep_objections_of_changed();

CREATE FUNCTION keep_objections_of_identity() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM objections WHERE workspace_id = NEW.workspace_id) THEN
    PERFORM keep_objections(ARRAY[NEW.contact_id]);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER objections AFTER INSERT OR UPDATE OF contact_id ON contact_identities FOR EACH ROW
  WHEN (NEW.until IS NULL AND NEW.kind IN ('phone', 'wa_id', 'bsuid'))
  EXECUTE FUNCTION keep_objections_of_identity();

-- What could not be applied of webhooks and is about people who are erased; each has one event. Of the workspace of the transaction.
CREATE FUNCTION erase_set_aside(words text[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM log_set_aside AS s
  WHERE EXISTS (SELECT FROM unnest(words) AS word WHERE position(to_json(word)::text IN s.payload) > 0)
    AND (position(current_workspace()::text IN s.payload) > 0 OR EXISTS (
      SELECT FROM numbers AS n, unnest(n.phone_number_id || n.former_phone_number_ids) AS number_id
      WHERE n.workspace_id = current_workspace() AND position(to_json(number_id)::text IN s.payload) > 0))
$$;
REVOKE EXECUTE ON FUNCTION erase_set_aside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_set_aside TO parley_workspace, parley_system;
