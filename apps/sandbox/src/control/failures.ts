/** Orders of failures. */
import { failureOrderSchema, isSending } from "../world/failure.ts"
import { type ControlCall, ControlError, notFound, read } from "./request.ts"

export function orderFailure(call: ControlCall): object {
  const { world } = call.running
  const order = read(call, failureOrderSchema)
  const isLate = order.kind === "async" || order.kind.startsWith("accept_")
  const { edge = "messages", ...match } = order.match ?? {}
  if (isLate && !isSending(edge))
    throw new ControlError(400, "invalid", "Only messages fail after they were accepted.", "kind")
  const ofMessages = (["to", "template", "country"] as const).find((member) => match[member] !== undefined)
  if (ofMessages !== undefined && !isSending(edge))
    throw new ControlError(400, "invalid", "Only messages are matched by this.", `match.${ofMessages}`)
  const failure = world.failures.put({ ...order, id: world.newId(), seen: 0, hits: 0 })
  return { id: failure.id }
}

export function listFailures({ running }: ControlCall): object {
  return { data: [...running.world.failures.values()] }
}

/** One by its id, or all. */
export function deleteFailures({ running, path }: ControlCall): object {
  const { failures } = running.world
  const id = path[1]
  if (id !== undefined && !failures.delete(id)) throw notFound("failure", id)
  if (id === undefined) for (const failure of [...failures.values()]) failures.delete(failure.id)
  return { success: true }
}
