-- People are also looked for by what stands behind a hyphen or an apostrophe in a name: Lüdenscheidt of Müller-Lüdenscheidt, Brien of
-- O'Brien. The name is taken apart once, and no part can be there twice, as each is of another length. `OFFSET 0` keeps the planner from
-- putting the expression of the words wherever they are used.
CREATE OR REPLACE FUNCTION name_parts(first_name text, last_name text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_string(words[place:], ' ')
  FROM (SELECT regexp_split_to_array(trim(fold_text(concat_ws(' ', first_name, last_name))), '\s+') AS words,
    CASE WHEN last_name IS NOT NULL
      THEN coalesce(array_length(regexp_split_to_array(nullif(trim(first_name), ''), '\s+'), 1), 0) END AS of_first OFFSET 0) AS split,
    generate_series(2, array_length(words, 1)) AS place
  WHERE place IS DISTINCT FROM of_first + 1
  UNION ALL
  SELECT substr(name, regexp_instr(name, '[-‐–''’](?=\S)', 1, place, 1))
  FROM (SELECT trim(regexp_replace(fold_text(concat_ws(' ', first_name, last_name)), '\s+', ' ', 'g')) AS name
      WHERE concat(first_name, last_name) ~ '[-‐–''’]' OFFSET 0) AS named,
    generate_series(1, regexp_count(name, '[-‐–''’](?=\S)')) AS place
$$;

CREATE OR REPLACE FUNCTION name_parts_of_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO contact_name_parts (contact_id, part, workspace_id)
  SELECT c.id, part, c.workspace_id FROM created c, name_parts(c.first_name, c.last_name) AS part
  WHERE concat(c.first_name, c.last_name) ~ '[-\s‐–''’]';
  RETURN NULL;
END $$;

INSERT INTO contact_name_parts (contact_id, part, workspace_id)
SELECT c.id, part, c.workspace_id FROM contacts c, name_parts(c.first_name, c.last_name) AS part
WHERE concat(c.first_name, c.last_name) ~ '[-‐–''’]'
ON CONFLICT DO NOTHING;
