/** A campaign that the API triggers, while another one runs at full speed; and one person who is triggered for very often at once. */
import { setTimeout as sleep } from "node:timers/promises"
import { type ConnectedNumber, ledger } from "@parley/e2e"
import { Pool } from "undici"
import { z } from "zod"
import type { BenchInstallation } from "../measuring/installation.ts"
import { createCampaign, type Defined } from "./campaigns.ts"
import { phoneOf, seedPerson, untilOutboxIsEmpty } from "./people.ts"

const anything = z.unknown()
/** Nobody else has that phone. */
const onePerson = "+4915199999999"
const chat = z.object({
  data: z.array(
    z.object({
      direction: z.string(),
      at: z.string(),
      message: z.looseObject({ template: z.looseObject({ name: z.string() }).optional() }),
    }),
  ),
})

/** Starts a campaign that the API triggers. @returns its id */
export async function startTriggered(installation: BenchInstallation, defined: Defined): Promise<string> {
  const id = await createCampaign(installation, { ...defined, delivery: { kind: "api" } })
  await installation.api.post(`/v1/campaigns/${id}/start`, {}, anything)
  return id
}

/**
 * Triggers a campaign for one person after another, by a schedule.
 * @param templateName by which the sandbox tells its messages from others
 * @returns milliseconds from each request until the sandbox took the message
 */
export async function triggerLatencies(
  installation: BenchInstallation,
  {
    campaignId,
    templateName,
    phoneNumberId,
  }: { campaignId: string; templateName: string; phoneNumberId: string },
  { people, everyMs }: { people: number; everyMs: number },
): Promise<number[]> {
  const pool = new Pool(installation.apiUrl, { connections: 16 })
  const askedAt: number[] = []
  const underWay: Promise<void>[] = []
  const startedMs = performance.now()
  for (let n = 0; n < people; n++) {
    const waitMs = startedMs + n * everyMs - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    askedAt.push(Date.now())
    underWay.push(trigger(pool, installation, campaignId, phoneOf(n)))
  }
  await Promise.all(underWay)
  await pool.close()
  const took: number[] = []
  for (const [n, at] of askedAt.entries()) took.push((await arrivalOf(n)) - at)
  return took

  async function arrivalOf(n: number): Promise<number> {
    for (let tries = 0; tries < 100; tries++) {
      const path = `/_sandbox/people/${phoneOf(n).slice(1)}/chats/${phoneNumberId}`
      const { data } = await installation.sandbox.get(path, chat)
      const message = data.find((one) => one.message.template?.name === templateName)
      if (message) return Date.parse(message.at)
      await sleep(100)
    }
    throw new Error(`Nothing reached ${phoneOf(n)}.`)
  }
}

async function trigger(
  pool: Pool,
  { apiKey }: BenchInstallation,
  campaignId: string,
  phone: string,
): Promise<void> {
  const answer = await pool.request({
    method: "POST",
    path: `/v1/campaigns/${campaignId}/trigger`,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ recipients: [{ phone }] }),
  })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode} ${text.slice(0, 500)}`)
}

const atOnce = 100

/**
 * Triggers campaigns by turns for one and the same person, many requests at once, under a cap that is the only one.
 * @param numbers one for each campaign
 * @returns how many messages the sandbox took
 */
export async function triggerOnePerson(
  installation: BenchInstallation,
  campaigns: readonly { id: string; number: ConnectedNumber }[],
  { times, most }: { times: number; most: number },
): Promise<{ got: number; seconds: number }> {
  const frequency_caps = [{ most, every: 1, unit: "weeks", of: "all" }]
  await installation.api.send("PATCH", "/v1/workspace", { frequency_caps }, anything)
  const groupIds = campaigns.map(({ number }) => number.groupId)
  await seedPerson(installation.databaseUrl, groupIds, onePerson)
  const before = await accepted()
  const startedMs = performance.now()
  const pool = new Pool(installation.apiUrl, { connections: atOnce })
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let n = next++; n < times; n = next++)
        await trigger(pool, installation, campaigns[n % campaigns.length]?.id ?? "", onePerson)
    }),
  )
  await pool.close()
  await untilOutboxIsEmpty(installation.databaseUrl)
  return { got: (await accepted()) - before, seconds: (performance.now() - startedMs) / 1000 }

  async function accepted(): Promise<number> {
    const ledgers = campaigns.map(({ number }) =>
      installation.sandbox.get(`/_sandbox/numbers/${number.phoneNumberId}/ledger`, ledger),
    )
    return (await Promise.all(ledgers)).reduce((sum, one) => sum + one.accepted, 0)
  }
}
