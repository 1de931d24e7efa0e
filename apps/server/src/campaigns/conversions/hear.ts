/** What contacts do is heard, and counted for the campaigns that they got a message of. */
import { type CampaignConversion, campaignConversion, convertedBy, type Occurrence } from "@parley/model"
import { z } from "zod"
import { sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { sharedRead } from "../../platform/shared-read.ts"
import { ownSources } from "../sources-of-campaigns.ts"
import { type Hit, longestWindowMs, settleConversions, windowMsOf } from "./settle.ts"

/** What counts as success of one version of a campaign. */
interface Aim {
  workspaceId: string
  campaignId: string
  version: number
  conversions: readonly CampaignConversion[]
  timeZone: string
}

/** Hits that are settled in one statement: some tens of milliseconds. */
const mostAtOnce = 2_000

/** Where no campaign has conversions it costs one look into an empty index. Bears repetition: an event counts once for a campaign. */
export function hearForConversions({ db, clock }: Pick<Platform, "db" | "clock">) {
  const aims = sharedRead(() => db.system((tx) => readAims(tx, clock.now())))
  return async (occurrences: readonly Occurrence[]): Promise<void> => {
    const done = occurrences.filter(({ kind }) => kind === "custom_event" || kind === "purchase")
    if (done.length === 0) return
    const hits = hitsOf(done, await aims())
    for (let from = 0; from < hits.length; from += mostAtOnce) {
      const some = hits.slice(from, from + mostAtOnce)
      await db.system((tx) => settleConversions(tx, some))
    }
  }
}

/** Of versions that were sent lately enough for a conversion. */
async function readAims(tx: Tx, now: Date): Promise<Aim[]> {
  const since = new Date(now.getTime() - longestWindowMs)
  const { rows } = await sql<Omit<Aim, "conversions"> & { conversions: unknown }>`
    SELECT v.workspace_id AS "workspaceId", v.campaign_id AS "campaignId", v.version, v.definition -> 'conversions' AS conversions,
      coalesce(w.time_zone, 'UTC') AS "timeZone"
    FROM campaign_versions AS v JOIN workspaces AS w ON w.id = v.workspace_id
    WHERE v.definition -> 'conversions' -> 0 IS NOT NULL AND EXISTS (
      SELECT FROM (${ownSources}) AS own JOIN sources AS s ON s.id = own.id
      WHERE own.campaign_id = v.campaign_id AND own.version = v.version AND (s.ended_at IS NULL OR s.ended_at > ${since}))`.execute(
    tx,
  )
  return rows.map((row) => ({ ...row, conversions: z.array(campaignConversion).parse(row.conversions) }))
}

/** Which occurrences count for which campaigns, if their people got a message. Pure. */
function hitsOf(occurrences: readonly Occurrence[], aims: readonly Aim[]): Hit[] {
  const byWorkspace = Map.groupBy(aims, ({ workspaceId }) => workspaceId)
  return occurrences.flatMap((occurrence) =>
    (byWorkspace.get(occurrence.workspace_id) ?? []).flatMap(({ conversions, timeZone, ...of }) =>
      conversions.flatMap((conversion, place): Hit[] => {
        const converted = convertedBy(conversion, occurrence, timeZone)
        if (converted === undefined) return []
        const sentAfter = new Date(converted.at.getTime() - windowMsOf(conversion))
        return [{ ...of, ...converted, place, sentAfter }]
      }),
    ),
  )
}
