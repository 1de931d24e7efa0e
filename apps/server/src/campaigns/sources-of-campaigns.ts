/** Which sources messages of campaigns come from. */
import { type RawBuilder, sql } from "../platform/database/index.ts"

/** A source of a campaign, in SQL. */
export interface CampaignSource {
  id: string
  campaign_id: string
  version: number
  /** The launch that it is of, or repeats; its own id otherwise. */
  first_id: string
  /**
   * Whose messages it has: `first` of its own people, `failed` and `unsent` of those of another launch whose messages failed or were
   * not sent, `wave` of people of another source who get once more what failed later.
   */
  counted_as: "first" | "failed" | "unsent" | "wave"
}

/** A query of what each way to send makes sources of. */
export const ownSources = sql`
  SELECT id, campaign_id, version, coalesce(resends, 'first') AS counted_as FROM launches
  UNION ALL
  SELECT source_id, campaign_id, version, 'first' FROM campaign_triggers`

/**
 * A query of {@link CampaignSource}: launches, their repetitions, and the waves that send once more what failed.
 * @param which a condition on `own`, with `id`, `campaign_id` and `version`
 */
export const sourcesOfCampaigns = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  WITH RECURSIVE tree AS (
    SELECT own.id, own.campaign_id, own.version, coalesce(sources.parent_id, own.id) AS first_id, own.counted_as
    FROM (${ownSources}) AS own JOIN sources ON sources.id = own.id
    WHERE ${which}
    UNION ALL
    SELECT wave.id, tree.campaign_id, tree.version, tree.first_id, 'wave'
    FROM sources AS wave JOIN tree ON wave.parent_id = tree.id AND wave.is_late_retry
  )
  SELECT * FROM tree`
