import pg from "pg"

/** What the records seeded are looked for by. */
export interface SeededAudit {
  /** Of a member who made the first tenth of them and left. */
  formerMember: string
  /** Of a template that was changed every hundred thousand records. */
  templateId: string
}

/**
 * A year of changes straight into the log: nine in ten by a key to contacts, the rest by members to what has a name. The
 * oldest tenth is by a member who left, and so is each import and campaign: a search that walks back from
 * the newest walks over everything.
 */
export async function seedAudit(
  databaseUrl: string,
  workspaceId: string,
  records: number,
): Promise<SeededAudit> {
  const seeded = {
    formerMember: "0199aaaa-0000-7000-8000-00000000000f",
    templateId: "0199aaaa-0000-7000-8000-00000000000e",
  }
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query(changes, [workspaceId, records, seeded.formerMember, seeded.templateId])
    // As autovacuum leaves the table after a while.
    await client.query("VACUUM ANALYZE audit_records")
    return seeded
  } finally {
    await client.end()
  }
}

const changes = `
  INSERT INTO audit_records (id, workspace_id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject_id,
    subject_name, before, after)
  SELECT uuidv7(at - clock_timestamp()), $1, at, kind,
    CASE WHEN is_old THEN $3::uuid WHEN kind <> 'system' THEN lpad(to_hex(n % 40), 32, '0')::uuid END,
    CASE WHEN is_old THEN 'Former Fay' WHEN kind = 'member' THEN (ARRAY['Ana Almeida', 'Ben Bauer', 'Cleo Costa'])[1 + n / 10 % 3]
      WHEN kind = 'api_key' THEN 'Shop ' || n % 40 END,
    subject || CASE WHEN n % 97 = 0 THEN '.deleted' WHEN n % 3 = 0 THEN '.created' ELSE '.updated' END, subject,
    CASE WHEN n % 100000 = 5 THEN $4::text ELSE lpad(to_hex(n % 50000), 32, '0')::uuid::text END,
    CASE subject WHEN 'template' THEN 'summer_sale_' || n % 5000 WHEN 'import' THEN 'file ' || n || '.csv'
      WHEN 'campaign' THEN 'Spring ' || n WHEN 'invitation' THEN 'person' || n || '@example.com' END,
    CASE subject WHEN 'contact' THEN NULL ELSE '{"status": "PENDING"}'::jsonb END,
    CASE subject WHEN 'contact' THEN NULL ELSE '{"status": "APPROVED"}'::jsonb END
  FROM (
    SELECT n, is_old, now() - make_interval(secs => (1 - n / $2::float) * 365 * 86400) AS at,
      CASE WHEN is_old OR n % 10 = 5 AND n % 50 <> 15 THEN 'member' WHEN n % 10 = 5 THEN 'system' ELSE 'api_key' END AS kind,
      CASE WHEN is_old THEN (ARRAY['import', 'campaign'])[1 + n % 2] WHEN n % 10 = 5 THEN
        CASE WHEN n % 200 = 5 THEN 'invitation' ELSE 'template' END ELSE 'contact' END AS subject
    FROM generate_series(1, $2::integer) AS n CROSS JOIN LATERAL (SELECT n <= $2::integer / 10 AS is_old) AS age
  ) AS year ORDER BY n`
