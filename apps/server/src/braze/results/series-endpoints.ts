/** What campaigns came to, day by day. */
import { readCampaignDefinition } from "@parley/model"
import { type DailyCount, launchesOfSend, readDailyCounts, revenueUnit } from "../../campaigns/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { readPeriod, timeOf } from "../events/read-period.ts"
import type { Answer, Asked, Endpoint } from "../frame/endpoint.ts"
import { Fatal } from "../frame/fatal.ts"
import { readSendId } from "../messaging/send-id.ts"

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws Fatal 400 */
function readId(value: unknown, name: string): string {
  if (typeof value === "string" && uuid.test(value)) return value.toLowerCase()
  throw new Fatal(`${name} must be a string of the Campaign api identifier`)
}

/** @throws Fatal 400 */
async function findVariants(tx: Tx, workspaceId: string, id: string) {
  const row = await tx
    .selectFrom("campaigns")
    .select("definition")
    .where("id", "=", id)
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst()
  if (!row) throw new Fatal("Invalid Campaign ID")
  return readCampaignDefinition(row.definition)
}

const conversionNames = ["conversions", "conversions1", "conversions2", "conversions3"] as const

async function answerSeries(
  { platform, caller: { workspaceId }, input, now }: Asked,
  sendId?: string,
): Promise<Answer> {
  const campaignId = readId(input.campaign_id, "campaign_id")
  const { starts, end } = readPeriod({ ...input, unit: "day" }, now)
  const [from] = starts
  const { definition, counts } = await platform.db.workspace(workspaceId, async (tx) => {
    const definition = await findVariants(tx, workspaceId, campaignId)
    const launchIds = sendId === undefined ? undefined : await launchesIn(tx, workspaceId, campaignId, sendId)
    return { definition, counts: await readDailyCounts(tx, { campaignId, launchIds, from, to: end }) }
  })
  const byDay = Map.groupBy(counts, ({ day }) => day)
  const data = starts.map((start) => {
    const time = timeOf(start, "day")
    const ofDay = byDay.get(time) ?? []
    const total = (stage: string, fits: (count: DailyCount) => boolean = () => true) =>
      ofDay.reduce((sum, row) => sum + (row.stage === stage && fits(row) ? row.count : 0), 0)
    const conversions = conversionNames.flatMap((name, place) => {
      const fits = ({ reason }: DailyCount) => reason === String(place)
      return [
        [`${name}_by_send_time`, total("converted_by_send", fits)],
        [name, total("converted", fits)],
      ] as const
    })
    return {
      time,
      messages: {
        whats_app: definition.variants.map(({ id }, variant) => {
          const own = (count: DailyCount) => count.variant === variant
          return {
            variation_api_id: id,
            sent: total("sent", own),
            delivered: total("delivered", own),
            failed: total("failed", own),
            read: total("read", own),
          }
        }),
      },
      ...Object.fromEntries(conversions),
      revenue: total("revenue", ({ reason }) => reason.startsWith("0 ")) / revenueUnit,
      unique_recipients: total("accepted", ({ counted_as }) => counted_as === "first"),
    }
  })
  return { body: { message: "success", data } }
}

/** A broadcast that no identifier was made for is a send by the id of its launch. */
async function launchesIn(
  tx: Tx,
  workspaceId: string,
  campaignId: string,
  sendId: string,
): Promise<string[]> {
  const named = await launchesOfSend(tx, { workspaceId, campaignId, sendId })
  return uuid.test(sendId) ? [...named, sendId.toLowerCase()] : named
}

const campaignSeries: Endpoint = {
  method: "GET",
  path: "/campaigns/data_series",
  permission: "campaigns:read",
  limit: "series",
  answer: (asked) => answerSeries(asked),
}

/** A send is a launch, or the launches that were sent under an identifier of one's own. */
const sendSeries: Endpoint = {
  method: "GET",
  path: "/sends/data_series",
  permission: "campaigns:read",
  limit: "usual",
  answer: (asked) => {
    const sendId = readSendId(asked.input.send_id)
    if (sendId === undefined) throw new Fatal("send_id is invalid")
    return answerSeries(asked, sendId)
  },
}

export const campaignSeriesEndpoints: readonly Endpoint[] = [campaignSeries, sendSeries]
