/** What Meta does to flows that do harm. */
import { z } from "zod"
import { changeFlowStatus } from "../graph/flows/flows.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "./request.ts"

const statusSchema = z.strictObject({ status: z.enum(["PUBLISHED", "THROTTLED", "BLOCKED"]) })

/** Throttles or blocks a published flow, or frees it again; told by the `flows` webhook. */
export function hinderFlow(call: ControlCall): object {
  const id = segment(call, 1)
  const flow = call.running.world.flows.get(id)
  if (flow === undefined) throw notFound("flow", id)
  const { status } = read(call, statusSchema)
  if (flow.status === "DRAFT" || flow.status === "DEPRECATED")
    throw new ControlError(400, "not_published", "Only a published flow can be hindered.", "status")
  if (flow.status !== status) changeFlowStatus(call.running, flow, status)
  return { id, status }
}
