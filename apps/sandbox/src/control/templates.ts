/** The reviewer's desk, and what Meta does to templates afterwards. */
import { z } from "zod"
import type { Template } from "../world/objects.ts"
import { type ControlCall, ControlError, notFound, read, segment } from "./request.ts"

function templateOf(call: ControlCall): Template {
  const id = segment(call, 1)
  const template = call.running.world.templates.get(id)
  if (template === undefined) throw notFound("template", id)
  return template
}

const decisionSchema = z.strictObject({
  decision: z.enum(["APPROVED", "REJECTED", "PAUSED", "DISABLED"]),
  reason: z.string().optional(),
})

export function reviewTemplate(call: ControlCall): object {
  const template = templateOf(call)
  const { decision, reason } = read(call, decisionSchema)
  call.running.review.decide(template, decision, reason)
  return { id: template.id, status: template.status, rejected_reason: template.rejected_reason }
}

/** Business Support: an appeal against a rejection, with a sample of a message as Meta wants it. */
export function appealTemplate(call: ControlCall): object {
  const template = templateOf(call)
  read(call, z.strictObject({ sample: z.string().trim().min(1, "An appeal needs a sample of the message.") }))
  if (template.status !== "REJECTED")
    throw new ControlError(400, "not_rejected", "Only a rejected template can be appealed for.", "id")
  call.running.review.appeal(template)
  return { id: template.id, status: template.status }
}

/** What people's feedback makes of it; RED pauses it. */
export function rateTemplate(call: ControlCall): object {
  const template = templateOf(call)
  const { score } = read(call, z.strictObject({ score: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]) }))
  call.running.review.rate(template, score)
  return { id: template.id, status: template.status, quality_score: template.quality }
}

const categorySchema = z.strictObject({
  category: z.enum(["MARKETING", "UTILITY", "AUTHENTICATION"]),
  /** Only announces the change, as Meta does a day ahead. */
  notice: z.boolean().optional(),
})

export function recategorizeTemplate(call: ControlCall): object {
  const template = templateOf(call)
  const { category, notice } = read(call, categorySchema)
  call.running.review.recategorize(template, category, notice ?? false)
  return { id: template.id, category: call.running.world.templates.get(template.id)?.category }
}

/** Ends the assessment of a template whose messages are held. */
export function concludePacing(call: ControlCall): object {
  const template = templateOf(call)
  const { decision } = read(call, z.strictObject({ decision: z.enum(["release", "drop"]) }))
  const messages = call.running.pacing.decide(template, decision)
  return { id: template.id, status: template.status, messages }
}

export function unarchiveTemplate(call: ControlCall): object {
  const template = templateOf(call)
  if (template.status !== "ARCHIVED")
    throw new ControlError(400, "not_archived", "The template is not archived.", "id")
  call.running.archive.unarchive(template)
  return { id: template.id, status: template.status }
}
