import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"

/** Of people; some have none, and go by the workspace's. */
export const zones = ["Europe/Berlin", "America/Lima", "Asia/Tokyo", "UTC"]

/**
 * Subscribers with all that a personal message asks for, straight into the tables: what is measured is sending. Some of them lack a
 * name, and they live in four time zones.
 */
export const seedPeople = (databaseUrl: string, groupId: string, count: number): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    await client.query(
      `WITH person AS (
         INSERT INTO contacts (workspace_id, phone, first_name, language, country, time_zone, attributes, created_at, updated_at)
         SELECT g.workspace_id, '+49151' || (10000000 + n), CASE WHEN n % 10 > 0 THEN 'Ana ' || n END, 'en', 'DE',
           (ARRAY['Europe/Berlin', 'America/Lima', 'Asia/Tokyo', NULL])[1 + n % 4],
           jsonb_build_object('city', (ARRAY['Lima', 'Berlin', 'Osaka'])[1 + n % 3],
             'plan', (ARRAY['gold', 'basic'])[1 + n % 2], 'points', n % 1000, 'store', 'main street ' || n % 50),
           now(), now()
         FROM subscription_groups AS g, generate_series(0, $2::integer - 1) AS n WHERE g.id = $1
         RETURNING id, workspace_id
       )
       INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
       SELECT $1, id, workspace_id, 'subscribed', now() FROM person`,
      [groupId, count],
    )
    // As autovacuum leaves them some minutes after an import.
    await client.query("VACUUM ANALYZE contacts, subscriptions")
  })

/** Who subscribed to several groups. */
export const seedPerson = (databaseUrl: string, groupIds: readonly string[], phone: string): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    await client.query(
      `WITH person AS (
         INSERT INTO contacts (workspace_id, phone, created_at, updated_at)
         SELECT workspace_id, $2, now(), now() FROM subscription_groups WHERE id = ($1::uuid[])[1] RETURNING id, workspace_id
       )
       INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
       SELECT group_id, id, workspace_id, 'subscribed', now() FROM person CROSS JOIN unnest($1::uuid[]) AS group_id`,
      [groupIds, phone],
    )
  })

export const untilOutboxIsEmpty = (databaseUrl: string): Promise<void> =>
  withClient(databaseUrl, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ waits: boolean }>("SELECT EXISTS (SELECT FROM outbox) AS waits")
      if (rows[0]?.waits !== true) return
      await sleep(200)
    }
  })

async function withClient(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

export const phoneOf = (n: number) => `+49151${10_000_000 + n}`
