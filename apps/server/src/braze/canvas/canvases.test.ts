/** Canvases as clients of Braze read and copy them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { advanceDue } from "../../canvas/engine/advance.ts"
import { Versions } from "../../canvas/engine/versions.ts"
import { steppedClock } from "../../platform/clock.ts"
import { sql } from "../../platform/database/index.ts"
import { canvasesOf } from "../testing/canvas.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-21T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let canvases: ReturnType<typeof canvasesOf>
let canvas: string

const steps = (templateId: string) => [
  { id: "ask", kind: "decision", name: "Pro?", filter: { all: [] }, next: { yes: "hello", no: "wait" } },
  {
    id: "hello",
    kind: "message",
    name: "Hello",
    content: {
      kind: "template",
      template_id: templateId,
      values: { body: { first_name: "Ana", city: "Lima" } },
    },
    next: { next: "wait" },
  },
  { id: "wait", kind: "delay", wait: { kind: "for", length: { amount: 1, unit: "hours" } } },
]

beforeAll(async () => {
  api = await startBraze({ clock, environment: { ROLES: "api" } })
  canvases = canvasesOf(api)
  const attributes = ["ana", "ben", "caro"].map((external_id, place) => ({
    external_id,
    phone: `+491511234567${place}`,
  }))
  await api.ask("/users/track", { attributes })
  const { id: templateId } = await canvases.inWorkspace((tx) =>
    tx.selectFrom("templates").select("id").executeTakeFirstOrThrow(),
  )
  canvas = await canvases.draft("Welcome", {
    variants: [
      { id: "a", name: "A", first: "ask" },
      { id: "b", name: "B", weight: 0 },
    ],
    steps: steps(templateId),
  })
  await canvases.publish(canvas)
  const enter = (external_user_id: string) =>
    api.ask("/canvas/trigger/send", { canvas_id: canvas, recipients: [{ external_user_id }] })
  await enter("ana")
  clock.advance(86_400_000)
  await enter("ben")
  await enter("caro")
  while (await advanceDue(api.platform, new Versions()));
  await api.platform.db.system((tx) =>
    sql`
      INSERT INTO stats (source_id, variant, stage, reason, quarter_hour, workspace_id, n)
      SELECT source_id, 0, stage, reason, ${clock.now()}::timestamptz, workspace_id, n
      FROM canvas_sources CROSS JOIN (VALUES ('sent', '', 8), ('delivered', '', 7), ('failed', '131026', 1), ('failed', '131049', 1),
        ('read', '', 5)) AS counted (stage, reason, n)`.execute(tx),
  )
})
afterAll(() => api.close())

describe("canvases", () => {
  it("are listed by their age", async () => {
    const second = await canvases.draft("Second")
    const list = async (query = "") => (await api.ask(`/canvas/list${query}`)).body.canvases
    expect(await list()).toMatchObject([
      { id: canvas, name: "Welcome", tags: [], last_edited: expect.any(String) },
      { id: second },
    ])
    expect(await list("?sort_direction=desc")).toMatchObject([{ id: second }, { id: canvas }])
    expect(await list("?last_edit.time[gt]=2026-12-01T00:00:00")).toEqual([])
    expect(await list("?page=1")).toEqual([])
    await canvases.inWorkspace((tx) =>
      sql`UPDATE canvases SET archived_at = ${clock.now()} WHERE id = ${second}`.execute(tx),
    )
    expect(await list()).toHaveLength(1)
    expect(await list("?include_archived=true")).toHaveLength(2)
    expect((await api.ask("/canvas/list?sort_direction=up")).status).toBe(400)
  })

  it("are described with their steps", async () => {
    const { status, body } = await api.ask(`/canvas/details?canvas_id=${canvas}`)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      message: "success",
      name: "Welcome",
      draft: false,
      enabled: true,
      archived: false,
      has_post_launch_draft: false,
      schedule_type: "api_triggered",
      first_entry: "2026-11-21T12:00:00.000Z",
      last_entry: "2026-11-22T12:00:00.000Z",
      channels: ["whats_app"],
      variants: [
        { id: "a", name: "A", first_step_ids: ["ask"], first_step_id: "ask" },
        { id: "b", first_step_ids: [] },
      ],
      steps: [
        {
          id: "ask",
          name: "Pro?",
          type: "decision_split",
          next_step_ids: ["hello", "wait"],
          next_paths: [
            { name: "Yes", next_step_id: "hello" },
            { name: "No", next_step_id: "wait" },
          ],
          channels: [],
          messages: {},
        },
        {
          id: "hello",
          type: "message",
          next_paths: [{ name: null, next_step_id: "wait" }],
          channels: ["whats_app"],
          messages: { hello: { channel: "whats_app", template_name: expect.any(String) } },
        },
        { id: "wait", type: "delay", next_step_ids: [] },
      ],
    })
  })

  it("are described as they were published, and as they are written where that is asked", async () => {
    const change = { name: "Renamed", do: "add" }
    await canvases.inWorkspace((tx) =>
      sql`UPDATE canvases SET definition = jsonb_set(definition, '{steps,2,name}', ${JSON.stringify(change.name)}::jsonb)
        WHERE id = ${canvas}`.execute(tx),
    )
    const nameOf = async (query: string) => {
      const { body } = await api.ask(`/canvas/details?canvas_id=${canvas}${query}`)
      return [body.has_post_launch_draft, body.steps[2].name]
    }
    expect(await nameOf("")).toEqual([true, ""])
    expect(await nameOf("&post_launch_draft_version=true")).toEqual([true, "Renamed"])
  })

  it("are copied under another name, as drafts", async () => {
    const copy = { canvas_id: canvas, name: "Autumn", tag_names: ["sale"] }
    expect(await api.ask("/canvas/duplicate", copy)).toMatchObject({
      status: 202,
      body: { message: "success" },
    })
    const { body } = await api.ask("/canvas/list?sort_direction=desc")
    expect(body.canvases[0]).toMatchObject({ name: "Autumn", tags: ["sale"] })
    const details = await api.ask(`/canvas/details?canvas_id=${body.canvases[0].id}`)
    expect(details.body).toMatchObject({ draft: true, enabled: false, first_entry: null })
    expect((await api.ask("/canvas/duplicate", { ...copy, name: "" })).status).toBe(400)
    expect((await api.ask("/canvas/duplicate", { ...copy, canvas_id: crypto.randomUUID() })).status).toBe(400)
    const key = await api.keyWith(["canvases:read"])
    expect((await api.ask("/canvas/duplicate", copy, { key })).status).toBe(403)
  })
})

describe("what came of a canvas", () => {
  const none = { revenue: 0, conversions: 0, conversions_by_entry_time: 0 }
  const ask = (path: string, query: string) => api.ask(`/canvas/${path}?canvas_id=${canvas}${query}`)

  it("is told day by day", async () => {
    const { status, body } = await ask("data_series", "&ending_at=2026-11-22T23:59:59Z&length=2")
    expect([status, body]).toEqual([
      200,
      {
        message: "success",
        data: {
          name: "Welcome",
          stats: [
            { time: "2026-11-21", total_stats: { ...none, entries: 1 } },
            { time: "2026-11-22", total_stats: { ...none, entries: 2 } },
          ],
        },
      },
    ])
  })

  it("is told by variants and steps", async () => {
    const { body } = await ask(
      "data_series",
      "&length=1&include_variant_breakdown=true&include_step_breakdown=true",
    )
    expect(body.data.stats).toMatchObject([
      {
        variant_stats: { a: { name: "A", entries: 2 }, b: { name: "B", entries: 0 } },
        step_stats: {
          ask: { name: "Pro?", messages: {} },
          hello: {
            name: "Hello",
            messages: { whats_app: [{ sent: 8, delivered: 7, failed: 2, read: 5 }] },
          },
        },
      },
    ])
  })

  it("is summed up from one day to another", async () => {
    const query = "&starting_at=2026-11-20T00:00:00Z&ending_at=2026-11-22T23:59:59Z"
    const { body } = await ask("data_summary", `${query}&include_step_breakdown=true`)
    expect(body.data).toMatchObject({
      name: "Welcome",
      total_stats: { ...none, entries: 3 },
      step_stats: { hello: { messages: { whats_app: [{ sent: 8 }] } } },
    })
    expect(body.data).not.toHaveProperty("variant_stats")
  })

  it("has steps that are gone where that is asked", async () => {
    const exit = JSON.stringify([{ id: "over", kind: "exit" }])
    await canvases.inWorkspace((tx) =>
      sql`UPDATE canvases SET definition = jsonb_set(jsonb_set(definition, '{steps}', ${exit}::jsonb), '{variants,0,first}', '"over"')
        WHERE id = ${canvas}`.execute(tx),
    )
    await canvases.publish(canvas)
    const stepsWith = async (query: string) => {
      const { body } = await ask("data_summary", `&length=3&include_step_breakdown=true${query}`)
      return Object.keys(body.data.step_stats).toSorted()
    }
    expect(await stepsWith("")).toEqual(["over"])
    expect(await stepsWith("&include_deleted_step_data=true")).toEqual(["ask", "hello", "over", "wait"])
  })

  it.each([
    ["no length", ""],
    ["15 days", "&length=15"],
    ["an end that is none", "&length=1&ending_at=x"],
    ["a start after the end", "&starting_at=2026-11-23T00:00:00Z&ending_at=2026-11-22T00:00:00Z"],
  ])("is refused with %s", async (_what, query) => {
    expect((await ask("data_series", query)).status).toBe(400)
    expect((await ask("data_summary", query)).status).toBe(400)
  })
})
