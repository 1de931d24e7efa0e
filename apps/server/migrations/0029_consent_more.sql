-- Attributes that contacts had before there was a catalogue, each with the type that most of its values have.
INSERT INTO attribute_definitions (workspace_id, name, type, created_at)
SELECT DISTINCT ON (workspace_id, name) workspace_id, name, type, since
FROM (
  SELECT c.workspace_id, had.key AS name, min(c.created_at) AS since, count(*) AS n,
    CASE jsonb_typeof(had.value)
      WHEN 'string' THEN 'text'
      WHEN 'array' THEN CASE jsonb_typeof(had.value -> 0) WHEN 'object' THEN 'array_of_objects' ELSE 'array' END
      ELSE jsonb_typeof(had.value) END AS type
  FROM contacts AS c CROSS JOIN LATERAL jsonb_each(c.attributes) AS had
  WHERE jsonb_typeof(had.value) <> 'null'
  GROUP BY 1, 2, 5
) AS known
ORDER BY workspace_id, name, n DESC, type
ON CONFLICT DO NOTHING;
