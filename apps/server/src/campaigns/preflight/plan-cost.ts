/** What a launch would cost, and which share of it is free by Meta's rules ("Pricing", as of October 2026). */
import type { CampaignDefinition } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { estimateCost, freeServiceLeft, type Priced } from "../costs/estimate.ts"
import type { Reach } from "./reach.ts"

export const freeReasons = ["free_entry_point", "free_customer_service"] as const

interface Planned {
  numberId: string
  definition: CampaignDefinition
  templates: readonly { id: string; category: string }[]
  reach: Reach
  people: number
  starts: Date
  zone: string
  isSandbox: boolean
}

export async function planCost(tx: Tx, plan: Planned) {
  const { numberId, reach, people, starts, isSandbox } = plan
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: plan.zone, dateStyle: "short" }).format(starts)
  const all = categorised(plan)
  const fromAds = Math.min(people, await countFromAds(tx, numberId, starts))
  const service = all.filter(({ category }) => category === "service")
  const hasService = service.length > 0
  const left = hasService ? await freeServiceLeft(tx, numberId, starts) : 0
  const ofAds = takeFree(all, fromAds, "free_entry_point", reach.people)
  const priced = takeFree(ofAds, left, "free_customer_service")
  const { cards, free: _, ...cost } = await estimateCost(tx, { numberId, day, people: priced, isSandbox })
  return {
    ...cost,
    free: freeReasons.flatMap((reason) => {
      const count = priced.reduce((sum, each) => sum + (each.free === reason ? each.count : 0), 0)
      return count > 0 ? [{ reason, count }] : []
    }),
    rate_cards: cards,
  }
}

/** The people by country and by what their variant is for; of a part of the reach as the whole is. */
function categorised({ definition, templates, reach, people }: Planned): Priced[] {
  const { variants } = definition
  const weights = variants.reduce((sum, { weight }) => sum + weight, 0)
  const shares = new Map<string, number>()
  for (const { content, weight } of variants) {
    const template =
      content.kind === "template" ? templates.find(({ id }) => id === content.template_id) : undefined
    const category =
      content.kind === "template" ? (template?.category ?? "marketing").toLowerCase() : "service"
    shares.set(category, (shares.get(category) ?? 0) + weight / weights)
  }
  const cells = [...reach.countries].flatMap(([country, count]) =>
    [...shares].map(([category, share]) => ({ country, category, share: share * count })),
  )
  const whole = cells.reduce((sum, { share }) => sum + share, 0)
  // Running sums, so that what is rounded adds up to all of them.
  let [exact, told] = [0, 0]
  return cells.flatMap(({ country, category, share }) => {
    exact += whole === 0 ? 0 : (share / whole) * people
    const count = Math.round(exact) - told
    told += count
    return count > 0 ? [{ country, category, free: null, count }] : []
  })
}

/** Some of what costs something costs nothing: of service alone, or spread over everything. */
function takeFree(
  all: readonly Priced[],
  most: number,
  reason: (typeof freeReasons)[number],
  spreadOver?: number,
): Priced[] {
  let left = most
  return all.flatMap((each) => {
    if (each.free !== null || (spreadOver === undefined && each.category !== "service")) return [each]
    const share = spreadOver ? Math.ceil((each.count * most) / spreadOver) : each.count
    const free = Math.min(left, share, each.count)
    left -= free
    return [
      ...(free > 0 ? [{ ...each, free: reason, count: free }] : []),
      ...(free < each.count ? [{ ...each, count: each.count - free }] : []),
    ]
  })
}

/** For so long after an ad brought somebody, and the business answered within a day, everything is free. */
const entryPointMs = 72 * 60 * 60_000
const answerWithinMs = 24 * 60 * 60_000

/** People who came by an ad, were answered, and still have that window as it starts. */
async function countFromAds(tx: Tx, numberId: string, starts: Date): Promise<number> {
  const since = new Date(starts.getTime() - entryPointMs - answerWithinMs)
  const { rows } = await sql<{ people: number }>`
    SELECT count(DISTINCT c.contact_id)::int AS people
    FROM inbound_messages AS i JOIN conversations AS c ON c.id = i.conversation_id
    WHERE c.number_id = ${numberId} AND i.referral IS NOT NULL AND i.id >= uuidv7_floor(${since}) AND i.sent_at <= ${starts}
      AND EXISTS (SELECT FROM messages AS m WHERE m.contact_id = c.contact_id AND m.number_id = ${numberId}
        AND m.id >= uuidv7_floor(${since}) AND m.sent_at BETWEEN i.sent_at AND i.sent_at + ${`${answerWithinMs} milliseconds`}::interval
        AND m.sent_at > ${new Date(starts.getTime() - entryPointMs)})`.execute(tx)
  return rows[0]?.people ?? 0
}
