/** Canvases as tests write them. */
import { type CanvasDefinition, newCanvasDefinition } from "../definition.ts"
import { type CanvasDuration, lengthOf } from "../duration.ts"
import type { RunAtStep } from "../step-kind.ts"
import { type CanvasStep, canvasStep, type StepKindName } from "../steps/index.ts"

export const numberId = "00000000-0000-4000-8000-000000000001"
export const groupId = "00000000-0000-4000-8000-000000000002"
export const templateId = "00000000-0000-4000-8000-000000000003"
export const otherId = "00000000-0000-4000-8000-000000000004"

/** By their ids, the first one first; what is left out is as usual. */
export type Drawn = Record<string, { kind: StepKindName } & Record<string, unknown>>

/** A canvas that somebody enters by writing to its number, unless it says otherwise. */
export const canvasOf = (steps: Drawn, members: object = {}): CanvasDefinition =>
  newCanvasDefinition.parse({
    number_id: numberId,
    entry: { kind: "action", triggers: [{ on: "inbound_message" }] },
    variants: [{ id: "a", name: "Variant A", first: Object.keys(steps)[0] ?? null }],
    steps: Object.entries(steps).map(([id, step]) => ({ id, ...step })),
    ...members,
  })

/** One step. */
export function stepOf<K extends StepKindName>(
  step: { kind: K } & Record<string, unknown>,
): Extract<CanvasStep, { kind: K }> {
  const parsed = canvasStep.parse({ id: "step", ...step })
  const isOf = (one: CanvasStep): one is Extract<CanvasStep, { kind: K }> => one.kind === step.kind
  if (!isOf(parsed)) throw new Error(`not a step of the kind ${step.kind}`)
  return parsed
}

export const text = (body: string) => ({ kind: "free_form", message: { type: "text", text: { body } } })
export const template = (body: Record<string, string> = {}) => ({
  ...{ kind: "template", template_id: templateId, values: { body } },
})
export const says = (text: string) => ({ on: "inbound_message", text: { op: "is", value: text } })
/** A delay of a length, to a step. */
export const waitFor = (amount: number, unit: string, to?: string) =>
  ({ kind: "delay", wait: { kind: "for", length: { amount, unit } }, next: to ? { next: to } : {} }) as const

/** A run that came to its step at noon of 22 November 2026, of UTC, unless it says otherwise. */
export const runOf = (of: Partial<RunAtStep> = {}): RunAtStep => ({
  ...{ id: "run", arrivedAt: noon, enteredAt: noon, context: {}, heard: null },
  ...of,
})
export const noon = new Date("2026-11-22T12:00:00Z")
export const after = (amount: number, unit: CanvasDuration["unit"], since = noon): Date =>
  new Date(since.getTime() + lengthOf({ amount, unit }))
