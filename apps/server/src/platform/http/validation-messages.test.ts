import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { speakPlainly } from "./validation-messages.ts"

const { customError } = z.config()
beforeAll(speakPlainly)
afterAll(() => z.config({ customError }))

const cases: [schema: z.ZodType, input: unknown, said: string][] = [
  [z.string(), undefined, "is missing"],
  [z.string(), 5, "must be text"],
  [z.int(), 1.5, "must be a whole number"],
  [z.array(z.string()), "a", "must be a list"],
  [z.string().min(1), "", "must not be empty"],
  [z.string().min(3), "a", "must have at least 3 characters"],
  [z.array(z.string()).max(2), ["a", "b", "c"], "must have at most 2 entries"],
  [z.number().min(2), 1, "must be at least 2"],
  [z.enum(["sms", "voice"]), "post", "must be sms or voice"],
  [z.strictObject({ a: z.string() }), { a: "", b: 1 }, "does not take b"],
  [z.string().min(1, "a name"), "", "a name"],
  [
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("template") }),
      z.object({ kind: z.literal("free_form") }),
    ]),
    { kind: "text" },
    "must be template or free_form",
  ],
]

it.each(cases)("%#: an input that is wrong is told so in plain words", (schema, input, said) => {
  expect(schema.safeParse(input).error?.issues[0]?.message).toBe(said)
})
