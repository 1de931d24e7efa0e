import { describe, expect, it } from "vitest"
import { assignmentBuckets } from "../campaign/variants.ts"
import type { FilteredContact } from "../filter/condition.ts"
import type { SimulatedInput, SimulatedMoment, SimulationOf } from "./simulate/simulation.ts"
import { simulate } from "./simulate.ts"
import { stepKinds } from "./steps/index.ts"
import {
  after,
  canvasOf,
  type Drawn,
  groupId,
  noon,
  numberId,
  says,
  template,
  text,
  waitFor,
} from "./testing/canvas.ts"
import { actions, ask, decision, message } from "./testing/checked.ts"

const ana: FilteredContact = {
  ...{ id: "00000000-0000-4000-8000-00000000000a", wa_id: null, bsuid: null, created_at: noon },
  ...{ external_id: "ana", phone: "+51999", email: null, first_name: "Ana", last_name: null, gender: null },
  ...{ date_of_birth: null, language: "es", country: "PE", city: "Lima", time_zone: "America/Lima" },
  ...{
    attributes: { plan: "free" },
    subscriptions: [],
    events: new Map(),
    messages: [],
    lists: [],
    tags: [],
  },
  conversations: [{ number_id: numberId, last_inbound_at: noon }],
}

type Of = Partial<SimulationOf> & { members?: object }
const simulated = (steps: Drawn, inputs: readonly SimulatedInput[] = [], { members, ...of }: Of = {}) =>
  simulate({
    ...{ definition: canvasOf(steps, members), contact: ana, enteredAt: noon, timeZone: "UTC", inputs },
    ...of,
  })

const wordsOf = (moment: SimulatedMoment): string => {
  switch (moment.kind) {
    case "enters":
      return `enters ${moment.variantId}${moment.isInAudience ? "" : ", not in the audience"}`
    case "arrives":
      return `at ${moment.stepId}`
    case "sends":
      return `${moment.message.state} ${moment.content.kind}`
    case "performs":
      return `done ${JSON.stringify(moment.changed)}`
    case "waits":
      return `waits ${moment.until?.toISOString() ?? "for what happens"}`
    case "happens":
      return `${moment.input.kind} ${moment.outlet ?? "changes nothing"}`
    case "goes":
      return `takes ${moment.outlet}`
    case "leaves":
      return `leaves: ${moment.reason}`
  }
}
const path = (...of: Parameters<typeof simulated>): string[] =>
  simulated(...of)
    .moments.slice(1)
    .map(wordsOf)

const advance = { kind: "advance" } as const
const reply = (text: string) => ({ kind: "reply", text }) as const
const isPro = { on: "attribute", name: "plan", op: "equals", value: "pro" } as const

