import type { Filter, ReEligibility } from "@parley/model"
import {
  classes,
  enqueueNamed,
  lifetimeMs,
  type PriorityClass,
  type QueuedNamed,
} from "../../messaging/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import { filterAudience } from "../launches/launch-audience.ts"
import type { Trigger } from "./triggers.ts"

export interface Named {
  contactId: string
  variables: Record<string, unknown>
}

/**
 * Brings the message of a campaign that is started into the outbox, for each of these people who may get one: as usual, another
 * request of the API brings another, and something that happens does so once for a person.
 * @param among only to those who match it; default: everybody of them
 */
export async function sendNamed(
  tx: Tx,
  { sourceId, campaignId, workspaceId, numberId, definition, ...trigger }: Trigger,
  people: readonly Named[],
  { among, now }: { among?: Filter; now: Date },
): Promise<QueuedNamed[]> {
  if (people.length === 0) return []
  const rule: ReEligibility = definition.controls.re_eligibility ?? {
    kind: definition.delivery.kind === "action" ? "never" : "always",
  }
  const sources = rule.kind === "always" ? [] : await sourcesOf(tx, campaignId)
  const since = rule.kind === "after" ? new Date(now.getTime() - rule.seconds * 1_000) : undefined
  const had = since ? await hadSince(tx, { campaignId, sources, since }, people) : []
  const audience = among && (await filterAudience(tx, { workspaceId, now }, among))
  return enqueueNamed(tx, { id: sourceId, workspaceId, numberId }, people, {
    audience: {
      joins: audience?.joins ?? sql``,
      condition: sql`(${audience?.condition ?? sql`true`} AND contacts.id <> ALL(${had}::uuid[]))`,
    },
    isOnePerPerson: rule.kind !== "always",
    ...(rule.kind === "never" && { once: sources }),
    assignment: {
      seed: campaignId,
      weights: definition.variants.map(({ weight }) => weight),
      controlShare: definition.control_share,
    },
    sendAfter: now,
    expiresAt: new Date(now.getTime() + lifetimeOf(trigger.class)),
    now,
  })
}

/** Longer no message waits before it is decided. */
const longestWait = "4 days"

/**
 * Who of these people had a message of a campaign since then, or is about to. Those who ask for the same person and campaign at the
 * same time wait until this transaction ends, and then know what came of it.
 */
async function hadSince(
  tx: Tx,
  { campaignId, sources, since }: { campaignId: string; sources: readonly string[]; since: Date },
  people: readonly Named[],
): Promise<string[]> {
  const asked = rows("person", people, { contactId: "uuid" })
  await sql`
    SELECT pg_advisory_xact_lock(key) FROM (
      SELECT DISTINCT hashtextextended(${campaignId}::text || contact_id, 0) AS key FROM ${asked} ORDER BY key
    ) AS keys`.execute(tx)
  const { rows: had } = await sql<{ id: string }>`
    SELECT DISTINCT contact_id AS id FROM ${asked}
    WHERE EXISTS (SELECT FROM outbox AS o WHERE o.contact_id = person.contact_id AND o.source_id = ANY(${sources}::uuid[]))
      OR EXISTS (SELECT FROM messages AS m WHERE m.contact_id = person.contact_id AND m.source_id = ANY(${sources}::uuid[])
        AND m.id >= uuidv7_floor(${since}::timestamptz - ${longestWait}::interval)
        AND m.status NOT IN ('dropped', 'failed') AND m.decided_at > ${since})`.execute(tx)
  return had.map(({ id }) => id)
}

/** Of all versions of a campaign that were started. */
async function sourcesOf(tx: Tx, campaignId: string): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`
    SELECT source_id AS id FROM campaign_triggers WHERE campaign_id = ${campaignId} ORDER BY source_id`.execute(
    tx,
  )
  return found.map(({ id }) => id)
}

/** How long what a campaign of that class sends is worth sending. */
export const lifetimeOf = (priorityClass: PriorityClass): number =>
  ({
    [classes.reply]: lifetimeMs.service,
    [classes.authentication]: lifetimeMs.authentication,
    [classes.utility]: lifetimeMs.utility,
    [classes.marketing]: lifetimeMs.marketing,
  })[priorityClass]
