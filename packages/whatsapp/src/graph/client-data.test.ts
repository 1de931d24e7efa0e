import { Agent } from "undici"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { answer, type Respond, startGraph } from "./testing/graph.ts"

let graph: Awaited<ReturnType<typeof startGraph>>
beforeEach(async () => {
  graph = await startGraph()
})
afterEach(() => graph.close())

describe("get, post, delete", () => {
  it("builds addresses from the path and the query, lists with commas", async () => {
    await graph.client({ baseUrl: `${graph.baseUrl}/graph/` }).get("/1065", {
      fields: ["id", "name"],
      limit: 5,
      after: undefined,
    })
    expect(graph.seen[0]?.url).toBe("/graph/v25.0/1065?fields=id%2Cname&limit=5")
  })

  it("gives the data in the shape asked for", async () => {
    graph.respond = answer(200, { id: "1", extra: true })
    const result = await graph.client().get("1", undefined, z.object({ id: z.string() }))
    expect(result).toMatchObject({ ok: true, data: { id: "1" } })
  })

  it("gives no_answer for data of another shape", async () => {
    graph.respond = answer(200, { id: 1 })
    expect(await graph.client().get("1", undefined, z.object({ id: z.string() }))).toMatchObject({
      ok: false,
      error: { kind: "no_answer", httpStatus: 200 },
    })
  })

  it("hands over the headers, which tell how much of a limit is used", async () => {
    graph.respond = answer(200, {}, { "x-app-usage": '{"call_count":28}' })
    expect(await graph.client().get("me")).toMatchObject({
      ok: true,
      headers: { "x-app-usage": '{"call_count":28}' },
    })
  })

  it("takes an error in a 200 for an error", async () => {
    graph.respond = answer(200, { error: { code: 100, message: "m" } })
    expect(await graph.client().post("1", {})).toMatchObject({
      ok: false,
      error: { kind: "rejected", code: 100 },
    })
  })

  it("deletes with a query", async () => {
    await graph.client({ appSecret: "s" }).delete("7/message_templates", { name: "promo" })
    expect(graph.seen[0]).toMatchObject({ method: "DELETE" })
    expect(graph.seen[0]?.url).toMatch(
      /^\/v25\.0\/7\/message_templates\?name=promo&appsecret_proof=[0-9a-f]{64}$/,
    )
  })

  it("works with any dispatcher", async () => {
    graph.respond = answer(200, { id: "1" })
    expect(await graph.client({ dispatcher: new Agent() }).get("1")).toMatchObject({
      ok: true,
      data: { id: "1" },
    })
  })
})

describe("pages", () => {
  const page = (items: number[], after: string, next?: string) => ({
    data: items.map((id) => ({ id })),
    paging: { cursors: { before: "B", after }, ...(next === undefined ? {} : { next }) },
  })
  const item = z.object({ id: z.number() })

  it("follows the cursors and never the addresses, which hold the token", async () => {
    const evil = "http://127.0.0.1:1/v25.0/7/x?access_token=EAATESTTOKEN&after=A1"
    const script = [page([1, 2], "A1", evil), page([3], "A2")]
    graph.respond = (response) => response.end(JSON.stringify(script.shift()))
    const result = await graph.client().all("7/x", { fields: "id" }, item)
    expect(result).toMatchObject({ ok: true, data: [{ id: 1 }, { id: 2 }, { id: 3 }] })
    expect(graph.seen.map(({ url }) => url)).toEqual([
      "/v25.0/7/x?limit=100&fields=id",
      "/v25.0/7/x?limit=100&fields=id&after=A1",
    ])
  })

  it("is done with an empty list without paging", async () => {
    graph.respond = answer(200, { data: [] })
    expect(await graph.client().all("7/x", undefined, item)).toMatchObject({ ok: true, data: [] })
  })

  it("fails as a whole when a page fails", async () => {
    const script: Respond[] = [
      answer(200, page([1], "A1", "next")),
      answer(400, { error: { code: 4, message: "m" } }),
    ]
    graph.respond = (response, request) => script.shift()?.(response, request)
    expect(await graph.client().all("7/x", undefined, item)).toMatchObject({ ok: false, error: { code: 4 } })
  })

  it("does not turn in circles when a cursor repeats", async () => {
    graph.respond = answer(200, page([1], "A1", "next"))
    expect(await graph.client().all("7/x", undefined, item)).toMatchObject({
      ok: true,
      data: [{ id: 1 }, { id: 1 }],
    })
  })
})
