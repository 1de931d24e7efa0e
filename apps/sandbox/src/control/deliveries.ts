/** What was posted to callbacks. */
import type { Delivery } from "../delivery/deliveries.ts"
import type { Running } from "../running.ts"
import { type ControlCall, ControlError, notFound, segment } from "./request.ts"

const states = ["delivered", "waiting", "dropped"] as const

/** Newest first; `before` is the last id of the page before, and with `bodies=false` they are left out. */
export function listDeliveries({ running, query }: ControlCall): object {
  const wanted = query.get("state") ?? undefined
  const state = states.find((candidate) => candidate === wanted)
  if (wanted !== undefined && state === undefined) {
    throw new ControlError(400, "invalid", `state must be one of ${states.join(", ")}.`, "state")
  }
  const limit = Math.min(1000, Math.max(1, Number(query.get("limit") ?? 50) || 50))
  const before = Number(query.get("before") ?? "") || Number.POSITIVE_INFINITY
  const appId = query.get("app_id") ?? undefined
  const { deliveries } = running.webhooks
  const listed = deliveries
    .list(Number.MAX_SAFE_INTEGER, state)
    .filter(({ id, channel }) => id < before && (appId === undefined || channel.startsWith(`${appId} `)))
    .slice(0, limit)
  if (query.get("bodies") === "false") return { data: listed.map(shown) }
  return { data: listed.map((delivery) => ({ ...shown(delivery), body: bodyOf(running, delivery.id) })) }
}

/** One of them, with its body. */
export function readDelivery(call: ControlCall): object {
  const id = segment(call, 1)
  const delivery = call.running.webhooks.deliveries.find(Number(id))
  if (delivery === undefined) throw notFound("delivery", id)
  return { ...shown(delivery), body: bodyOf(call.running, delivery.id) }
}

function bodyOf(running: Running, id: number): string | null {
  return running.webhooks.deliveries.bodyOf(id)?.toString("latin1") ?? null
}

/** Posts it once more, exactly as it was. */
export async function replayDelivery(call: ControlCall): Promise<object> {
  const id = segment(call, 1)
  const outcome = await call.running.webhooks.replay(Number(id))
  if (outcome === undefined) throw notFound("delivery", id)
  return outcome
}

function shown(delivery: Delivery): object {
  const [app_id, account_id, ...url] = delivery.channel.split(" ")
  return {
    id: String(delivery.id),
    state: delivery.state,
    app_id,
    account_id,
    url: url.join(" "),
    updates: delivery.updates,
    attempts: delivery.attempts,
    created_at: new Date(delivery.createdAtMs).toISOString(),
    next_attempt_at:
      delivery.nextAttemptAtMs === null ? null : new Date(delivery.nextAttemptAtMs).toISOString(),
    last_status: delivery.lastStatus,
    last_error: delivery.lastError,
  }
}
