import { z } from "zod"
import { next, type StepKind } from "../step-kind.ts"
import { contextName } from "./context.ts"
import { movePerformed, type PerformFacts } from "./perform.ts"

const schema = z.strictObject({
  kind: z.literal("send_to_canvas"),
  canvas_id: z.uuid().nullable().default(null).describe("null: not chosen yet"),
  context: z
    .record(contextName, z.string().max(4096))
    .default({})
    .describe("Liquid: what the other begins with"),
})
export type SendToCanvasStep = z.output<typeof schema>

/** Has the person enter another canvas, whatever its entry says; its re-entry rule holds. */
export const sendToCanvas = {
  schema,
  outlets: () => [next],
  liquid: ({ context }) => Object.entries(context).map(([name, text]) => ({ path: `context.${name}`, text })),
  move: movePerformed(() => "advance"),
} satisfies StepKind<SendToCanvasStep, PerformFacts>
