import { expect, it } from "vitest"
import { dropReasons } from "../reasons.ts"
import { decisionsOf, logGates } from "./decisions.ts"

const verdictsOf = (status: string, reason: string | null = null) =>
  Object.fromEntries(decisionsOf({ status, reason }).map(({ gate, verdict }) => [gate, verdict]))

it("what arrived passed all gates", () => {
  expect(new Set(Object.values(verdictsOf("read")))).toEqual(new Set(["passed"]))
  expect(decisionsOf({ status: "sent", reason: null }).map(({ gate }) => gate)).toEqual(logGates)
})

it("what was stopped passed those before, and none after was asked", () => {
  expect(verdictsOf("dropped", "unsubscribed")).toMatchObject({
    address: "passed",
    consent: "stopped",
    template: "open",
    whatsapp: "open",
  })
  expect(verdictsOf("failed", "131026")).toMatchObject({ control: "passed", whatsapp: "stopped" })
})

it("what waits says where", () => {
  expect(verdictsOf("queued")).toMatchObject({ due: "waits", address: "open" })
  expect(verdictsOf("queued", "campaign_quiet_hours")).toMatchObject({
    template: "passed",
    quiet_hours: "waits",
    caps: "open",
  })
  expect(verdictsOf("in_doubt", "in_doubt")).toMatchObject({ control: "passed", whatsapp: "waits" })
})

it("each reason of ours to drop has a gate of its own before WhatsApp's", () => {
  const stoppedAt = (reason: string) =>
    decisionsOf({ status: "dropped", reason }).find(({ verdict }) => verdict === "stopped")?.gate
  const unknown = Object.keys(dropReasons).filter((reason) => stoppedAt(reason) === "whatsapp")
  expect(unknown).toEqual([])
})
