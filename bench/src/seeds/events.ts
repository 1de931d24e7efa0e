import type pg from "pg"

/**
 * People and what they did in ninety days, straight into the tables. A few people did most of it, and half of it has one of two
 * names. By arithmetic instead of chance, so that another database can be given the same, and in the order in which it would have
 * happened: where rows of a table lie elsewhere than those of its index, PostgreSQL asks for each whether it is visible.
 */
export async function seedEvents(
  client: pg.Client,
  { contacts, events, now }: { contacts: number; events: number; now: Date },
): Promise<{ workspaceId: string; groupId: string }> {
  const { rows } = await client.query<{ id: string; group_id: string }>(workspaceWithGroup, [now])
  const [made] = rows
  if (made === undefined) throw new Error("The workspace was not made.")
  await client.query("ALTER TABLE contacts DISABLE TRIGGER USER")
  await client.query(people, [made.id, contacts, now])
  await client.query("ALTER TABLE contacts ENABLE TRIGGER USER")
  await client.query(consent, [made.id, made.group_id, now])
  await client.query(names, [made.id, now])
  await client.query(happened, [made.id, contacts, events, now])
  await client.query(inAll, [made.id])
  await client.query(byDay, [made.id])
  for (const table of ["contacts", "subscriptions", "events", "contact_events", "contact_event_days"])
    await client.query(`VACUUM ANALYZE ${table}`)
  return { workspaceId: made.id, groupId: made.group_id }
}

const workspaceWithGroup = `
  WITH w AS (INSERT INTO workspaces (name, created_at) VALUES ('Segments', $1) RETURNING id),
  a AS (
    INSERT INTO business_accounts (workspace_id, waba_id, name, sealed_token, token_scopes, connected_at, updated_at)
    SELECT id, '900', 'Bench', '\\x00', '{}', $1, $1 FROM w RETURNING id, workspace_id
  ), n AS (
    INSERT INTO numbers (workspace_id, business_account_id, phone_number_id, display_phone_number, verified_name, quality_rating, status,
      throughput_level, verification_status, updated_at)
    SELECT workspace_id, id, '901', '+1 555', 'Bench', 'GREEN', 'CONNECTED', 'HIGH', 'VERIFIED', $1 FROM a RETURNING id, workspace_id
  )
  INSERT INTO subscription_groups (workspace_id, number_id, name, created_at)
  SELECT workspace_id, id, 'Bench', $1 FROM n RETURNING workspace_id AS id, id AS group_id`

const idOf = (number: string) => `('00000000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

const people = `
  INSERT INTO contacts (id, workspace_id, phone, first_name, language, country, attributes, created_at, updated_at)
  SELECT ${idOf("i")}, $1, '+49151' || lpad(i::text, 8, '0'), 'Ana', 'de', 'DE',
    jsonb_build_object('plan', CASE WHEN i % 4 = 0 THEN 'gold' ELSE 'free' END, 'score', (i * 7919) % 100, 'city', 'Berlin',
      'first_order_at', '2026-01-15', 'vip', i % 2 = 0), $3, $3
  FROM generate_series(0, $2::bigint - 1) AS i`

const consent = `
  INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
  SELECT $2, id, $1, CASE WHEN ('x' || right(id::text, 8))::bit(32)::bigint % 5 <> 0 THEN 'subscribed' ELSE 'unsubscribed' END, $3
  FROM contacts WHERE workspace_id = $1`

const names = `
  INSERT INTO event_names (workspace_id, kind, name, created_at)
  SELECT $1, 'event', 'event ' || n, $2 FROM generate_series(0, 49) AS n`

const happened = `
  INSERT INTO events (id, workspace_id, name_id, contact_id, at, properties)
  SELECT gen_random_uuid(), $1, n.id, ${idOf("contact")}, $4::timestamptz - seconds_ago * interval '1 second', jsonb_build_object('n', j % 100)
  FROM (
    SELECT j, floor(pow(((j * 2654435761) % 1000003) / 1000003.0::float8, 2) * $2::bigint)::bigint AS contact, (j * 31) % 100 AS h,
      (j * 7919) % 7776000 AS seconds_ago
    FROM generate_series(0, $3::bigint - 1) AS j
  ) AS made
  JOIN event_names AS n ON n.workspace_id = $1
    AND n.name = 'event ' || CASE WHEN h < 40 THEN 0 WHEN h < 60 THEN 1 ELSE 2 + (j / 100) % 48 END
  ORDER BY seconds_ago DESC`

const inAll = `
  INSERT INTO contact_events (workspace_id, name_id, contact_id, first_at, last_at, count)
  SELECT workspace_id, name_id, contact_id, min(at), max(at), count(*) FROM events WHERE workspace_id = $1 GROUP BY 1, 2, 3
  ORDER BY min(at)`

const byDay = `
  INSERT INTO contact_event_days (workspace_id, name_id, day, contact_id, count)
  SELECT workspace_id, name_id, (at AT TIME ZONE 'UTC')::date, contact_id, count(*) FROM events WHERE workspace_id = $1
  GROUP BY 1, 2, 3, 4 ORDER BY 3, min(at)`
