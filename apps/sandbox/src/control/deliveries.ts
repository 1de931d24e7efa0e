/** What was posted to callbacks. */
import type { Delivery } from "../delivery/deliveries.ts"
import { type ControlCall, ControlError, notFound, segment } from "./request.ts"

const STATES = ["delivered", "waiting", "dropped"] as const

/** Newest first. */
export function listDeliveries({ running, query }: ControlCall): object {
  const wanted = query.get("state") ?? undefined
  const state = STATES.find((candidate) => candidate === wanted)
  if (wanted !== undefined && state === undefined) {
    throw new ControlError(400, "invalid", `state must be one of ${STATES.join(", ")}.`, "state")
  }
  const limit = Math.min(1000, Math.max(1, Number(query.get("limit") ?? 50) || 50))
  return {
    data: running.webhooks.deliveries.list(limit, state).map((delivery) => ({
      ...shown(delivery),
      body: running.webhooks.deliveries.bodyOf(delivery.id)?.toString("latin1") ?? null,
    })),
  }
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
