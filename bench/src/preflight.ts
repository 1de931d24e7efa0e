import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { z } from "zod"
import { approveReminder, createCampaign } from "./campaign/campaigns.ts"
import { seedPeople } from "./campaign/people.ts"
import { type BenchInstallation, onInstallation } from "./measuring/installation.ts"
import { median } from "./measuring/quantile.ts"
import { type Figure, report } from "./measuring/report.ts"
import { residentMegabytes } from "./sandbox/template-posts.ts"

const people = Number(process.env.PREFLIGHT_PEOPLE ?? 200_000)
const times = 5
const lookEveryMs = 20

const preflight = z.object({ reach: z.object({ audience: z.number() }) })
const check = z.object({
  id: z.string(),
  state: z.string(),
  checked: z.number(),
  findings: z.array(z.unknown()),
})

/**
 * What is said before a launch: the counts of the preflight, a check that renders a sample, and one that renders everybody. One in sixteen
 * people unsubscribed. Times are by the clock; the bounds are those of a million people.
 */
export async function benchPreflight(): Promise<boolean> {
  const share = people / 1_000_000
  return onInstallation({}, async (installation) => {
    const number = await installation.connectNumber("UNLIMITED")
    const templateId = await approveReminder(installation, number.accountId)
    await seedPeople(installation.databaseUrl, number.groupId, people)
    await unsubscribeSome(installation.databaseUrl)
    const id = await createCampaign(installation, { name: "Reminder", number, templateId })
    const before = await residentMegabytes(installation.server.pid)
    const counts = await inTurn(times, installation, async () => {
      const { reach } = await installation.api.get(`/v1/campaigns/${id}/preflight`, preflight)
      if (reach.audience !== people) throw new Error(`It counts ${reach.audience} people.`)
    })
    const sample = await inTurn(times, installation, () => runCheck(installation, id, "sample"))
    let peak = 0
    const watch = setInterval(async () => {
      peak = Math.max(peak, await residentMegabytes(installation.server.pid))
    }, 200)
    const [all] = await inTurn(1, installation, () => runCheck(installation, id, "all"))
    clearInterval(watch)
    const name = people.toLocaleString("en")
    return report("preflight", [
      ...figures(`counts of ${name} people`, counts, 5),
      ...figures("10,000 rendered", sample, 3),
      ...figures(`${name} rendered`, all ? [all] : [], 120 * share),
      { name: "the server's memory meanwhile, above before", value: peak - before, unit: "MB" },
    ])
  })
}

interface Took {
  seconds: number
  /** Of processor time, of server and PostgreSQL. */
  processor: number
}

async function inTurn(
  count: number,
  { processorTime }: BenchInstallation,
  work: () => Promise<void>,
): Promise<Took[]> {
  const took: Took[] = []
  for (let n = 0; n < count; n++) {
    const [before, startedMs] = [await processorTime(), performance.now()]
    await work()
    const seconds = (performance.now() - startedMs) / 1000
    const after = await processorTime()
    took.push({ seconds, processor: after.server + after.postgres - before.server - before.postgres })
  }
  return took
}

const figures = (name: string, took: readonly Took[], atMost: number): Figure[] => [
  { name, value: median(took.map(({ seconds }) => seconds)), unit: "s", bound: { atMost } },
  { name: `${name}, processor`, value: median(took.map(({ processor }) => processor)), unit: "s" },
]

async function runCheck(
  { api }: BenchInstallation,
  campaignId: string,
  scope: "sample" | "all",
): Promise<void> {
  const path = `/v1/campaigns/${campaignId}/checks`
  const { id } = await api.post(path, { scope }, check)
  for (;;) {
    const { state } = await api.get(`${path}/${id}`, check)
    if (state === "completed") return
    if (state === "failed") throw new Error("The check failed.")
    await sleep(scope === "sample" ? lookEveryMs : 25 * lookEveryMs)
  }
}

async function unsubscribeSome(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("UPDATE subscriptions SET state = 'unsubscribed' WHERE right(contact_id::text, 1) = '0'")
  await client.query("VACUUM ANALYZE subscriptions")
  await client.end()
}
