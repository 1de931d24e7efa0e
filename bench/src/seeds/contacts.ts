import pg from "pg"

/** A workspace of its own with a number, a subscription group and `contacts` people in it. */
export interface SeededWorkspace {
  id: string
  groupId: string
  /** Of the contact before the last page of fifty. */
  lastPageAfter: string
}

/** SHA-256 in hexadecimal of a key that may do everything, as `api_keys` keeps it. */
type KeyDigest = string

/**
 * People straight into the tables: what is measured is reading, and a million rows of CSV would only take time. Every
 * name is shared by many, most are subscribed, one in ten has objected since. The last two in a hundred came from
 * another system at the end, so that they stand together: a search that walks the table walks all of it.
 */
export async function seedContacts(
  databaseUrl: string,
  { contacts, digest }: { contacts: number; digest: KeyDigest },
): Promise<SeededWorkspace> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string; group_id: string }>(workspaceWithGroup, [
      `${contacts} contacts`,
      digest,
    ])
    const [workspace] = rows
    if (workspace === undefined) throw new Error("The workspace was not made.")
    await client.query(people, [workspace.id, contacts])
    await client.query(consent, [workspace.id, workspace.group_id])
    await client.query(objections, [workspace.id, workspace.group_id])
    const page = await client.query<{ id: string }>(
      "SELECT id FROM contacts WHERE workspace_id = $1 ORDER BY id DESC OFFSET 50 LIMIT 1",
      [workspace.id],
    )
    // As autovacuum leaves the tables some minutes after an import.
    await client.query("VACUUM ANALYZE contacts, subscriptions, consent_records")
    return { id: workspace.id, groupId: workspace.group_id, lastPageAfter: page.rows[0]?.id ?? "" }
  } finally {
    await client.end()
  }
}

const workspaceWithGroup = `
  WITH workspace AS (
    INSERT INTO workspaces (name, created_at) VALUES ($1, now()) RETURNING id
  ), key AS (
    INSERT INTO api_keys (workspace_id, name, digest, hint, created_at) SELECT id, 'Bench', $2, 'pk_bench', now() FROM workspace
  ), account AS (
    INSERT INTO business_accounts (workspace_id, waba_id, name, sealed_token, token_scopes, connected_at, updated_at)
    SELECT id, id::text, 'Lucky Shrub', '', '{}', now(), now() FROM workspace RETURNING id, workspace_id
  ), number AS (
    INSERT INTO numbers (workspace_id, business_account_id, phone_number_id, display_phone_number, verified_name,
      verification_status, status, quality_rating, throughput_level, registered_at, updated_at)
    SELECT workspace_id, id, id::text, '+1 555 078 3881', 'Lucky Shrub', 'VERIFIED', 'CONNECTED', 'GREEN', 'HIGH', now(), now()
    FROM account RETURNING id, workspace_id
  )
  INSERT INTO subscription_groups (workspace_id, number_id, name, created_at)
  SELECT workspace_id, id, 'Lucky Shrub', now() FROM number RETURNING id AS group_id, workspace_id AS id`

const people = `
  INSERT INTO contacts (workspace_id, external_id, phone, first_name, last_name, language, country, attributes, created_at, updated_at)
  SELECT $1, CASE WHEN n > $2::integer * 0.98 THEN 'shop-' ELSE 'crm-' END || lpad(n::text, 8, '0'),
    '+49151' || (10000000 + n),
    (ARRAY['Ana', 'Anton', 'Ben', 'Carla', 'David', 'Elif', 'Femi', 'Grace', 'Hana', 'Ines', 'Jonas', 'Kofi', 'Lena', 'Mia',
      'Noor', 'Omar', 'Paula', 'Quinn', 'Rosa', 'Sofia'])[1 + n % 20],
    (ARRAY['Abel', 'Braun', 'Costa', 'Diaz', 'Ede', 'Fischer', 'Garcia', 'Hall', 'Ito', 'Jansen'])[1 + n / 20 % 10]
      || ' ' || n / 200 % 500,
    'en', 'DE', '{"city": "Lima"}', now(), now()
  FROM generate_series(1, $2::integer) AS n`

const consent = `
  WITH said AS (
    SELECT id, row_number() OVER (ORDER BY id) AS n FROM contacts WHERE workspace_id = $1
  ), subscribed AS (
    INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
    SELECT $2, id, $1, 'subscribed', now() - make_interval(mins => (n % 130000)::integer) FROM said
  )
  INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, source, actor, given_at, recorded_at)
  SELECT $1, $2, id, 'subscribed', (ARRAY['import', 'sign-up form', 'checkout', 'api', 'message'])[1 + n % 5], 'system',
    now() - make_interval(mins => (n % 130000)::integer), now()
  FROM said`

const objections = `
  WITH objected AS (
    UPDATE subscriptions SET state = 'unsubscribed', changed_at = now()
    WHERE subscription_group_id = $2 AND right(contact_id::text, 1) < '2' RETURNING contact_id
  )
  INSERT INTO consent_records (workspace_id, subscription_group_id, contact_id, state, source, actor, given_at, recorded_at)
  SELECT $1, $2, contact_id, 'unsubscribed', 'message', 'contact', now(), now() FROM objected`
