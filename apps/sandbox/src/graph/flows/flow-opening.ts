/** Flows that a message opens: whether they are there, and may be opened now. */
import type { Flow } from "../../world/flow.ts"
import type { World } from "../../world/world.ts"
import { notValid } from "../protocol/inspect.ts"
import { whatsappError } from "../protocol/refusal.ts"

const hourMs = 60 * 60 * 1000
/** What a throttled flow may still be sent in an hour ("Error codes", 132069). */
const throttledPerHour = 10

/** A flow by its id or its name within the account. */
export interface FlowReference {
  id: string | undefined
  name: string | undefined
}

export type OpenFlow = (flow: FlowReference, mode: "draft" | "published") => void

/** Throws 131009 for a flow that is not there or not in this mode, 132068 and 132069 for one Meta holds back. */
export function openFlow(
  world: World,
  wabaId: string,
  wanted: FlowReference,
  mode: "draft" | "published",
): void {
  const flow = findFlow(world, wabaId, wanted)
  if (flow === undefined) {
    throw notValid(`Flow ${wanted.id ?? wanted.name} does not exist in this WhatsApp Business account`)
  }
  if (mode === "draft" && flow.status === "DRAFT") return
  if (flow.status === "DRAFT")
    throw notValid(`Flow ${flow.id} is in DRAFT: publish it, or send it with mode "draft"`)
  if (flow.status === "DEPRECATED") throw notValid(`Flow ${flow.id} is deprecated`)
  requireUnhindered(world, flow)
}

/** The state of a flow that an approved template opens; one that is gone stands in the way of nothing. */
export function openTemplateFlow(world: World, wabaId: string, wanted: FlowReference): void {
  const flow = findFlow(world, wabaId, wanted)
  if (flow !== undefined) requireUnhindered(world, flow)
}

function findFlow(world: World, wabaId: string, { id, name }: FlowReference): Flow | undefined {
  if (id === undefined) return world.flows.find((flow) => flow.waba_id === wabaId && flow.name === name)
  const flow = world.flows.get(id)
  return flow?.waba_id === wabaId ? flow : undefined
}

function requireUnhindered(world: World, flow: Flow): void {
  if (flow.status === "BLOCKED") throw whatsappError(132068, `Flow ${flow.id} is blocked.`)
  if (flow.status !== "THROTTLED") return
  const now = world.clock.nowMs()
  const recent = flow.throttled_sends_ms.filter((at) => now - at < hourMs)
  if (recent.length >= throttledPerHour) {
    throw whatsappError(
      132069,
      `Flow ${flow.id} is throttled: ${throttledPerHour} messages with it were sent within the last hour.`,
    )
  }
  world.flows.put({ ...flow, throttled_sends_ms: [...recent, now] })
}