describe("a simulation", () => {
  it("goes on to what it waits for, and further as time goes on or people answer", () => {
    const steps: Drawn = {
      hello: message("wait", text("Hello")),
      wait: waitFor(2, "days", "ask"),
      ask: ask({ yes: "thanks", no_reply: "end" }, { content: text("Well?"), fallback: template() }),
      thanks: message(undefined, text("Thanks")),
      end: { kind: "exit" },
    }
    const before = ["at hello", "sent free_form", "takes next", "at wait", "waits 2026-11-24T12:00:00.000Z"]
    expect(path(steps)).toEqual(before)
    // Two days later the window is closed: the question is the template.
    const asked = [...before, "takes next", "at ask", "sent template", "waits 2026-11-25T12:00:00.000Z"]
    expect(path(steps, [advance])).toEqual(asked)
    expect(path(steps, [advance, reply("YES")])).toEqual([
      ...asked,
      ...["reply yes", "takes yes", "at thanks", "sent free_form", "takes next", "leaves: end"],
    ])
    expect(path(steps, [advance, advance])).toEqual([
      ...asked,
      "takes no_reply",
      "at end",
      "leaves: exit_step",
    ])
    expect(path(steps, [advance, { kind: "advance", to: after(9, "days") }])).toEqual(
      path(steps, [{ kind: "advance", to: after(9, "days") }]),
    )
  })

  it("says where it is, when it is due, and what it knows", () => {
    const { stepId, dueAt, now, contact } = simulated({ wait: waitFor(1, "days") }, [reply("hi")])
    expect([stepId, dueAt, now]).toEqual(["wait", after(1, "days"), noon])
    expect(contact.conversations).toEqual([{ number_id: numberId, last_inbound_at: noon }])
    expect(simulated({ wait: waitFor(1, "days") }, [advance])).toMatchObject({
      stepId: null,
      dueAt: null,
      now: after(1, "days"),
    })
  })

  it("enters by the variant that is named, whatever the audience says", () => {
    const variants = [
      { id: "a", name: "A", first: "one", weight: 0 },
      { id: "b", name: "B", first: "two" },
    ]
    const steps: Drawn = { one: message(), two: message() }
    const words = (of: Of) => simulated(steps, [], of).moments.slice(0, 2).map(wordsOf)
    expect(words({ members: { variants } })).toEqual(["enters b", "at two"])
    expect(words({ members: { variants, audience: isPro }, variant: "a" })).toEqual([
      "enters a, not in the audience",
      "at one",
    ])
  })

  it("decides by the contact, by the context, or by what one says", () => {
    const steps: Drawn = { ask: decision(undefined, undefined, { filter: isPro }) }
    expect(path(steps)).toContain("takes no")
    expect(path(steps, [], { contact: { ...ana, attributes: { plan: "pro" } } })).toContain("takes yes")
    expect(path(steps, [], { factsFor: () => ({ matches: true }) })).toContain("takes yes")
    const bySize: Drawn = {
      ask: { kind: "decision", context: [{ property: "size", op: "at_least", value: 3 }] },
    }
    expect(path(bySize, [], { context: { size: 3 } })).toContain("takes yes")
    expect(path(bySize, [], { context: { size: 2 } })).toContain("takes no")
    const ranked: Drawn = {
      ask: {
        kind: "audience_paths",
        paths: [
          { id: "pro", name: "Pro", filter: isPro },
          { id: "all", name: "All" },
        ],
      },
    }
    expect(path(ranked)).toContain("takes all")
  })

  it("takes the path of an experiment by the bucket that it is given", () => {
    const paths = [30, 70].map((share, at) => ({ id: `p${at}`, name: `${at}`, share }))
    const steps: Drawn = { split: { kind: "experiment_paths", paths } }
    expect(path(steps)).toContain("takes p0")
    expect(path(steps, [], { bucketOf: () => assignmentBuckets - 1 })).toContain("takes p1")
  })

  it("hears actions: the first at once, or the highest in the end", () => {
    const paths = [
      { id: "buys", name: "Buys", triggers: [{ on: "purchase" }] },
      { id: "writes", name: "Writes", triggers: [says("hi")] },
    ]
    const bought: SimulatedInput = {
      kind: "occurs",
      occurrence: {
        ...{
          kind: "purchase",
          workspace_id: groupId,
          contact_id: ana.id,
          at: noon.toISOString(),
          event_id: groupId,
        },
        ...{
          product_id: "shoe",
          currency: "PEN",
          price: 9,
          quantity: 1,
          happened_at: noon.toISOString(),
          properties: null,
        },
      },
    }
    const first: Drawn = { act: actions({}, "x", { paths, next: {} }) }
    expect(path(first, [reply("hi"), bought])).toEqual([
      "at act",
      "waits 2026-11-23T12:00:00.000Z",
      "reply writes",
      "takes writes",
      "leaves: end",
    ])
    const ranked: Drawn = { act: actions({}, "x", { paths, next: {}, is_ranked: true }) }
    expect(path(ranked, [reply("hi"), bought, advance]).slice(2)).toEqual([
      ...[
        "reply writes",
        "waits 2026-11-23T12:00:00.000Z",
        "occurs buys",
        "waits 2026-11-23T12:00:00.000Z",
        "takes buys",
        "leaves: end",
      ],
    ])
    expect(simulated(first, [reply("hi")]).context).toMatchObject({
      whats_app: { inbound_message_body: "hi" },
    })
  })

  it("lets people leave by what they do and what they are", () => {
    const steps: Drawn = { wait: waitFor(1, "days") }
    const exits = { triggers: [says("stop it")], filter: isPro }
    expect(path(steps, [reply("stop it")], { members: { exits } }).at(-1)).toBe("leaves: exit_event")
    const change = { kind: "change", contact: { attributes: { plan: "pro" } } } as const
    expect(path(steps, [change], { members: { exits } }).at(-1)).toBe("leaves: exit_audience")
    expect(path(steps, [reply("go on")], { members: { exits } }).at(-1)).toBe(
      "waits 2026-11-23T12:00:00.000Z",
    )
  })

  it("sends nothing in free form outside of the window, and what waits until that is known", () => {
    const closed = { contact: { ...ana, conversations: [] } }
    expect(path({ say: message(undefined, text("Hi")) }, [], closed)).toEqual([
      "at say",
      "dropped free_form",
      "takes next",
      "leaves: end",
    ])
    const waiting = { fateOf: () => ({ state: "waiting", reason: "quiet_hours" }) as const }
    expect(
      path({ say: message() }, [advance, { kind: "message", state: "failed", reason: "131026" }], waiting),
    ).toEqual([
      ...[
        "at say",
        "waiting template",
        "waits for what happens",
        "message changes nothing",
        "takes next",
        "leaves: end",
      ],
    ])
  })

  it("changes the contact and the context as it goes on", () => {
    const steps: Drawn = {
      set: {
        kind: "context",
        variables: [
          { name: "n", type: "number", value: "3" },
          { name: "m", type: "text", value: "{{ context.n }}" },
        ],
        next: { next: "call" },
      },
      call: { kind: "webhook", url: "https://x.example", save_as: "answer", next: { next: "update" } },
      update: {
        kind: "user_update",
        changes: [
          { do: "set", name: "plan", value: "pro" },
          { do: "increase", name: "visits", by: 2 },
          { do: "add", name: "likes", value: "shoes" },
          { do: "set", name: "city", value: "Cusco" },
          { do: "subscription", group_id: groupId, state: "subscribed" },
        ],
        next: { next: "ask" },
      },
      ask: decision(undefined, undefined, { filter: isPro }),
    }
    const answerOf = () => ({ ok: true, answer: { id: 7 } }) as const
    const end = simulated(steps, [], { answerOf, render: (_, { context }) => String(context.n) })
    expect(end.context).toEqual({ n: 3, m: "3", answer: { id: 7 } })
    expect(end.contact).toMatchObject({
      city: "Cusco",
      attributes: { plan: "pro", visits: 2, likes: ["shoes"] },
    })
    expect(end.contact.subscriptions).toEqual([{ group_id: groupId, state: "subscribed", changed_at: noon }])
    expect(end.moments.map(wordsOf)).toContain("takes yes")
    // Without somebody who renders Liquid, what has some stays as it was, and says so.
    const unrendered = simulated(steps).moments.find((moment) => moment.kind === "performs")
    expect(unrendered?.performed).toEqual({ ok: true, saw: { not_updated: ["m"] } })
  })

  it("has webhooks fail where it is told to", () => {
    const steps: Drawn = { call: { kind: "webhook", url: "https://x.example", otherwise: "exit" } }
    expect(path(steps, [], { answerOf: () => ({ ok: false, reason: "answered 500" }) }).at(-1)).toBe(
      "leaves: failed",
    )
  })

  it("hands over to a person, who releases it or does not", () => {
    const steps: Drawn = { over: { kind: "hand_over", hours: 2 } }
    const before = ["at over", "done {}", "waits 2026-11-22T14:00:00.000Z"]
    expect(path(steps, [{ kind: "release" }])).toEqual([
      ...before,
      "release changes nothing",
      "takes next",
      "leaves: end",
    ])
    expect(path(steps, [advance])).toEqual([...before, "takes next", "leaves: end"])
  })

  it("goes round in a loop that pauses, and leaves one that does not", () => {
    const daily: Drawn = {
      wait: { kind: "delay", wait: { kind: "calendar_days", days: 0, at: "09:00" }, next: { next: "say" } },
      say: message("wait"),
    }
    const { moments } = simulated(daily, [{ kind: "advance", to: after(3, "days") }])
    expect(moments.flatMap(({ kind, at }) => (kind === "sends" ? [at.toISOString()] : []))).toEqual([
      ...["2026-11-22T14:00:00.000Z", "2026-11-23T14:00:00.000Z", "2026-11-24T14:00:00.000Z"],
    ])
    const endless: Drawn = { one: decision("one", "one") }
    expect(path(endless).at(-1)).toBe("leaves: loop")
  })

  it("goes through every kind of step", () => {
    const steps: Drawn = {
      message: message("delay"),
      delay: waitFor(1, "hours", "decision"),
      decision: decision("audience_paths", "audience_paths"),
      audience_paths: {
        kind: "audience_paths",
        paths: [{ id: "a", name: "A" }],
        next: { a: "action_paths" },
      },
      action_paths: { ...actions(says("x"), "wait_for_reply"), next: { else: "wait_for_reply" } },
      wait_for_reply: ask({ no_reply: "experiment_paths" }),
      experiment_paths: {
        kind: "experiment_paths",
        paths: [{ id: "a", name: "A", share: 100 }],
        next: { a: "user_update" },
      },
      user_update: { kind: "user_update", changes: [], next: { next: "context" } },
      context: {
        kind: "context",
        variables: [{ name: "a", type: "text", value: "1" }],
        next: { next: "webhook" },
      },
      webhook: { kind: "webhook", url: "https://x.example", next: { next: "send_to_canvas" } },
      send_to_canvas: { kind: "send_to_canvas", next: { next: "hand_over" } },
      hand_over: { kind: "hand_over", next: { next: "exit" } },
      exit: { kind: "exit" },
    }
    const { moments } = simulated(steps, [{ kind: "advance", to: after(9, "days") }])
    expect(moments.flatMap(({ kind, stepId }) => (kind === "arrives" ? [stepId] : []))).toEqual(stepKinds)
    expect(moments.at(-1)).toMatchObject({ kind: "leaves", reason: "exit_step", stepId: "exit" })
  })
})
