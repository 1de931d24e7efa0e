/** People's ways through canvases. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openCanvas } from "../testing/open-canvas.ts"

const minuteMs = 60_000
const hourMs = 60 * minuteMs
let opened: Awaited<ReturnType<typeof openCanvas>>
let ana: string
let ben: string
beforeAll(async () => {
  opened = await openCanvas()
  ;[ana = "", ben = ""] = opened.contactIds
  await opened.api("PATCH", `contacts/${ana}`, { country: "PE", time_zone: "America/Lima" })
})
afterAll(() => opened.close())

const way = (id: string, contactId = ana) => opened.way(id, contactId)
const peru = { all: [{ on: "contact", field: "country", op: "equals", value: "PE" }] }
const delay = (amount: number, unit: string, more: object = {}) => ({
  kind: "delay",
  wait: { kind: "for", length: { amount, unit }, ...more },
})

describe("a message", () => {
  it("is sent, and the run goes on when Meta has taken it", async () => {
    const id = await opened.publish({
      steps: [
        { id: "1", kind: "message", content: opened.template, next: { next: "2" } },
        { id: "2", ...delay(1, "hours") },
      ],
    })
    await opened.enter(id, [ana])
    expect(await way(id)).toBe("@1")
    expect(await opened.send()).toMatchObject([{ contact_id: ana }])
    expect(await way(id)).toBe("1:next @2")
    opened.clock.advance(hourMs)
    await opened.run()
    expect(await way(id)).toBe("1:next 2:next !end")
  })

  it("that is held back does not hold the person back, and says why", async () => {
    const id = await opened.publish({ steps: [{ id: "1", kind: "message", content: opened.template }] })
    await opened.enter(id, [ana])
    await opened.send("capped")
    const run = await opened.runOf(id, ana)
    expect(run.moves[0]).toMatchObject({ outlet: "next", saw: { message: "dropped", reason: "capped" } })
  })

  it("says what the run knows", async () => {
    const id = await opened.publish({ steps: [{ id: "1", kind: "message", content: opened.template }] })
    await opened.enter(id, [ana], { plan: "pro" })
    expect(await opened.outbox()).toMatchObject([
      { variables: { context: { plan: "pro" }, canvas: { api_id: id, variant_name: "A" } } },
    ])
    await opened.send()
  })

  it("goes only to people who are valid; others leave, where the step says so", async () => {
    const validation = { filter: peru, otherwise: "exit" }
    const id = await opened.publish({
      steps: [{ id: "1", kind: "message", content: opened.template, validation }],
    })
    await opened.enter(id, [ana, ben])
    expect((await opened.outbox()).map(({ contact_id }) => contact_id)).toEqual([ana])
    expect(await way(id, ben)).toBe("!not_valid")
    await opened.send()
  })
})

describe("splits", () => {
  it("part people by who they are as they arrive, and by the context", async () => {
    const id = await opened.publish({
      context: [{ name: "plan", type: "text" }],
      steps: [
        { id: "1", kind: "decision", filter: peru, next: { yes: "2", no: "3" } },
        {
          id: "2",
          kind: "audience_paths",
          paths: [{ id: "pro", name: "Pro", context: [{ property: "plan", op: "equals", value: "pro" }] }],
          next: { pro: "3", else: "3" },
        },
        { id: "3", kind: "exit" },
      ],
    })
    await opened.enter(id, [ana, ben], { plan: "pro" })
    expect(await way(id)).toBe("1:yes 2:pro !exit_step")
    expect(await way(id, ben)).toBe("1:no !exit_step")
  })

  it("by chance are the same for a person each time", async () => {
    const paths = [
      { id: "x", name: "X", share: 50 },
      { id: "y", name: "Y", share: 50 },
    ]
    const id = await opened.publish({
      re_entry: { kind: "after", seconds: 0 },
      steps: [{ id: "1", kind: "experiment_paths", paths }],
    })
    await opened.enter(id, [ana])
    const first = await way(id)
    for (let time = 0; time < 5; time++) {
      await opened.enter(id, [ana])
      expect(await way(id)).toBe(first)
    }
  })
})

describe("a delay", () => {
  it("goes by the person's clock", async () => {
    const steps = [{ id: "1", ...delay(1, "minutes", { at: "09:00" }) }]
    const id = await opened.publish({ steps })
    await opened.enter(id, [ana])
    const run = await opened.runOf(id, ana)
    // 12:00 UTC is 07:00 in Lima.
    expect(new Date(run.wake_at).getUTCHours()).toBe(14)
  })

  it("moves as the date it waits for does", async () => {
    const steps = [
      {
        id: "1",
        kind: "delay",
        wait: {
          kind: "until",
          date: { from: "attribute", name: "appointment" },
          offset: { direction: "before", length: { amount: 2, unit: "hours" } },
        },
      },
    ]
    const id = await opened.publish({ steps })
    await opened.api("PATCH", `contacts/${ana}`, { attributes: { appointment: "2026-12-24T18:00:00Z" } })
    await opened.enter(id, [ana])
    expect((await opened.runOf(id, ana)).wake_at).toBe("2026-12-24T16:00:00.000Z")
    await opened.api("PATCH", `contacts/${ana}`, { attributes: { appointment: "2026-12-23T18:00:00Z" } })
    await opened.hear({ kind: "contact_changed", ...opened.of(ana), fields: [], attributes: ["appointment"] })
    await opened.run()
    expect((await opened.runOf(id, ana)).wake_at).toBe("2026-12-23T16:00:00.000Z")
  })
})

describe("what people do", () => {
  const actions = (more: object = {}) => ({
    id: "1",
    kind: "action_paths",
    within: { amount: 1, unit: "days" },
    paths: [
      { id: "bought", name: "Bought", triggers: [{ on: "event", name: "bought" }] },
      { id: "saw", name: "Saw", triggers: [{ on: "event", name: "saw" }] },
    ],
    next: { bought: "2", saw: "2", else: "2" },
    ...more,
  })
  const hold = { id: "2", ...delay(30, "days") }

  it("decides at once, the first of it", async () => {
    const id = await opened.publish({ steps: [actions(), hold] })
    await opened.enter(id, [ana, ben])
    opened.clock.advance(minuteMs)
    await opened.hear(opened.event(ana, "saw"), opened.event(ana, "bought"))
    await opened.run()
    expect(await way(id)).toBe("1:saw @2")
    opened.clock.advance(24 * hourMs)
    await opened.run()
    expect(await way(id, ben)).toBe("1:else @2")
  })

  it("decides at the end by rank, where paths are ranked", async () => {
    const id = await opened.publish({ steps: [actions({ is_ranked: true }), hold] })
    await opened.enter(id, [ana])
    opened.clock.advance(minuteMs)
    await opened.hear(opened.event(ana, "saw"), opened.event(ana, "bought"), opened.event(ana, "saw"))
    await opened.run()
    expect(await way(id)).toBe("@1")
    opened.clock.advance(24 * hourMs)
    await opened.run()
    expect(await way(id)).toBe("1:bought @2")
  })

  it("counts once, however often it is heard of, and not before the run came there", async () => {
    const id = await opened.publish({
      steps: [actions({ next: { saw: "2" } }), { ...actions(), id: "2", next: {} }],
    })
    const early = opened.event(ana, "saw")
    opened.clock.advance(minuteMs)
    await opened.enter(id, [ana])
    await opened.hear(early)
    opened.clock.advance(minuteMs)
    const once = opened.event(ana, "saw")
    await opened.hear(once)
    await opened.run()
    await opened.hear(once, once)
    await opened.run()
    expect(await way(id)).toBe("1:saw @2")
  })

  it("has people leave at once, also inside of a delay", async () => {
    const id = await opened.publish({
      exits: { triggers: [{ on: "event", name: "bought" }] },
      steps: [{ id: "1", ...delay(30, "days") }],
    })
    await opened.enter(id, [ana])
    await opened.hear(opened.event(ana, "bought"))
    await opened.run()
    expect(await way(id)).toBe("!exit_event")
  })

  it("has people leave before their message goes, which is withdrawn", async () => {
    const id = await opened.publish({
      exits: { triggers: [{ on: "event", name: "bought" }] },
      steps: [{ id: "1", kind: "message", content: opened.template }],
    })
    await opened.enter(id, [ana])
    await opened.hear(opened.event(ana, "bought"))
    await opened.run()
    expect(await way(id)).toBe("!exit_event")
    const [waiting] = await opened.outbox()
    expect(waiting?.expires_at).toEqual(opened.clock.now())
    await opened.send()
  })

  it("has people of the audience enter, once", async () => {
    const id = await opened.publish({
      entry: { kind: "action", triggers: [{ on: "event", name: "signed_up" }] },
      audience: peru,
      steps: [hold],
      variants: [{ id: "a", name: "A", first: "2" }],
    })
    const signedUp = opened.event(ana, "signed_up", { plan: "pro" })
    await opened.hear(signedUp, opened.event(ben, "signed_up"))
    await opened.hear(signedUp, opened.event(ana, "signed_up"))
    await opened.run()
    expect(await way(id)).toBe("@2")
    expect((await opened.runOf(id, ana)).context).toEqual({ event_properties: { plan: "pro" } })
    expect(await way(id, ben)).toBe("never entered")
    expect((await opened.api("GET", `canvases/${id}/runs`)).body.data).toHaveLength(1)
  })
})

describe("a question", () => {
  const ask = (more: object = {}) => ({
    id: "1",
    kind: "wait_for_reply",
    content: opened.text("Tea or coffee?"),
    fallback: opened.template,
    paths: [{ id: "tea", name: "Tea", text: { op: "is", value: "tea" } }],
    next: { tea: "2", other: "2", no_reply: "2" },
    ...more,
  })
  const rest = { id: "2", ...delay(30, "days") }

  it("is asked by the template while the window is closed, and in free form while it is open", async () => {
    const id = await opened.publish({ steps: [ask(), rest] })
    await opened.wrote(ben, "hi")
    await opened.enter(id, [ana, ben])
    const queued = await opened.outbox()
    const { data } = (await opened.api("GET", `canvases/${id}/counts`)).body
    expect(data).toMatchObject([{ step_id: "1", waiting: 2 }])
    expect(new Set(queued.map(({ source_id }) => source_id)).size).toBe(2)
    await opened.send()
    opened.clock.advance(minuteMs)
    await opened.hear(await opened.wrote(ana, " TEA "), await opened.wrote(ben, "water"))
    await opened.run()
    expect(await way(id)).toBe("1:tea @2")
    expect(await way(id, ben)).toBe("1:other @2")
    expect((await opened.runOf(id, ana)).context).toMatchObject({
      whats_app: { inbound_message_body: " TEA " },
    })
  })

  it("that nobody answers goes on when its time is over", async () => {
    const id = await opened.publish({ steps: [ask(), rest] })
    await opened.enter(id, [ana])
    await opened.send()
    opened.clock.advance(24 * hourMs)
    await opened.run()
    expect(await way(id)).toBe("1:no_reply @2")
  })

  it("is answered in the run that wrote last, and starts nothing else", async () => {
    const first = await opened.publish({ steps: [ask(), rest] })
    const second = await opened.publish({ steps: [ask(), rest] })
    const any = await opened.publish({
      entry: { kind: "action", triggers: [{ on: "inbound_message" }] },
      steps: [rest],
      variants: [{ id: "a", name: "A", first: "2" }],
    })
    await opened.enter(first, [ana])
    await opened.send()
    opened.clock.advance(minuteMs)
    await opened.enter(second, [ana])
    await opened.send()
    opened.clock.advance(minuteMs)
    const reply = await opened.wrote(ana, "tea")
    await opened.hear(reply)
    await opened.run()
    await opened.hear(reply)
    await opened.run()
    expect(await way(first)).toBe("@1")
    expect(await way(second)).toBe("1:tea @2")
    expect(await way(any)).toBe("never entered")
    await opened.hear(await opened.wrote(ana, "tea"))
    await opened.run()
    expect(await way(first)).toBe("1:tea @2")
    expect(await way(any)).toBe("never entered")
  })
})

describe("steps that workers do", () => {
  it("keep variables, each by its type", async () => {
    const variables = [
      { name: "price", type: "number", value: "{{ context.base | times: 2 }}" },
      { name: "label", type: "text", value: "{{ contact.first_name }} {{ context.price }}" },
      { name: "wrong", type: "number", value: "many" },
    ]
    const id = await opened.publish({
      context: [{ name: "base", type: "number" }],
      steps: [
        { id: "1", kind: "context", variables, next: { next: "2" } },
        { id: "2", ...delay(1, "hours") },
      ],
    })
    await opened.enter(id, [ana], { base: 21 })
    const run = await opened.runOf(id, ana)
    expect(run).toMatchObject({ step_id: "2", context: { base: 21, price: 42, label: "Ana 1 42" } })
    expect(run.moves[0].saw).toEqual({ not_updated: ["wrong"] })
  })

  it("change the person, and go on when that is done", async () => {
    const changes = [
      { do: "set", name: "tier", value: "gold" },
      { do: "set", name: "city", value: "{{ context.city }}" },
      { do: "increase", name: "visits", by: 2 },
      { do: "event", name: "upgraded", properties: { to: "gold" } },
      { do: "subscription", group_id: opened.groupId, state: "unsubscribed" },
    ]
    const id = await opened.publish({
      context: [{ name: "city", type: "text" }],
      steps: [{ id: "1", kind: "user_update", changes }],
    })
    await opened.enter(id, [ben], { city: "Cusco" })
    expect(await way(id, ben)).toBe("1:next !end")
    const contact = (await opened.api("GET", `contacts/${ben}`)).body
    expect(contact).toMatchObject({ city: "Cusco", attributes: { tier: "gold", visits: 2 } })
    expect(contact.subscriptions).toMatchObject([{ state: "unsubscribed" }])
  })

  it("have people enter another canvas", async () => {
    const other = await opened.publish({ steps: [{ id: "1", ...delay(1, "hours") }] })
    const id = await opened.publish({
      steps: [{ id: "1", kind: "send_to_canvas", canvas_id: other, context: { from: "{{ canvas.name }}" } }],
    })
    await opened.enter(id, [ana])
    expect(await way(id)).toBe("1:next !end")
    expect((await opened.runOf(other, ana)).context.from).toMatch(/^Canvas /)
  })

  it("hand over to a person, for as long as they say", async () => {
    const id = await opened.publish({
      steps: [
        { id: "1", kind: "hand_over", hours: 2, next: { next: "2" } },
        { id: "2", ...delay(1, "hours") },
      ],
    })
    await opened.enter(id, [ana])
    expect(await way(id)).toBe("@1")
    opened.clock.advance(2 * hourMs)
    await opened.run()
    expect(await way(id)).toBe("1:next @2")
  })

  it("hand over until a member releases the person: meanwhile nothing automatic goes, and what waits then goes", async () => {
    const steps = [
      { id: "1", kind: "hand_over", reason: "Wants a refund", next: { next: "2" } },
      { id: "2", ...delay(1, "hours") },
    ]
    const id = await opened.publish({ steps })
    const other = await opened.publish({ steps: [{ id: "1", kind: "message", content: opened.template }] })
    await opened.enter(id, [ana])
    const { data } = (await opened.api("GET", `contacts/${ana}/automation-holds`)).body
    expect(data).toMatchObject([{ number_id: opened.numberId, reason: "Wants a refund", released_at: null }])
    await opened.enter(other, [ana])
    const [claimed] = await opened.claim()
    expect(claimed).toMatchObject({ contact_id: ana, held_until: new Date(data[0].until) })
    const answer = await opened.api("POST", `contacts/${ana}/automation-holds/release`, {
      number_id: opened.numberId,
    })
    expect(answer).toMatchObject({ status: 200, body: { data: [{ id: data[0].id }] } })
    await opened.run()
    expect(await way(id)).toBe("1:next @2")
    const told = (await opened.api("GET", "notifications")).body
    expect(JSON.stringify(told)).toContain("Wants a refund")
  })
})

describe("what goes round in circles", () => {
  it("ends, also where canvases send people to each other", async () => {
    const re_entry = { kind: "after", seconds: 0 }
    const steps = (canvas_id: string | null) => [{ id: "1", kind: "send_to_canvas", canvas_id }]
    const rest = { steps: [{ id: "1", ...delay(1, "hours") }], re_entry }
    const one = await opened.publish(rest)
    const two = await opened.publish({ steps: steps(one), re_entry })
    await opened.api("PATCH", `canvases/${one}`, { steps: steps(two) })
    expect((await opened.api("POST", `canvases/${one}/publish`)).status).toBe(200)
    await opened.enter(one, [ana])
    expect((await opened.api("GET", `canvases/${one}/runs?limit=500`)).body.data).toHaveLength(100)
  })
})

describe("a canvas", () => {
  it("that is stopped takes nobody, sends nothing, and lets people go when their step is over", async () => {
    const id = await opened.publish({ steps: [{ id: "1", ...delay(1, "hours") }] })
    await opened.enter(id, [ana])
    expect((await opened.api("POST", `canvases/${id}/stop`)).status).toBe(200)
    expect(
      (await opened.api("POST", `canvases/${id}/trigger`, { recipients: [{ contact_id: ben }] })).status,
    ).toBe(409)
    opened.clock.advance(hourMs)
    await opened.run()
    expect(await way(id)).toBe("!stopped")
  })

  it("that is published again leaves people in the version that they entered", async () => {
    const id = await opened.publish({
      re_entry: { kind: "after", seconds: 0 },
      steps: [{ id: "1", ...delay(1, "hours") }],
    })
    await opened.enter(id, [ana])
    await opened.api("PATCH", `canvases/${id}`, { steps: [{ id: "1", ...delay(1, "days") }] })
    expect((await opened.api("POST", `canvases/${id}/publish`)).body.version).toBe(2)
    await opened.enter(id, [ben])
    opened.clock.advance(hourMs)
    await opened.run()
    expect(await way(id)).toBe("1:next !end")
    expect(await way(id, ben)).toBe("@1")
  })

  it("takes its whole audience in at a time, and no more than it may", async () => {
    const id = await opened.publish({
      entry: { kind: "once" },
      entry_limit: { count: 1, per: "canvas" },
      steps: [{ id: "1", ...delay(1, "hours") }],
    })
    await opened.run()
    expect((await opened.api("GET", `canvases/${id}/runs`)).body.data).toHaveLength(1)
    expect((await opened.api("GET", `canvases/${id}/counts`)).body).toMatchObject({
      entered: 1,
      under_way: 1,
    })
  })

  it("lets a person enter again as its rule says", async () => {
    const id = await opened.publish({
      re_entry: { kind: "after_exit" },
      steps: [{ id: "1", ...delay(1, "hours") }],
    })
    await opened.enter(id, [ana])
    expect((await opened.enter(id, [ana])).skipped).toEqual([{ recipient: 0, reason: "not_entered" }])
    opened.clock.advance(hourMs)
    await opened.run()
    expect((await opened.enter(id, [ana])).entered).toEqual([{ recipient: 0 }])
  })
})
