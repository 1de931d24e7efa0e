-- A condition of an audience says what it is on; before, the field's prefix did: `attributes.city`.
CREATE FUNCTION pg_temp.each_by_kind(filters jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(pg_temp.by_kind(filter) ORDER BY place), '[]')
    FROM jsonb_array_elements(filters) WITH ORDINALITY AS inside (filter, place));
END $$;
CREATE FUNCTION pg_temp.by_kind(filter jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE
    WHEN filter ? 'all' THEN jsonb_build_object('all', pg_temp.each_by_kind(filter -> 'all'))
    WHEN filter ? 'any' THEN jsonb_build_object('any', pg_temp.each_by_kind(filter -> 'any'))
    WHEN filter ? 'not' THEN jsonb_build_object('not', pg_temp.by_kind(filter -> 'not'))
    WHEN filter ? 'on' THEN filter
    WHEN filter ->> 'field' LIKE 'attributes.%' THEN
      jsonb_build_object('on', 'attribute', 'name', substr(filter ->> 'field', 12)) || (filter - 'field')
    ELSE jsonb_build_object('on', 'contact') || filter
  END;
END $$;

-- It is the same audience: nobody changed it.
ALTER TABLE campaigns DISABLE TRIGGER USER;
ALTER TABLE launches DISABLE TRIGGER USER;
UPDATE campaigns SET audience = pg_temp.by_kind(audience);
UPDATE launches SET audience = pg_temp.by_kind(audience);
ALTER TABLE campaigns ENABLE TRIGGER USER;
ALTER TABLE launches ENABLE TRIGGER USER;

DROP FUNCTION pg_temp.by_kind(jsonb);
DROP FUNCTION pg_temp.each_by_kind(jsonb);
