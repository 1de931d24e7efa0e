import { unzipSync } from "fflate"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { steppedClock } from "../../platform/clock.ts"
import { startBraze } from "../testing/installation.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let api: Awaited<ReturnType<typeof startBraze>>
let segment: string

beforeAll(async () => {
  api = await startBraze({ clock })
  const { workspaceId, db } = api.platform
  const now = clock.now()
  const of = { workspace_id: workspaceId, created_at: now, updated_at: now }
  const filter = JSON.stringify({ on: "contact", field: "country", op: "equals", value: "BR" })
  await db.workspace(workspaceId, async (tx) => {
    const insert = (name: string, more: object = {}) =>
      tx
        .insertInto("segments")
        .values({ ...of, name, filter, ...more })
        .returning("id")
        .executeTakeFirstOrThrow()
    segment = (await insert("Brazil", { description: "People there", tags: ["south"] })).id
    await insert("Gone", { archived_at: now })
    await insert("Second")
    const count = (day: string, people: number) => ({
      segment_id: segment,
      workspace_id: workspaceId,
      day,
      people,
    })
    await tx
      .insertInto("segment_counts")
      .values([count("2026-11-19", 5), count("2026-11-21", 7)])
      .execute()
  })
  await api.ask("/users/track", {
    attributes: [
      { external_id: "ana", country: "BR", plan: "pro", first_name: "Ana" },
      { external_id: "ben", country: "DE" },
      { external_id: "caro", country: "BR" },
    ],
  })
})
afterAll(() => api.close())

describe("segments", () => {
  it("are listed by their age, without those in the archive", async () => {
    const item = { id: expect.any(String), analytics_tracking_enabled: true }
    const brazil = { ...item, id: segment, name: "Brazil", tags: ["south"] }
    const second = { ...item, name: "Second", tags: [] }
    expect((await api.ask("/segments/list")).body).toEqual({ segments: [brazil, second], message: "success" })
    expect((await api.ask("/segments/list?sort_direction=desc")).body.segments).toEqual([second, brazil])
    expect((await api.ask("/segments/list?page=1")).body.segments).toEqual([])
    expect((await api.ask("/segments/list?sort_direction=up")).status).toBe(400)
  })

  it("tell what they are", async () => {
    expect((await api.ask(`/segments/details?segment_id=${segment}`)).body).toMatchObject({
      name: "Brazil",
      text_description: "People there",
      tags: ["south"],
      teams: [],
      created_at: "2026-11-22T12:00:00.000Z",
      message: "success",
    })
  })

  it("have a size each day from the first that they were counted on", async () => {
    expect((await api.ask(`/segments/data_series?segment_id=${segment}&length=5`)).body).toEqual({
      data: [
        { time: "2026-11-19", size: 5 },
        { time: "2026-11-20", size: 5 },
        { time: "2026-11-21", size: 7 },
        { time: "2026-11-22", size: 7 },
      ],
      message: "success",
    })
  })

  it("of another workspace, and those that are none, are refused", async () => {
    const { key } = await api.otherWorkspace()
    for (const path of ["details?", "data_series?length=1&"]) {
      const answer = await api.ask(`/segments/${path}segment_id=${segment}`, undefined, { key })
      expect(answer).toMatchObject({ status: 400, body: { message: "Invalid Segment ID" } })
      expect((await api.ask(`/segments/${path}segment_id=x`)).status).toBe(400)
    }
    const body = { segment_id: segment, fields_to_export: ["external_id"] }
    expect((await api.ask("/users/export/segment", body, { key })).status).toBe(400)
    expect((await api.ask("/segments/list", undefined, { key })).body.segments).toEqual([])
  })
})

describe("an exported segment", () => {
  const link = async (fields_to_export: string[], more: object = {}) => {
    const answer = await api.ask("/users/export/segment", { segment_id: segment, fields_to_export, ...more })
    expect(answer).toMatchObject({
      status: 201,
      body: { message: "success", object_prefix: expect.stringContaining(segment) },
    })
    const url = new URL(answer.body.url)
    return `${api.address}${url.pathname}${url.search}`
  }

  it("is a ZIP with a user in JSON on each line, with the fields that were asked for", async () => {
    const answer = await fetch(await link(["external_id", "custom_attributes"]))
    expect(answer.headers.get("content-type")).toBe("application/zip")
    const files = Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer())))
    expect(files.map(([name]) => name)).toEqual([expect.stringMatching(/^[0-9a-f]{32}\.json$/)])
    const lines = new TextDecoder().decode(files[0]?.[1]).trim().split("\n")
    const users = lines.map((line) => JSON.parse(line))
    expect(users).toHaveLength(2)
    expect(users).toContainEqual({ external_id: "ana", custom_attributes: { plan: "pro" } })
    expect(users).toContainEqual({ external_id: "caro" })
  })

  it("has single attributes, where those are asked for", async () => {
    const linesOf = async (names: string[]) => {
      const answer = await fetch(await link(["external_id"], { custom_attributes_to_export: names }))
      const [bytes] = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer())))
      return new TextDecoder().decode(bytes)
    }
    expect(await linesOf(["plan", "shoe"])).toContain(
      '{"external_id":"ana","custom_attributes":{"plan":"pro"}}\n',
    )
    expect(await linesOf(["shoe"])).toContain('{"external_id":"ana"}\n')
  })

  it("is for keys that may export contacts, not for all that may read them", async () => {
    const key = await api.keyWith(["contacts:read", "segments:read"])
    const body = { segment_id: segment, fields_to_export: ["external_id"] }
    expect(await api.ask("/users/export/segment", body, { key })).toMatchObject({
      status: 403,
      body: { message: expect.stringContaining("contacts:export") },
    })
  })

  it("is there all the same where the callback fails in whatever way", async () => {
    const { outgoing } = api.platform
    vi.spyOn(outgoing, "problemWith").mockResolvedValueOnce(undefined)
    const post = vi.spyOn(outgoing, "post").mockRejectedValueOnce(new Error("It was given up."))
    const url = await link(["external_id"], { callback_endpoint: "https://example.com/slow" })
    expect(post.mock.calls[0]?.[0]).toBe("https://example.com/slow")
    expect((await fetch(url)).status).toBe(200)
    vi.restoreAllMocks()
  })

  it("is had by the link alone, for some hours, and by no other", async () => {
    const url = await link(["external_id"])
    expect((await fetch(url.slice(0, -3))).status).toBe(403)
    expect((await fetch(url.split("?")[0] ?? "")).status).toBe(403)
    clock.advance(5 * 60 * 60_000)
    expect((await fetch(url)).status).toBe(403)
  })

  it.each([
    [{ fields_to_export: undefined }],
    [{ fields_to_export: [] }],
    [{ callback_endpoint: "http://169.254.169.254/latest" }],
    [{ callback_endpoint: "no address" }],
    [{ callback_endpoint: 5 }],
    [{ custom_attributes_to_export: "plan" }],
    [{ custom_attributes_to_export: Array.from({ length: 501 }, String) }],
    [{ fields_to_export: ["x".repeat(20_000)] }],
  ])("is refused for %j", async (more) => {
    const body = { segment_id: segment, fields_to_export: ["external_id"], ...more }
    expect((await api.ask("/users/export/segment", body)).status).toBe(400)
  })
})
