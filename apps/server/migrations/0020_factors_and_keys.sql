-- The newest step of 30 seconds whose code its owner used. That code and older ones are not taken again (RFC 6238, 5.2).
ALTER TABLE second_factors ADD last_step bigint;

-- The member who answers for a key: who made it, or who made the key that made it. It does what they may do today and no more.
-- Not a foreign key: a member who is gone must not leave a key that nobody answers for. NULL: made with the installation.
ALTER TABLE api_keys ADD made_by uuid;

WITH RECURSIVE makers AS (
  SELECT subject_id::uuid AS key_id, actor_kind, actor_id FROM audit_records WHERE action = 'api_key.created'
), answering AS (
  SELECT key_id, actor_id AS member_id FROM makers WHERE actor_kind = 'member'
  UNION
  SELECT makers.key_id, answering.member_id FROM makers
    JOIN answering ON makers.actor_kind = 'api_key' AND makers.actor_id = answering.key_id
)
UPDATE api_keys SET made_by = member_id FROM answering WHERE answering.key_id = api_keys.id;

CREATE INDEX ON api_keys (made_by);

-- Who made a key stands in its record already.
DROP TRIGGER audit ON api_keys;
CALL audited('api_keys', 'api_key', 'name', 'digest,last_used_at,made_by');

-- Tells those who watch as a key or in a session that it is good no more: their stream ends. What it says of sessions is for
-- the servers alone.
CREATE TRIGGER announce AFTER INSERT OR DELETE OR UPDATE OF revoked_at ON api_keys FOR EACH ROW
  EXECUTE FUNCTION announce_change('api_key', 'id');

CREATE FUNCTION announce_end_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('parley_events', json_build_object('workspace_id', workspace_id, 'type', 'session', 'id', OLD.id)::text)
    FROM memberships WHERE member_id = OLD.member_id;
  RETURN NULL;
END $$;
CREATE TRIGGER announce AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION announce_end_of_session();

CREATE TRIGGER audit_gone AFTER DELETE ON credentials FOR EACH ROW
  EXECUTE FUNCTION record_own_change('member.credential_removed', 'provider');
