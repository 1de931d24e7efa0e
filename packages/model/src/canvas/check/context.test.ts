import { describe, expect, it } from "vitest"
import { type Drawn, template, waitFor } from "../testing/canvas.ts"
import { decision, found, message } from "../testing/checked.ts"

describe("a variable of the context", () => {
  const use = (body: string) => message(undefined, template({ "1": body }))
  const set = (name: string, to?: string, value = "1") => ({
    ...({ kind: "context", variables: [{ name, type: "text", value }] } as const),
    next: to ? { next: to } : {},
  })
  const field = "use content"
  it.each<[string, string[], Drawn, object]>([
    ["that nothing sets", [`context_not_set ${field}`], { use: use("{{ context.shop }}") }, {}],
    ["in Braze's spelling", [`context_not_set ${field}`], { use: use(`{{context.$\{shop}}}`) }, {}],
    ["in brackets", [`context_not_set ${field}`], { use: use("{{ context['shop'].name }}") }, {}],
    ["of the entry", [`context_not_set ${field}`], { use: use(`{{canvas_entry_properties.$\{shop}}}`) }, {}],
    [
      "in a value of a template",
      [`context_not_set ${field}`],
      { use: message(undefined, template({ "1": "{{ context.shop }}" })) },
      {},
    ],
    ["with a default", [], { use: use("{{ context.shop | default: 'us' }}") }, {}],
    [
      "with a default in one of two places",
      [`context_not_set ${field}`],
      { use: use("{{ context.shop | default: 'us' }} {{ context.shop }}") },
      {},
    ],
    ["that is asked for", [], { use: use("{% if context.shop %}{{ context.shop }}{% endif %}") }, {}],
    ["that stands in quotes", [], { use: use("{{ contact.city | default: 'context.shop' }}") }, {}],
    ["outside of Liquid", [], { use: use("context.shop") }, {}],
    [
      "that is declared",
      [],
      { use: use("{{ context.shop }}") },
      { context: [{ name: "shop", type: "text" }] },
    ],
    ["that a step sets", [], { set: set("shop", "use"), use: use("{{ context.shop }}") }, {}],
    [
      "that a step sets afterwards",
      [`context_not_set ${field}`],
      { use: { ...use("{{ context.shop }}"), next: { next: "set" } }, set: set("shop") },
      {},
    ],
    [
      "that a webhook sets",
      [],
      {
        call: { kind: "webhook", url: "https://x.example", save_as: "shop", next: { next: "use" } },
        use: use("{{ context.shop.name }}"),
      },
      {},
    ],
    [
      "that a step sets on one path",
      [`(context_not_always_set) ${field}`],
      { ask: decision("set", "use"), set: set("shop", "use"), use: use("{{ context.shop }}") },
      {},
    ],
    [
      "that steps set on both paths",
      [],
      {
        ask: decision("set", "two"),
        set: set("shop", "use"),
        two: set("shop", "use"),
        use: use("{{ context.shop }}"),
      },
      {},
    ],
    [
      "that is set in the round before",
      [`(context_not_always_set) ${field}`],
      {
        use: { ...use("{{ context.shop }}"), next: { next: "wait" } },
        wait: waitFor(1, "hours", "set"),
        set: set("shop", "use"),
      },
      {},
    ],
    [
      "that the event brings, which a decision asks for",
      [],
      {
        ask: decision(undefined, undefined, {
          context: [{ property: "event_properties.n", op: "at_least", value: 3 }],
        }),
      },
      {},
    ],
    [
      "of a variable before it in the same step",
      [],
      {
        set: {
          kind: "context",
          variables: [
            { name: "a", type: "text", value: "1" },
            { name: "b", type: "text", value: "{{ context.a }}" },
          ],
        },
      },
      {},
    ],
    [
      "of a variable after it in the same step",
      ["context_not_set set variables.0.value"],
      {
        set: {
          kind: "context",
          variables: [
            { name: "a", type: "text", value: "{{ context.b }}" },
            { name: "b", type: "text", value: "1" },
          ],
        },
      },
      {},
    ],
    [
      "that a decision asks for",
      ["context_not_set ask context"],
      {
        ask: decision(undefined, undefined, {
          context: [{ property: "shop.size", op: "at_least", value: 3 }],
        }),
      },
      {},
    ],
    [
      "whose existence a decision asks for",
      [],
      { ask: decision(undefined, undefined, { context: [{ property: "shop", op: "exists" }] }) },
      {},
    ],
    [
      "that a delay waits for",
      ["context_not_set wait wait.date.name"],
      { wait: { kind: "delay", wait: { kind: "until", date: { from: "context", name: "due" } } } },
      {},
    ],
    [
      "in the address of a webhook",
      ["context_not_set call url"],
      { call: { kind: "webhook", url: "https://x.example/{{ context.shop }}" } },
      {},
    ],
  ])("%s: %j", (_, problems, steps, members) => {
    expect(found(steps, members)).toEqual(problems)
  })
})
