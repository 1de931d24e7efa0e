/** Where a failure on order strikes a Graph call. */
import { type Attempt, type Failure, strikes } from "../../world/failure.ts"
import type { GraphObject } from "../../world/objects.ts"
import type { World } from "../../world/world.ts"
import type { Call } from "./call.ts"
import { Disturbance } from "./disturbance.ts"
import { titleOf } from "./errors.ts"
import { Refusal } from "./refusal.ts"

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

/** Throws or answers what the order says in the place of the edge; undefined when the edge is to be gone on with. */
export function interrupt(failure: Failure): Disturbance | undefined {
  switch (failure.kind) {
    case "error": {
      const code = failure.code ?? 131000
      throw new Refusal({
        code,
        httpStatus: failure.http_status,
        message: `(#${code}) ${titleOf(code)}`,
        details: failure.body ?? titleOf(code),
      })
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
export function interruptEdge({ world, object }: Call<GraphObject>, edge: string): Disturbance | undefined {
  if (sending.has(edge)) return undefined
  return interruptCall(world, edge, object.type === "number" ? object.id : "")
}

/** As `interrupt`, for calls that send nothing and may have no object, such as the exchange of a code. */
export function interruptCall(world: World, edge: string, phoneNumberId = ""): Disturbance | undefined {
  if (world.failures.size === 0) return undefined
  const failure = pickFailure(world, { edge, phoneNumberId, to: "", template: undefined })
  return failure === undefined ? undefined : interrupt(failure)
}

/** These know their recipients and look at the orders themselves. */
const sending: ReadonlySet<string> = new Set(["messages", "marketing_messages"])
