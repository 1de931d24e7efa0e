import { createHash } from "node:crypto"
import type { TriggerOccurrence } from "@parley/model"
import { claimInbound, inboundClaims } from "../../conversations/index.ts"
import { rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { filterAudience } from "../launches/launch-audience.ts"
import { dueByZone, isDelayed, zonesOf } from "./due-at.ts"
import { type CallOff, type Hit, hitsOf, inboundAsked } from "./hits.ts"
import { type Listener, Listeners } from "./listeners.ts"
import { readSaid } from "./said.ts"
import { sendNamed } from "./send-named.ts"
import { byPriority, holdOpen } from "./triggers.ts"

/**
 * Has campaigns sent as something happens. What no campaign waits for costs one look at an index in memory; the others are one
 * transaction for a batch, and in it some statements for each campaign, however many people it is.
 */
export function hearForTriggers({ db, clock }: Pick<Platform, "db" | "clock">) {
  const listeners = new Listeners()
  return async (occurrences: readonly TriggerOccurrence[]): Promise<void> => {
    if (occurrences.length === 0) return
    const now = clock.now()
    await db.system(async (tx) => {
      const index = await listeners.read(tx)
      if (index.size === 0) return
      const saidOf = await readSaid(tx, inboundAsked(index, occurrences))
      const { hits, callOffs } = hitsOf(index, occurrences, saidOf, now)
      await callOff(tx, callOffs, hits)
      await take(tx, hits, now)
    })
  }
}

/**
 * Campaign by campaign: an inbound message that one answers is nobody else's where that one says so. What a canvas answers, no campaign
 * does.
 */
async function take(tx: Tx, hits: readonly Hit[], now: Date): Promise<void> {
  const inbound = hits.flatMap(({ occurrence }) => inboundIdOf(occurrence) ?? [])
  const claims = await inboundClaims(tx, inbound)
  const inOrder = hits.map(keyed).sort((a, b) => byPriority(a.listener.trigger, b.listener.trigger))
  const byCampaign = Map.groupBy(inOrder, ({ listener }) => listener)
  for (const [listener, those] of byCampaign) {
    const { campaignId, workspaceId } = listener.trigger
    const by = `campaign:${campaignId}`
    const open = those.filter(({ occurrence }) => (claims.get(inboundIdOf(occurrence) ?? "") ?? by) === by)
    const taken = await takeFor(tx, listener, open, now)
    if (!listener.delivery.answers_alone) continue
    const answered = taken.flatMap(({ occurrence }) => inboundIdOf(occurrence) ?? [])
    for (const id of answered) claims.set(id, by)
    await claimInbound(
      tx,
      answered.map((inboundMessageId) => ({ inboundMessageId, workspaceId, by })),
      now,
    )
  }
}

const inboundIdOf = (occurrence: TriggerOccurrence): string | undefined =>
  occurrence.kind === "inbound_message" ? occurrence.inbound_message_id : undefined

interface KeyedHit extends Hit {
  /** By which it is known when it is heard of again. */
  key: Buffer
}

const keyed = (hit: Hit): KeyedHit => ({ ...hit, key: keyOf(hit.occurrence) })

/** @returns those of which a message goes or is planned, or which were heard of before */
async function takeFor(
  tx: Tx,
  listener: Listener,
  hits: readonly KeyedHit[],
  now: Date,
): Promise<KeyedHit[]> {
  if (hits.length === 0) return []
  const { trigger, delivery } = listener
  const { fresh, known } = await keepFresh(tx, listener, hits, now)
  if (isDelayed(delivery)) return [...known, ...fresh]
  // Stopped, or gone on as another version, since these were read.
  const isOpen = fresh.length > 0 && (await holdOpen(tx, [trigger.campaignId])).includes(trigger.sourceId)
  if (!isOpen) return known
  const { queued } = await sendNamed(tx, trigger, fresh, { now })
  return [...known, ...queued.flatMap(({ place }) => fresh[place] ?? [])]
}

/**
 * Keeps hits that are new, of people who are in the audience: what was heard of before is known by its key.
 * @returns these, and those
 */
async function keepFresh(
  tx: Tx,
  { trigger: { campaignId, workspaceId, definition }, delivery, timeZone }: Listener,
  hits: readonly KeyedHit[],
  now: Date,
): Promise<{ fresh: KeyedHit[]; known: KeyedHit[] }> {
  const { joins, condition } = await filterAudience(tx, { workspaceId, now }, definition.audience)
  const placed = hits.map((hit, place) => ({ ...hit, place }))
  const columns = { place: "integer", contactId: "uuid", key: "bytea", variables: "jsonb" } as const
  const waits = isDelayed(delivery)
  const contactIds = hits.map(({ contactId }) => contactId)
  const zones = await zonesOf(tx, delivery, contactIds, { workspaceId, timeZone })
  const { rows: kept } = await sql<{ place: number; is_fresh: boolean }>`
    WITH hit AS MATERIALIZED (
      SELECT hit.*, contacts.time_zone AS zone FROM ${rows("hit", placed, columns)} JOIN contacts ON contacts.id = hit.contact_id ${joins}
      WHERE contacts.workspace_id = ${workspaceId} AND ${condition}
    ), due AS MATERIALIZED (${dueByZone(delivery, zones, now)}), fresh AS (
      INSERT INTO campaign_hits (campaign_id, contact_id, occurrence, workspace_id, hit_at, due_at, variables)
      SELECT ${campaignId}::uuid, contact_id, key, ${workspaceId}::uuid, ${now}::timestamptz,
        CASE WHEN ${waits} THEN coalesce(
          (SELECT due_at FROM due WHERE due.zone = hit.zone), (SELECT due_at FROM due WHERE due.zone = ${timeZone})) END,
        CASE WHEN ${waits} THEN variables END
      FROM hit ORDER BY contact_id, key
      ON CONFLICT DO NOTHING
      RETURNING contact_id, occurrence
    )
    SELECT DISTINCT ON (contact_id, key) place, (contact_id, key) IN (SELECT contact_id, occurrence FROM fresh) AS is_fresh
    FROM hit`.execute(tx)
  const those = (isFresh: boolean) =>
    kept
      .filter(({ is_fresh }) => is_fresh === isFresh)
      .sort((a, b) => a.place - b.place)
      .flatMap(({ place }) => hits[place] ?? [])
  return { fresh: those(true), known: those(false) }
}

const keyOf = (occurrence: TriggerOccurrence): Buffer =>
  createHash("sha256").update(JSON.stringify(occurrence)).digest()

/** What waits for these people goes no more, but for what triggered it after that: a batch may be heard again. */
async function callOff(tx: Tx, callOffs: readonly CallOff[], hits: readonly Hit[]): Promise<void> {
  if (callOffs.length === 0) return
  const of = callOffs.map(({ listener, contactId }) => ({
    campaignId: listener.trigger.campaignId,
    contactId,
  }))
  const later = hits.map(({ occurrence }) => ({ key: keyOf(occurrence) }))
  await sql`
    UPDATE campaign_hits AS h SET due_at = NULL, variables = NULL
    FROM ${rows("off", of, { campaignId: "uuid", contactId: "uuid" })}
    WHERE h.campaign_id = off.campaign_id AND h.contact_id = off.contact_id AND h.due_at IS NOT NULL
      AND h.occurrence NOT IN (SELECT key FROM ${rows("later", later, { key: "bytea" })})`.execute(tx)
}
