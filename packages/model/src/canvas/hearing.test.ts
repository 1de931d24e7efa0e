import { describe, expect, it } from "vitest"
import type { ActionTrigger } from "../campaign/action-triggers.ts"
import { outletHeard } from "./hearing.ts"
import { says, stepOf, template } from "./testing/canvas.ts"

const path = (id: string) => ({ id, name: id, triggers: [says(id), says("both")] })
const actions = (is_ranked: boolean) =>
  stepOf({ kind: "action_paths", is_ranked, paths: [path("gold"), path("silver")] })
const ask = (content: unknown) =>
  stepOf({
    kind: "wait_for_reply",
    content,
    paths: [{ id: "yes", name: "Yes", text: { op: "is", value: "yes" } }],
  })
const saying = (text: string) => (trigger: ActionTrigger) =>
  trigger.on === "inbound_message" && (trigger.text === undefined || trigger.text.value === text)

const fresh = { heard: null, hasAsked: true }

describe("what is heard at a step", () => {
  it.each<
    [string, Parameters<typeof outletHeard>[0], string, Parameters<typeof outletHeard>[1], string | undefined]
  >([
    ["takes its path", actions(false), "silver", fresh, "silver"],
    ["takes the first path that it fits", actions(false), "both", fresh, "gold"],
    ["takes no path that it does not fit", actions(false), "bronze", fresh, undefined],
    // Without ranking the first action wins, and later ones are ignored (braze.md 6.44).
    ["is ignored after something else", actions(false), "gold", { ...fresh, heard: "silver" }, undefined],
    [
      "is ignored after something lower, ranked",
      actions(true),
      "silver",
      { ...fresh, heard: "gold" },
      undefined,
    ],
    [
      "takes the place of something lower, ranked",
      actions(true),
      "gold",
      { ...fresh, heard: "silver" },
      "gold",
    ],
    [
      "changes nothing where it is the same again, ranked",
      actions(true),
      "gold",
      { ...fresh, heard: "gold" },
      undefined,
    ],
    ["is a reply that is asked for", ask(template()), "yes", fresh, "yes"],
    ["is any other reply", ask(template()), "maybe", fresh, "other"],
    ["is no reply before it was asked", ask(template()), "yes", { ...fresh, hasAsked: false }, undefined],
    ["is a reply to what an earlier step asked", ask(null), "yes", { ...fresh, hasAsked: false }, "yes"],
    ["is nothing at a step that waits for nothing", stepOf({ kind: "exit" }), "yes", fresh, undefined],
  ])("%s", (_, step, text, run, outlet) => {
    expect(outletHeard(step, run, saying(text))).toBe(outlet)
  })
})
