/** What is to be sent to an endpoint, and what came of it. */

import { resolve, tell } from "../../notifications/index.ts"
import { jsonText, rows, sql, type Tx } from "../../platform/database/index.ts"
import { type Attempt, mostAttempts } from "./attempt.ts"
import { failsForMs, mostFailures, nextTry, restMs } from "./retry.ts"

/** An endpoint that has something to be sent now. */
export interface DueEndpoint {
  id: string
}

/**
 * Endpoints that have something due, those first that are kept waiting longest. One that is off or at rest has nothing.
 * Each is found by one step in the index of what waits.
 */
export async function dueEndpoints(tx: Tx, now: Date): Promise<DueEndpoint[]> {
  const { rows: due } = await sql<DueEndpoint>`
    SELECT e.id FROM webhook_endpoints AS e
    LEFT JOIN webhook_troubles AS t ON t.endpoint_id = e.id
    CROSS JOIN LATERAL (
      SELECT due_at FROM webhook_deliveries
      WHERE endpoint_id = e.id AND state = 'waiting' AND due_at <= ${now} ORDER BY due_at LIMIT 1
    ) AS oldest
    WHERE e.is_enabled AND (t.try_after IS NULL OR t.try_after <= ${now})
    ORDER BY oldest.due_at`.execute(tx)
  return due
}

export interface Endpoint {
  id: string
  workspace_id: string
  url: string
  sealed_secret: Buffer
  previous_secret: Buffer | null
  previous_until: Date | null
  /** One after the other, as of now. */
  failures: number
  failing_since: Date | null
}

export interface Delivery {
  id: string
  event_id: string
  tries: number
  kind: string
  at: Date
  data: Record<string, unknown>
}

/** The endpoint with the next of what is due, of one at fault a single one; undefined: it is off, at rest or gone. */
export async function readDue(
  tx: Tx,
  endpointId: string,
  { now, most }: { now: Date; most: number },
): Promise<{ endpoint: Endpoint; deliveries: Delivery[] } | undefined> {
  const { rows: found } = await sql<Endpoint>`
    SELECT e.id, e.workspace_id, url, sealed_secret, previous_secret, previous_until,
      coalesce(failures, 0) AS failures, failing_since
    FROM webhook_endpoints AS e LEFT JOIN webhook_troubles AS t ON t.endpoint_id = e.id
    WHERE e.id = ${endpointId} AND is_enabled AND (try_after IS NULL OR try_after <= ${now})`.execute(tx)
  const [endpoint] = found
  if (endpoint === undefined) return undefined
  const limit = endpoint.failures >= mostFailures ? 1 : most
  const { rows: deliveries } = await sql<Delivery>`
    SELECT d.id, d.event_id, d.tries, e.kind, e.at, e.data
    FROM (
      SELECT * FROM webhook_deliveries
      WHERE endpoint_id = ${endpointId} AND state = 'waiting' AND due_at <= ${now} ORDER BY due_at, id LIMIT ${limit}
    ) AS d JOIN webhook_events AS e ON e.id = d.event_id
    ORDER BY d.due_at, d.id`.execute(tx)
  return { endpoint, deliveries }
}

/** What came of trying a delivery. */
export interface Tried {
  delivery: Pick<Delivery, "id" | "tries">
  attempt: Attempt
  retryAfterSeconds: number | undefined
}

const settledColumns = {
  id: "uuid",
  state: "text",
  dueAt: "timestamptz",
  endsAt: "timestamptz",
  deliveredAt: "timestamptz",
  attempt: "jsonb",
} as const

/**
 * Writes what came of a batch. What was delivered or given up meanwhile stays so: a second holder of the endpoint may have sent the
 * same, and the receiver knows it by its id.
 */
export async function settle(tx: Tx, endpoint: Endpoint, tried: readonly Tried[], now: Date): Promise<void> {
  const settled = tried.map(({ delivery, attempt, retryAfterSeconds }) => {
    const isDelivered = attempt.failure === null
    const again = isDelivered ? undefined : nextTry(delivery.tries + 1, now, retryAfterSeconds)
    const state = isDelivered ? "delivered" : again === undefined ? "failed" : "waiting"
    return { id: delivery.id, state, dueAt: again, deliveredAt: isDelivered ? now : undefined, attempt }
  })
  await sql`
    UPDATE webhook_deliveries AS d SET tries = tries + 1, state = outcome.state, due_at = outcome.due_at,
      ends_at = CASE WHEN outcome.state = 'waiting' THEN d.ends_at END, delivered_at = outcome.delivered_at,
      attempts = (CASE WHEN jsonb_array_length(attempts) >= ${mostAttempts} THEN attempts - 0 ELSE attempts END) || outcome.attempt
    FROM ${rows("outcome", settled, settledColumns)} WHERE d.id = outcome.id AND d.state = 'waiting'`.execute(
    tx,
  )
  await judge(tx, endpoint, tried, now)
}

