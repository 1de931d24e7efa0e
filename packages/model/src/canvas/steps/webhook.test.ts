import { expect, it } from "vitest"
import { stepOf } from "../testing/canvas.ts"
import { canvasStep, liquidOf } from "./index.ts"

it("a webhook names its Liquid: the address, the headers, the body", () => {
  const step = stepOf({
    kind: "webhook",
    url: "https://x.example/{{ context.id }}",
    headers: { "x-a": "1" },
    body: "{}",
  })
  expect(step).toMatchObject({ method: "POST", otherwise: "advance", save_as: null })
  expect(liquidOf(step).map(({ path }) => path)).toEqual(["url", "headers.x-a", "body"])
})

it.each<[string, object]>([
  ["a header that cannot be one", { headers: { "x a": "1" } }],
  ["a method that there is not", { method: "TRACE" }],
  ["a variable that cannot be one", { save_as: "a.b" }],
  ["an address of 4,097 characters", { url: `https://x.example/${"x".repeat(4_079)}` }],
  ["a body of 65,537 characters", { body: "x".repeat(65_537) }],
])("a webhook refuses %s", (_, members) => {
  const webhook = { id: "step", kind: "webhook", url: "https://x.example" }
  expect(canvasStep.safeParse(webhook).success).toBe(true)
  expect(canvasStep.safeParse({ ...webhook, ...members }).success).toBe(false)
})
