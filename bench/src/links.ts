/** What tracked links cost: as messages are sent, and as people tap them. */
import { randomBytes } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "pg"
import { Pool } from "undici"
import { z } from "zod"
import { linkIds } from "../../apps/server/src/links/link-id.ts"
import { secretBox } from "../../apps/server/src/platform/secrets.ts"
import { type BenchInstallation, onInstallation } from "./measuring/installation.ts"
import { type Prepared, prepare, secondsUntil } from "./measuring/launch.ts"
import { allAtOnce, behave } from "./measuring/meta-behaviour.ts"
import { median, quantile } from "./measuring/quantile.ts"
import { report } from "./measuring/report.ts"

const contacts = 20_000
const rounds = 3
const tapsPerSecond = 500
const tapSeconds = 20

const forms = {
  plain: { city: "Lima", links: undefined },
  tracked: { city: "https://shop.example/sale", links: {} },
  personal: { city: "https://shop.example/{{ contact.first_name | url_encode }}", links: {} },
} as const
type FormName = keyof typeof forms

const withId = z.object({ id: z.string() })

/**
 * The processor time of a message without a link, with one that leads everybody to the same address, and with one that leads each to their
 * own, in turns on one installation. Then people tap 500 links a second, each another one, for 20 seconds: from when a tap was due until
 * its answer was there.
 */
export async function benchLinks(): Promise<boolean> {
  const key = randomBytes(32).toString("hex")
  return onInstallation({ environment: { ENCRYPTION_KEY: key } }, async (installation) => {
    const prepared = await prepare(installation, { throughput: "UNLIMITED", contacts })
    await behave(installation, allAtOnce)
    await send(installation, prepared, "plain")
    const spent: Record<FormName, number[]> = { plain: [], tracked: [], personal: [] }
    for (let round = 0; round < rounds; round++) {
      for (const name of ["plain", "tracked", "personal"] as const)
        spent[name].push(await send(installation, prepared, name))
    }
    const taps = tapsPerSecond * tapSeconds
    const links = await linksIn(installation, key, taps)
    const personal = await tap(installation.apiUrl, links.personal)
    const tracked = await tap(installation.apiUrl, links.tracked)
    const counted = await clicksCounted(installation, 2 * taps)
    const of = (name: FormName) => median(spent[name])
    return report("links", [
      { name: "without links", value: of("plain"), unit: "µs a message" },
      { name: "one link, the same for all", value: of("tracked"), unit: "µs a message" },
      { name: "one link, personal", value: of("personal"), unit: "µs a message" },
      { name: "the same for all against without", value: of("tracked") / of("plain"), unit: "" },
      { name: "personal against without", value: of("personal") / of("plain"), unit: "" },
      ...[["the same for all", tracked] as const, ["personal", personal] as const].flatMap(
        ([name, tookMs]) => [
          { name: `${name}, tap at ${tapsPerSecond}/s, median`, value: median(tookMs), unit: "ms" },
          {
            name: `${name}, tap at ${tapsPerSecond}/s, p99`,
            value: quantile(tookMs, 0.99),
            unit: "ms",
            bound: { atMost: 20 },
          },
        ],
      ),
      { name: "clicks counted", value: counted, unit: "", bound: { atLeast: 2 * taps } },
    ])
  })
}

/** @returns microseconds of server and PostgreSQL for a message, from before the launch until every message is read */
async function send(installation: BenchInstallation, { number, templateId }: Prepared, form: FormName) {
  const { city, links } = forms[form]
  const campaign = await installation.api.post(
    "/v1/campaigns",
    {
      name: form,
      number_id: number.numberId,
      content: {
        kind: "template",
        template_id: templateId,
        values: { body: { first_name: '{{ contact.first_name | default: "there" }}', city } },
        ...(links && { links }),
      },
    },
    withId,
  )
  const before = await installation.processorTime()
  const startedAtMs = performance.now()
  const { id } = await installation.api.post(`/v1/campaigns/${campaign.id}/launches`, {}, withId)
  await secondsUntil(
    installation,
    { id, startedAtMs },
    ({ read, state }) => read === contacts && state === "completed",
  )
  const after = await installation.processorTime()
  return ((after.server + after.postgres - before.server - before.postgres) * 1e6) / contacts
}

/** As many ids of links as asked, of messages that were sent, each of another message. */
async function linksIn(
  { databaseUrl }: BenchInstallation,
  key: string,
  count: number,
): Promise<{ tracked: string[]; personal: string[] }> {
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    const ids = linkIds(secretBox(key))
    const read = async (isPersonal: boolean) => {
      const { rows } = await database.query<{ link: number; message: string }>(
        `SELECT l.id AS link, m.id AS message FROM links AS l JOIN messages AS m ON m.content_id = l.content_id
         WHERE (l.target IS NULL) = $1 ORDER BY random() LIMIT $2`,
        [isPersonal, count],
      )
      return rows.map(({ link, message }) => ids.make(link, 0, message))
    }
    return { tracked: await read(false), personal: await read(true) }
  } finally {
    await database.end()
  }
}

const phone =
  "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"

/** @returns milliseconds of each from when it was due */
async function tap(url: string, ids: readonly string[]): Promise<number[]> {
  const pool = new Pool(url, { connections: 64 })
  const startedMs = performance.now()
  const everyMs = 1_000 / tapsPerSecond
  const tookMs = await Promise.all(
    ids.map(async (id, place) => {
      const dueMs = startedMs + place * everyMs
      await sleep(Math.max(0, dueMs - performance.now()))
      const { statusCode, body } = await pool.request({
        path: `/l/${id}`,
        method: "GET",
        headers: { "user-agent": phone },
      })
      await body.dump()
      if (statusCode !== 302) throw new Error(`A tap was answered ${statusCode}.`)
      return performance.now() - dueMs
    }),
  )
  await pool.close()
  return tookMs
}

async function clicksCounted({ databaseUrl }: BenchInstallation, expected: number): Promise<number> {
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  try {
    for (let look = 0; ; look++) {
      const { rows } = await database.query<{ clicks: number }>(
        "SELECT sum(clicks)::float8 AS clicks FROM link_counts",
      )
      const clicks = rows[0]?.clicks ?? 0
      if (clicks >= expected || look > 60) return clicks
      await sleep(500)
    }
  } finally {
    await database.end()
  }
}
