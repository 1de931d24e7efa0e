import { pino } from "pino"
import { Registry } from "prom-client"
import { expect, it } from "vitest"
import { exposeMeasures } from "./measures.ts"

it("those who read the metrics at once, or soon after another, share what one query told", async () => {
  let reads = 0
  const registry = new Registry()
  const read = async () => [{ gauge: "waiting", labels: { class: "reply" }, value: ++reads }]
  const measure = { gauges: { waiting: { help: "What waits", labels: ["class"] } }, read }
  exposeMeasures(registry, [measure], pino({ level: "silent" }))
  const texts = await Promise.all([registry.metrics(), registry.metrics()])
  expect(new Set([...texts, await registry.metrics()]).size).toBe(1)
  expect(texts[0]).toContain('waiting{class="reply"} 1')
})

it("what cannot be read is not shown, and the rest is", async () => {
  const registry = new Registry()
  const away = { gauges: { gone: { help: "x" } }, read: () => Promise.reject(new Error("away")) }
  const there = { gauges: { there: { help: "x" } }, read: async () => [{ gauge: "there", value: 3 }] }
  exposeMeasures(registry, [away, there], pino({ level: "silent" }))
  const text = await registry.metrics()
  expect(text).toContain("there 3")
  expect(text).not.toMatch(/^gone /m)
})
