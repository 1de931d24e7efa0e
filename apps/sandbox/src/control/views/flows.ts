/** A flow as a phone opens it. */
import { type ControlCall, notFound, segment } from "../request.ts"
import type { FlowView } from "./shapes.ts"

/** `GET views/flows/{waba_id}/{id or name}` */
export function viewFlow(call: ControlCall): FlowView {
  const { world } = call.running
  const wabaId = segment(call, 2)
  const wanted = segment(call, 3)
  const flow = world.flows.find(
    ({ id, name, waba_id }) => waba_id === wabaId && (id === wanted || name === wanted),
  )
  if (flow === undefined) throw notFound("flow", wanted)
  const isReadable = !flow.validation_errors.some(({ error }) => error === "INVALID_JSON")
  const json: unknown = isReadable ? JSON.parse(flow.json) : null
  return {
    flow_id: flow.id,
    name: flow.name,
    status: flow.status,
    json,
    mistakes: flow.validation_errors.map(({ message }) => message),
  }
}
