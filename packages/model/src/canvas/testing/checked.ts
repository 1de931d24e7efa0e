/** Canvases to be checked, and what is found. */
import { checkCanvas, type KnownOfCanvas } from "../check.ts"
import { canvasOf, type Drawn, otherId, template } from "./canvas.ts"

/** Of each problem its code, with the step and the field of it that it is at; of warnings in brackets. */
export const found = (steps: Drawn, members: object = {}, known: KnownOfCanvas = {}): string[] =>
  checkCanvas(canvasOf(steps, members), known).map(({ code, severity, stepId, field }) =>
    [severity === "warning" ? `(${code})` : code, stepId, field?.replace(/^steps\.\d+\./, "")]
      .filter((part) => part !== null && part !== undefined)
      .join(" "),
  )

export const message = (to?: string, content: unknown = template()) =>
  ({ kind: "message", content, next: to ? { next: to } : {} }) as const
export const end = { kind: "exit" } as const

export const decision = (yes?: string, no?: string, members: object = {}) =>
  ({
    kind: "decision",
    filter: { on: "tag", tag_id: otherId, op: "has" },
    next: { ...(yes && { yes }), ...(no && { no }) },
    ...members,
  }) as const
export const actions = (trigger: object, to: string, members: object = {}) =>
  ({
    kind: "action_paths",
    paths: [{ id: "did", name: "Did", triggers: [trigger] }],
    next: { did: to },
    ...members,
  }) as const
export const ask = (next: Record<string, string>, members: object = {}) =>
  ({
    kind: "wait_for_reply",
    content: template(),
    paths: [{ id: "yes", name: "Yes", text: { op: "is", value: "yes" } }],
    next,
    ...members,
  }) as const
export const update = (change: object, to: string) =>
  ({ kind: "user_update", changes: [change], next: { next: to } }) as const
