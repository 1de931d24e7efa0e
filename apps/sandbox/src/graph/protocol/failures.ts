/** Where a failure on order strikes a Graph call. */
import { type Attempt, everyEdge, type Failure, isSending, strikes } from "../../world/failure.ts"
import type { GraphObject } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Call } from "./call.ts"
import { Disturbance } from "./disturbance.ts"
import { refusalOf } from "./refusal.ts"

/** The first order that strikes; every order that matches has seen the attempt. */
export function pickFailure(world: World, attempt: Attempt): Failure | undefined {
  for (const failure of world.failures.values()) {
    const seen = failure.seen
    const isHit = strikes(failure, attempt)
    if (failure.seen !== seen) world.failures.put(failure)
    if (isHit) return failure
  }
  return undefined
}

/**
 * Throws or answers what the order says in the place of `method` on the object `id`; undefined when that is to be gone on
 * with.
 */
export function interrupt(failure: Failure, method: string, id: string): Disturbance | undefined {
  switch (failure.kind) {
    case "error": {
      const { subcode, http_status: httpStatus, body: details } = failure
      throw refusalOf(failure.code ?? 131000, method, id, { subcode, httpStatus, details })
    }
    case "http":
      return new Disturbance({
        kind: "page",
        httpStatus: failure.http_status ?? 503,
        body: failure.body ?? "",
      })
    case "reset":
      return new Disturbance({ kind: "reset" })
    case "timeout":
      return new Disturbance({ kind: "silence" })
    case "accept_then_reset":
    case "accept_then_timeout":
    case "async":
      return undefined
  }
}

/** As `interrupt`, for edges that send nothing. */
export function interruptEdge(
  { world, object, request }: Call<GraphObject>,
  edge: string,
): Disturbance | undefined {
  // These know their recipients and look at the orders themselves.
  if (isSending(edge)) return undefined
  return interruptCall(world, edge, request.method, object.type === "number" ? object.id : "")
}

/** As `interrupt`, for any call before it is looked at: what happens while Meta is away. */
export function interruptAny(world: World, method: string, id: string): Disturbance | undefined {
  return interruptCall(world, everyEdge, method, id)
}

/** As `interrupt`, for calls that send nothing and may have no object, such as the exchange of a code. */
export function interruptCall(
  world: World,
  edge: string,
  method: string,
  phoneNumberId = "",
): Disturbance | undefined {
  if (world.failures.size === 0) return undefined
  const failure = pickFailure(world, { edge, phoneNumberId, to: "", template: undefined, country: "" })
  return failure === undefined ? undefined : interrupt(failure, method, phoneNumberId)
}
