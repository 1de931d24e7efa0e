import { expect, it } from "vitest"
import { groupId, stepOf } from "../testing/canvas.ts"
import { canvasStep, liquidOf } from "./index.ts"

const update = (...changes: object[]) => ({ id: "step", kind: "user_update", changes })

it("an update names its Liquid in the order of what is changed", () => {
  const step = stepOf({
    kind: "user_update",
    changes: [
      { do: "set", name: "plan", value: "{{ context.plan }}" },
      { do: "increase", name: "visits", by: 1 },
      { do: "event", name: "seen", properties: { at: "{{ 'now' }}", by: "us" } },
      { do: "subscription", group_id: groupId, state: "subscribed" },
      { do: "add", name: "interests", value: "shoes" },
    ],
  })
  expect(liquidOf(step)).toEqual([
    { path: "changes.0.value", text: "{{ context.plan }}" },
    { path: "changes.2.properties.at", text: "{{ 'now' }}" },
    { path: "changes.2.properties.by", text: "us" },
    { path: "changes.4.value", text: "shoes" },
  ])
})

it.each<[string, object]>([
  ["a change that there is not", { do: "delete", name: "plan" }],
  ["an attribute without a name", { do: "set", name: "", value: "1" }],
  ["a sum that is none", { do: "increase", name: "visits", by: Number.NaN }],
  ["a state that there is not", { do: "subscription", group_id: groupId, state: "maybe" }],
  ["a value of 4,097 characters", { do: "set", name: "plan", value: "x".repeat(4097) }],
])("an update refuses %s", (_, change) => {
  expect(canvasStep.safeParse(update(change)).success).toBe(false)
})

it("an update makes 50 changes at most", () => {
  const change = { do: "unset", name: "plan" }
  expect(canvasStep.safeParse(update(...Array.from({ length: 50 }, () => change))).success).toBe(true)
  expect(canvasStep.safeParse(update(...Array.from({ length: 51 }, () => change))).success).toBe(false)
})
