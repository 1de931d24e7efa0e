import { z } from "zod"
import { next, type StepKind } from "../step-kind.ts"
import { contextName } from "./context.ts"
import { movePerformed, type PerformFacts } from "./perform.ts"

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "the name of a header")

const schema = z.strictObject({
  kind: z.literal("webhook"),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).default("POST"),
  url: z.string().max(4096).describe("Liquid. Private addresses are refused"),
  headers: z.record(headerName, z.string().max(4096)).default({}),
  body: z.string().max(65_536).default("").describe("Liquid"),
  save_as: contextName
    .nullable()
    .default(null)
    .describe("The variable of the context that gets the answer, where it is JSON"),
  otherwise: z.enum(["advance", "exit"]).default("advance").describe("When it fails for good"),
})
export type WebhookStep = z.output<typeof schema>

export const webhook = {
  schema,
  outlets: () => [next],
  liquid: ({ url, headers, body }) => [
    { path: "url", text: url },
    ...Object.entries(headers).map(([name, text]) => ({ path: `headers.${name}`, text })),
    { path: "body", text: body },
  ],
  move: movePerformed(({ otherwise }) => otherwise),
} satisfies StepKind<WebhookStep, PerformFacts>
