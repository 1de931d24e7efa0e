import { describe, expect, it } from "vitest"
import type { KnownOfCanvas } from "../check.ts"
import { type Drawn, groupId, otherId, templateId, waitFor } from "../testing/canvas.ts"
import { decision, found, message, update } from "../testing/checked.ts"

describe("a message after an update that unsubscribes", () => {
  const state = (state: string, to: string, group_id = groupId) =>
    update({ do: "subscription", group_id, state }, to)
  const at = ["(unsubscribed_before) say content"]
  const known = { subscriptionGroupId: groupId }
  const utility = {
    templates: new Map([[templateId, { status: "APPROVED", languages: ["en"], category: "UTILITY" }]]),
  }
  it.each<[string, string[], Drawn, KnownOfCanvas]>([
    ["from the group of the number", at, { out: state("unsubscribed", "say"), say: message() }, known],
    [
      "from it, some steps before",
      at,
      { out: state("unsubscribed", "wait"), wait: waitFor(1, "days", "say"), say: message() },
      known,
    ],
    ["from another group", [], { out: state("unsubscribed", "say", otherId), say: message() }, known],
    [
      "and one that subscribes again",
      [],
      { out: state("unsubscribed", "in"), in: state("subscribed", "say"), say: message() },
      known,
    ],
    [
      "on one of two paths",
      at,
      { ask: decision("out", "say"), out: state("unsubscribed", "say"), say: message() },
      known,
    ],
    [
      "and is no marketing",
      [],
      { out: state("unsubscribed", "say"), say: message() },
      { ...known, ...utility },
    ],
    ["where the group is not known", [], { out: state("unsubscribed", "say"), say: message() }, {}],
  ])("%s: %j", (_, problems, steps, of) => {
    expect(found(steps, {}, of)).toEqual(problems)
  })
})
