-- How long what is kept. What is not here is kept for good.
CREATE TABLE retention (
  what       text PRIMARY KEY, -- a Kept of a room
  days       integer NOT NULL CHECK (days > 0),
  done_until timestamptz -- everything before is gone already, so that it is not looked for again
);
GRANT SELECT, INSERT, UPDATE, DELETE ON retention TO parley_system;

-- The audit log is append-only for everyone; this is the only way out of it.
CREATE FUNCTION forget_audit_records(cutoff timestamptz, most integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (
    DELETE FROM audit_records WHERE id = ANY(ARRAY(
      SELECT id FROM audit_records WHERE id < uuidv7_floor(cutoff) ORDER BY id LIMIT most))
    RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
REVOKE EXECUTE ON FUNCTION forget_audit_records FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_audit_records TO parley_system;