/** What the tries say of the endpoint: whether it works, rests, or is turned off. */
async function judge(tx: Tx, endpoint: Endpoint, tried: readonly Tried[], now: Date): Promise<void> {
  const isGone = tried.some(({ attempt }) => attempt.status === 410)
  if (!isGone && tried.some(({ attempt }) => attempt.failure === null)) {
    if (endpoint.failures > 0)
      await tx.deleteFrom("webhook_troubles").where("endpoint_id", "=", endpoint.id).execute()
    return
  }
  const failures = endpoint.failures + tried.length
  const failingSince = endpoint.failing_since ?? now
  if (isGone) return turnOff(tx, endpoint, "gone", failingSince, now)
  if (now.getTime() - failingSince.getTime() >= failsForMs)
    return turnOff(tx, endpoint, "failing", failingSince, now)
  const rest = restMs(failures)
  await sql`
    INSERT INTO webhook_troubles (endpoint_id, workspace_id, failing_since, failures, try_after)
    VALUES (${endpoint.id}, ${endpoint.workspace_id}, ${failingSince}, ${failures},
      ${rest === 0 ? null : new Date(now.getTime() + rest)})
    ON CONFLICT (endpoint_id) DO UPDATE SET failures = excluded.failures, try_after = excluded.try_after`.execute(
    tx,
  )
}

const disabledCondition = (endpointId: string) => `webhook:${endpointId}:disabled`

async function turnOff(
  tx: Tx,
  { id, workspace_id, url }: Endpoint,
  because: "failing" | "gone",
  since: Date,
  now: Date,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable("webhook_endpoints")
    .set({ is_enabled: false, disabled_because: because })
    .where("id", "=", id)
    .where("is_enabled", "=", true)
    .executeTakeFirst()
  await tx.deleteFrom("webhook_troubles").where("endpoint_id", "=", id).execute()
  if (numUpdatedRows === 0n) return
  const about = {
    kind: "webhook_disabled",
    webhook_endpoint_id: id,
    url,
    because,
    since: since.toISOString(),
  } as const
  await tell(tx, [{ workspaceId: workspace_id, subjectId: id, condition: disabledCondition(id), about }], now)
}

/** An endpoint that a member turned on again, or deleted: nothing is said against it any more. */
export async function forgetTrouble(
  tx: Tx,
  { workspaceId, endpointId, now }: { workspaceId: string; endpointId: string; now: Date },
): Promise<void> {
  await tx.deleteFrom("webhook_troubles").where("endpoint_id", "=", endpointId).execute()
  await resolve(tx, [{ workspaceId, condition: disabledCondition(endpointId) }], now)
}

const mostAtOnce = 5_000
/** So long it is kept what was told, and what came of it. */
const keptDays = 14

/** Gives up what waited too long: of endpoints that were off or at fault. @returns whether there may be more */
export async function giveUpOld(tx: Tx, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE webhook_deliveries SET state = 'failed', due_at = NULL, ends_at = NULL
    WHERE id = ANY(ARRAY(SELECT id FROM webhook_deliveries WHERE state = 'waiting' AND ends_at <= ${now} LIMIT ${mostAtOnce}))
      AND state = 'waiting'`.execute(tx)
  return Number(numAffectedRows ?? 0) === mostAtOnce
}

/** Deletes what was told long ago, with its deliveries. @returns whether there may be more */
export async function forgetOld(tx: Tx, now: Date): Promise<boolean> {
  const before = new Date(now.getTime() - keptDays * 24 * 60 * 60_000)
  const { numAffectedRows } = await sql`
    DELETE FROM webhook_events WHERE id = ANY(ARRAY(
      SELECT e.id FROM webhook_events AS e WHERE e.id < uuidv7_floor(${before})
        AND NOT EXISTS (SELECT FROM webhook_deliveries AS d WHERE d.event_id = e.id AND d.state = 'waiting')
      ORDER BY e.id LIMIT ${mostAtOnce}))`.execute(tx)
  return Number(numAffectedRows ?? 0) === mostAtOnce
}

/** The body of a webhook, as it is signed and sent. */
export const bodyOf = ({ kind, at, data }: Pick<Delivery, "kind" | "at" | "data">): string =>
  jsonText({ type: kind, timestamp: at.toISOString(), data })
