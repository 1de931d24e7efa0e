/** The reviewer's desk. */
import { z } from "zod"
import { type ControlCall, notFound, read, segment } from "./request.ts"

const decisionSchema = z.strictObject({
  decision: z.enum(["APPROVED", "REJECTED", "PAUSED", "DISABLED"]),
  reason: z.string().optional(),
})

export function reviewTemplate(call: ControlCall): object {
  const { world, review } = call.running
  const id = segment(call, 1)
  const template = world.templates.get(id)
  if (template === undefined) throw notFound("template", id)
  const { decision, reason } = read(call, decisionSchema)
  review.decide(template, decision, reason)
  return { id, status: template.status, rejected_reason: template.rejected_reason }
}
