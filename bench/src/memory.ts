import { setTimeout as sleep } from "node:timers/promises"
import type { LaunchReport } from "@parley/e2e"
import pg from "pg"
import { onInstallation } from "./measuring/installation.ts"
import { launch, prepare, secondsUntil } from "./measuring/launch.ts"
import { allAtOnce, behave } from "./measuring/meta-behaviour.ts"
import { report } from "./measuring/report.ts"
import { residentMegabytes } from "./sandbox/template-posts.ts"

const audiences = [100_000, 1_000_000] as const

/** The server's largest resident memory while a whole launch is sent, for two sizes of the audience. */
export async function benchMemory(): Promise<boolean> {
  const [small, large] = [await peakMegabytes(audiences[0]), await peakMegabytes(audiences[1])]
  return report("memory", [
    { name: `peak at ${audiences[0].toLocaleString("en-US")} recipients`, value: small, unit: "MB" },
    { name: `peak at ${audiences[1].toLocaleString("en-US")} recipients`, value: large, unit: "MB" },
    { name: "difference", value: large - small, unit: "MB", bound: { atMost: 50 } },
  ])
}

async function peakMegabytes(contacts: number): Promise<number> {
  return onInstallation({}, async (installation) => {
    await behave(installation, allAtOnce)
    const prepared = await prepare(installation, { throughput: "UNLIMITED", contacts: 1 })
    await subscribe(installation.databaseUrl, prepared.number.groupId, contacts - 1)
    let peak = 0
    const watching = new AbortController()
    const watch = (async () => {
      while (!watching.signal.aborted) {
        peak = Math.max(peak, await residentMegabytes(installation.server.pid))
        await sleep(100)
      }
    })()
    try {
      const isOver = ({ read, state }: LaunchReport) => read === contacts && state === "completed"
      await secondsUntil(installation, await launch(installation, prepared), isOver)
    } finally {
      watching.abort()
      await watch
    }
    return peak
  })
}

/** Contacts straight into the tables: what is measured is sending, and a million rows of CSV would only take time. */
async function subscribe(databaseUrl: string, groupId: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `WITH person AS (
       INSERT INTO contacts (workspace_id, phone, first_name, attributes, created_at, updated_at)
       SELECT g.workspace_id, '+49152' || (10000000 + n), 'Ana ' || n, '{"city": "Lima"}', now(), now()
       FROM subscription_groups AS g, generate_series(1, $2::integer) AS n WHERE g.id = $1
       RETURNING id, workspace_id
     )
     INSERT INTO subscriptions (subscription_group_id, contact_id, workspace_id, state, changed_at)
     SELECT $1, id, workspace_id, 'subscribed', now() FROM person`,
    [groupId, count],
  )
  await client.query("ANALYZE")
  await client.end()
}
