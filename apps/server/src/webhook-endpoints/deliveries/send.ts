import type { RunningWork } from "../../platform/define-room.ts"
import type { Platform } from "../../platform/index.ts"
import { startLeasedWork } from "../../platform/leased-work/index.ts"
import { webhooksChannel } from "../hear.ts"
import { secretsOf, signedHeaders } from "../secrets.ts"
import { type Attempt, attemptOf } from "./attempt.ts"
import {
  bodyOf,
  type Delivery,
  type DueEndpoint,
  dueEndpoints,
  type Endpoint,
  readDue,
  settle,
  type Tried,
} from "./due.ts"

const pollMs = 1_000
/** Endpoints that one process serves at a time, and requests to each of them. */
const endpointsAtOnce = 50
const requestsAtOnce = 20
/** So long an endpoint is served before others that wait have their turn. */
const turnMs = 10_000
/** So long a receiver may take. */
const answerWithinMs = 15_000

type Needs = Pick<Platform, "db" | "clock" | "secrets" | "outgoing">

/** Sends one delivery. Its signature has the machine's time, as receivers compare it with their own. */
export async function sendOne(
  { secrets, outgoing, clock }: Needs,
  endpoint: Pick<Endpoint, "id" | "url" | "sealed_secret" | "previous_secret" | "previous_until">,
  delivery: Pick<Delivery, "event_id" | "kind" | "at" | "data">,
  signal: AbortSignal,
): Promise<{ attempt: Attempt; retryAfterSeconds: number | undefined }> {
  const now = clock.now()
  const body = bodyOf(delivery)
  const signing = secretsOf(secrets, endpoint, now)
  const headers = signedHeaders(signing, { id: delivery.event_id, at: new Date(), body })
  const outcome = await outgoing.post(endpoint.url, { headers, body, timeoutMs: answerWithinMs, signal })
  return { attempt: attemptOf(outcome, now), retryAfterSeconds: outcome.retryAfterSeconds }
}

/**
 * Sends what is due, each endpoint by one process at a time under a lease: one that is slow keeps no other waiting. A delivery
 * waits until its outcome is written: what a process sent that died before is sent again, under the same id.
 */
export function startWebhookDeliveries(platform: Platform): RunningWork {
  const { db, clock } = platform
  return startLeasedWork<DueEndpoint>(platform, {
    name: "webhook endpoint",
    pollMs,
    channel: webhooksChannel,
    mostAtOnce: endpointsAtOnce,
    due: () => db.system((tx) => dueEndpoints(tx, clock.now())),
    async run({ id }, signal) {
      const endsMs = performance.now() + turnMs
      while (!signal.aborted && performance.now() < endsMs) {
        const due = await db.system((tx) => readDue(tx, id, { now: clock.now(), most: requestsAtOnce }))
        if (due === undefined || due.deliveries.length === 0) return
        const { endpoint } = due
        const tried = (await Promise.all(due.deliveries.map((one) => tryOne(endpoint, one, signal)))).flat()
        if (tried.length > 0) await db.system((tx) => settle(tx, endpoint, tried, clock.now()))
      }
    },
  })

  /** @returns nothing where it was cut off: it counts as not tried */
  async function tryOne(endpoint: Endpoint, delivery: Delivery, signal: AbortSignal): Promise<Tried[]> {
    try {
      return [{ delivery, ...(await sendOne(platform, endpoint, delivery, signal)) }]
    } catch (error) {
      if (signal.aborted) return []
      throw error
    }
  }
}
