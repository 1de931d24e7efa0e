/** Canvases that clients of Braze have people enter, now and later. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { changeCanvas } from "../../canvas/definition/canvases.ts"
import { stopCanvas } from "../../canvas/publish/publish.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sendScheduled } from "../messaging/schedules.ts"
import { canvasesOf } from "../testing/canvas.ts"
import { startBraze } from "../testing/installation.ts"

const hourMs = 3_600_000
const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let canvases: ReturnType<typeof canvasesOf>
let canvas: string
let rounds = 0

beforeAll(async () => {
  api = await startBraze({ clock, environment: { ROLES: "api" } })
  canvases = canvasesOf(api)
  await api.ask("/users/track", {
    attributes: [
      { external_id: "ana", phone: "+4915112345671", plan: "pro", time_zone: "Europe/Berlin" },
      { external_id: "ben", phone: "+4915112345672", plan: "free", time_zone: "America/Santiago" },
      { external_id: "caro", phone: "+4915112345673", plan: "pro" },
    ],
  })
})
afterAll(() => api.close())

beforeEach(async () => {
  canvas = await canvases.draft(`Welcome ${rounds++}`, {
    audience: { on: "attribute", name: "plan", op: "exists" },
    context: [{ name: "amount", type: "number" }],
    re_entry: { kind: "after", seconds: 0 },
  })
  await canvases.publish(canvas)
})

const done = { dispatch_id: expect.stringMatching(/^[0-9a-f]{32}$/), message: "success" }
const send = (body: object) => api.ask("/canvas/trigger/send", { canvas_id: canvas, ...body })
const pro = { custom_attribute: { custom_attribute_name: "plan", comparison: "equals", value: "pro" } }
const ana = [{ external_user_id: "ana" }]
const scopeOf = (id: string) => ({
  id,
  canvasId: id,
  workspaceId: api.platform.workspaceId,
  now: clock.now(),
})
const stop = () => canvases.inWorkspace((tx) => stopCanvas(tx, scopeOf(canvas)))

describe("/canvas/trigger/send", () => {
  it("has each recipient enter, whose own context goes before that of all", async () => {
    const answer = await send({
      context: { shop: "Lima", amount: 1 },
      recipients: [{ external_user_id: "ana", context: { amount: 17 } }, { external_user_id: "nobody" }],
    })
    expect(answer).toEqual({ status: 201, headers: expect.anything(), body: done })
    expect(answer.headers.get("x-ratelimit-limit")).toBe("250000")
    expect(await canvases.inside(canvas)).toEqual([["ana", { shop: "Lima", amount: 17 }]])
  })

  it("takes the context under its older name, too", async () => {
    await send({
      canvas_entry_properties: { shop: "Lima" },
      recipients: [{ external_user_id: "ben", canvas_entry_properties: { order: "A-17" } }],
    })
    expect(await canvases.inside(canvas)).toEqual([["ben", { shop: "Lima", order: "A-17" }]])
  })

  it("has somebody who is named twice enter once, with what is said last, and by each request", async () => {
    const recipients = ["first", "last"].map((name) => ({ external_user_id: "ana", context: { name } }))
    await send({ recipients })
    expect(await canvases.inside(canvas)).toEqual([["ana", { name: "last" }]])
    await send({ recipients: ana })
    expect(await canvases.inside(canvas)).toHaveLength(2)
  })

  it("writes attributes first, and creates a user where it is told to", async () => {
    const attributes = { plan: "new", phone: `+49151123456${rounds}0` }
    const recipient = { external_user_id: `new${rounds}`, attributes }
    await send({ recipients: [recipient] })
    expect(await canvases.inside(canvas)).toEqual([])
    await send({ recipients: [{ ...recipient, send_to_existing_only: false }] })
    expect(await canvases.inside(canvas)).toEqual([[recipient.external_user_id, {}]])
    await api.ask("/users/delete", { external_ids: [recipient.external_user_id] })
  })

  it("has only those enter who match a connected audience", async () => {
    await send({ audience: { AND: [pro] }, recipients: [...ana, { external_user_id: "ben" }] })
    expect(await canvases.inside(canvas)).toEqual([["ana", {}]])
  })

  it("has the whole audience enter, or a part of it, once for each request", async () => {
    expect((await send({ broadcast: true, context: { amount: 5 } })).body).toEqual(done)
    const five = { amount: 5 }
    expect(await canvases.inside(canvas)).toEqual([
      ["ana", five],
      ["ben", five],
      ["caro", five],
    ])
    expect((await send({ broadcast: true, audience: pro })).body).toEqual(done)
    expect((await canvases.inside(canvas)).map(([who]) => who)).toEqual(["ana", "ana", "ben", "caro", "caro"])
  })

  it("says so where the canvas is a draft, was stopped or is archived, and does nothing", async () => {
    const paused = "The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect."
    const draft = await canvases.draft(`Draft ${rounds}`)
    expect((await send({ canvas_id: draft, recipients: ana })).body).toEqual({ ...done, notice: paused })
    await stop()
    const recipients = [{ external_user_id: "ana", attributes: { first_name: "Never" } }]
    expect(await send({ recipients })).toMatchObject({ status: 201, body: { ...done, notice: paused } })
    expect((await send({ broadcast: true })).body.notice).toBe(paused)
    await canvases.inWorkspace((tx) => changeCanvas(tx, scopeOf(canvas), { archived: true }))
    expect((await send({ recipients })).body).toEqual({
      ...done,
      notice: "The Canvas is archived. Unarchive the Canvas to ensure trigger requests will take effect.",
    })
    expect(await canvases.inside(canvas)).toEqual([])
    expect((await api.contacts()).map(({ first_name }) => first_name)).not.toContain("Never")
  })

  it("goes on with a broadcast no further once the canvas is stopped, and not when it is published again", async () => {
    await send({ broadcast: true })
    await stop()
    await canvases.publish(canvas)
    expect(await canvases.inside(canvas)).toEqual([])
    await send({ broadcast: true })
    await canvases.publish(canvas)
    expect(await canvases.inside(canvas)).toHaveLength(3)
  })

  const unknown = "canvas_id must be a string of the Canvas api identifier"
  it.each([
    ["no recipients", {}, "No Recipients"],
    ["recipients of a broadcast", { broadcast: true, recipients: ana }, "'broadcast'"],
    ["what is no id", { canvas_id: "x", recipients: ana }, unknown],
    ["no id", { canvas_id: null, recipients: ana }, unknown],
    ["a canvas of nobody", { canvas_id: crypto.randomUUID(), broadcast: true }, unknown],
    ["two names", { recipients: [{ external_user_id: "ana", email: "a@example.com" }] }, "exactly one of"],
    ["51", { recipients: Array.from({ length: 51 }, () => ({ external_user_id: "ana" })) }, "max number"],
    ["pushes", { broadcast: true, audience: { push_subscription_status: {} } }, "'push_subscription_status'"],
    ["another type than declared", { context: { amount: "17" }, recipients: ana }, "amount"],
    ["another type in a broadcast", { context: { amount: "17" }, broadcast: true }, "amount"],
    ["a context that is none", { context: [1], recipients: ana }, "'context' must be an object"],
    ["51 KB", { context: { a: "x".repeat(51 * 1024) }, recipients: ana }, "'context' has at most"],
    [
      "51 KB together",
      { context: { a: "x".repeat(26_000) }, recipients: [{ ...ana[0], context: { b: "x".repeat(26_000) } }] },
      "50 KB",
    ],
  ])("refuses %s", async (_what, body, message) => {
    const answer = await send(body)
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining(message)])
    expect(await canvases.inside(canvas)).toEqual([])
  })

  it("refuses a canvas that people enter in another way", async () => {
    const other = await canvases.draft(`Once ${rounds}`, { entry: { kind: "once", at: null } })
    await canvases.publish(other)
    const answer = await send({ canvas_id: other, recipients: ana })
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining("not API-triggered")])
  })

  it("says so where it is too early", async () => {
    const entry = { kind: "api", from: "2027-01-01T00:00:00Z" }
    const later = await canvases.draft(`Later ${rounds}`, { entry })
    await canvases.publish(later)
    expect((await send({ canvas_id: later, recipients: ana })).body.notice).toContain("Nobody enters")
    expect(await canvases.inside(later)).toEqual([])
  })

  it("needs a key that may, and for a broadcast one that may launch", async () => {
    const ask = async (permission: "canvases:trigger" | "canvases:read", body: object) => {
      const key = await api.keyWith([permission])
      return (await api.ask("/canvas/trigger/send", { canvas_id: canvas, ...body }, { key })).status
    }
    expect(await ask("canvases:read", { recipients: ana })).toBe(403)
    expect(await ask("canvases:trigger", { recipients: ana })).toBe(201)
    expect(await ask("canvases:trigger", { broadcast: true })).toBe(403)
  })

  it("knows no canvas of another workspace", async () => {
    const { key } = await api.otherWorkspace()
    const ask = (path: string, body?: object) => api.ask(path, body, { key })
    const body = { canvas_id: canvas, recipients: ana, name: "Copy" }
    const answers = [
      await ask("/canvas/trigger/send", body),
      await ask("/canvas/duplicate", body),
      await ask(`/canvas/details?canvas_id=${canvas}`),
      await ask(`/canvas/data_series?canvas_id=${canvas}&length=1`),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    expect((await ask("/canvas/list")).body.canvases).toEqual([])
  })
})

describe("/canvas/trigger/schedule", () => {
  const trigger = (action: string, body: object, options = {}) =>
    api.ask(`/canvas/trigger/schedule/${action}`, { canvas_id: canvas, ...body }, options)
  const inHours = (hours: number) => new Date(clock.now().getTime() + hours * hourMs).toISOString()
  /** Who is inside some hours later. */
  async function after(hours: number) {
    clock.advance(hours * hourMs)
    while (await sendScheduled(api.platform));
    return canvases.inside(canvas)
  }

  it("has them enter at its time, and once", async () => {
    const recipients = [{ external_user_id: "ana", context: { order: "A-17" } }]
    const created = await trigger("create", {
      recipients,
      context: { amount: 3 },
      schedule: { time: inHours(2) },
    })
    expect(created).toMatchObject({ status: 201, body: { ...done, schedule_id: expect.any(String) } })
    expect(await after(1)).toEqual([])
    expect(await after(1)).toEqual([["ana", { order: "A-17", amount: 3 }]])
    expect(await after(1)).toHaveLength(1)
  })

  it("goes at another time once that is said, and not at all once it is deleted", async () => {
    const { body } = await trigger("create", { recipients: ana, schedule: { time: inHours(1) } })
    const { schedule_id } = body
    const update = await trigger("update", { schedule_id, schedule: { time: inHours(3) } })
    expect(update).toMatchObject({ status: 201, body: { message: "success" } })
    expect(await after(2)).toEqual([])
    const other = await canvases.draft(`Other ${rounds}`)
    expect((await trigger("delete", { schedule_id, canvas_id: other })).status).toBe(400)
    expect((await trigger("delete", { schedule_id })).status).toBe(201)
    expect(await after(2)).toEqual([])
    expect((await trigger("delete", { schedule_id })).status).toBe(400)
  })

  it("is for the whole audience, listed until then, and changed only by somebody who may launch", async () => {
    const { body } = await trigger("create", {
      broadcast: true,
      audience: pro,
      schedule: { time: inHours(1) },
    })
    const listed = await api.ask(`/messages/scheduled_broadcasts?end_time=${inHours(2)}`)
    expect(listed.body.scheduled_broadcasts).toMatchObject([{ id: canvas, type: "Canvas" }])
    const key = await api.keyWith(["canvases:trigger"])
    const { schedule_id } = body
    const schedule = { time: inHours(9) }
    expect((await trigger("update", { schedule_id, schedule }, { key })).status).toBe(403)
    expect((await trigger("delete", { schedule_id }, { key })).status).toBe(403)
    expect((await trigger("create", { broadcast: true, schedule }, { key })).status).toBe(403)
    expect((await after(1)).map(([who]) => who)).toEqual(["ana", "caro"])
  })

  it("is for each by their clock; who has none goes by the workspace's", async () => {
    clock.advance((24 - clock.now().getUTCHours()) * hourMs)
    const schedule = { time: `${inHours(0).slice(0, 10)}T12:00:00`, in_local_time: true }
    await trigger("create", { broadcast: true, schedule })
    const both = [...ana, { external_user_id: "ben" }]
    await trigger("create", { recipients: both, context: { asked: "by name" }, schedule })
    expect(await after(10)).toEqual([])
    expect((await after(1)).map(([who]) => who)).toEqual(["ana", "ana"])
    expect((await after(1)).map(([who]) => who)).toEqual(["ana", "ana", "caro"])
    expect((await after(3)).map(([who]) => who)).toEqual(["ana", "ana", "ben", "ben", "caro"])
  })

  it("says so where the canvas is stopped, and asks again at its time", async () => {
    await stop()
    const create = () => trigger("create", { recipients: ana, schedule: { time: inHours(1) } })
    expect((await create()).body.notice).toContain("The Canvas is paused.")
    expect(await after(1)).toEqual([])
    await create()
    await canvases.publish(canvas)
    expect(await after(1)).toHaveLength(1)
  })

  it.each([
    ["no time", {}],
    ["a time that has passed", { time: "2026-11-21T12:00:00Z" }],
    ["an optimal time", { time: "2027-11-21T12:00:00", at_optimal_time: true }],
    ["a local time with an offset", { time: "2027-11-21T12:00:00Z", in_local_time: true }],
  ])("is refused with %s", async (_what, schedule) => {
    expect((await trigger("create", { recipients: ana, schedule })).status).toBe(400)
  })
})
