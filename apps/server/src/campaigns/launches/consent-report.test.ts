import { afterAll, beforeAll, expect, it } from "vitest"
import { sql } from "../../platform/database/index.ts"
import { openCampaign } from "../testing/open-campaign.ts"
import { readLaunchedConsent } from "./consent-report.ts"

const people = 300
let campaign: Awaited<ReturnType<typeof openCampaign>>
let launchId: string
beforeAll(async () => {
  campaign = await openCampaign({ people })
  launchId = await campaign.launch()
  while (await campaign.expand());
})
afterAll(() => campaign.close())

const page = (order: "asc" | "desc", after?: string) =>
  campaign.api(
    "GET",
    `launches/${launchId}/consent-report?limit=120&order=${order}&total=true${after ? `&after=${after}` : ""}`,
  )

it.each(["asc", "desc"] as const)("the report of a launch is paged to its end, %s", async (order) => {
  const ids: string[] = []
  for (let after: string | undefined; ids.length < people; ) {
    const { body } = await page(order, after)
    expect(body.total).toEqual({ count: people, is_exact: true })
    ids.push(...body.data.map(({ id }: { id: string }) => id))
    after = body.next ?? undefined
    if (after === undefined) break
  }
  const sorted = [...new Set(ids)].toSorted()
  expect(sorted).toHaveLength(people)
  expect(ids).toEqual(order === "asc" ? sorted : sorted.toReversed())
})

it.each(["asc", "desc"] as const)("a page reads those alone who are on it, %s", async (order) => {
  const read = await campaign.inWorkspace(async (tx) => {
    // So few rows are read as a whole sooner than by an index.
    await sql`SET LOCAL enable_seqscan = off`.execute(tx)
    await sql`SET LOCAL enable_bitmapscan = off`.execute(tx)
    const recipientsRead = async () => {
      const { rows } = await sql<{ n: number }>`
        SELECT seq_tup_read + idx_tup_fetch AS n FROM pg_stat_xact_user_tables WHERE relname = 'recipients'`.execute(
        tx,
      )
      return rows[0]?.n ?? 0
    }
    const before = await recipientsRead()
    const { data } = await readLaunchedConsent(tx, launchId, {
      sort: "created",
      order,
      limit: 10,
      total: false,
      now: campaign.clock.now(),
    })
    return { shown: data.length, recipients: (await recipientsRead()) - before }
  })
  expect(read.shown).toBe(10)
  expect(read.recipients).toBeGreaterThan(0)
  expect(read.recipients).toBeLessThan(30)
})
