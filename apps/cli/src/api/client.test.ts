import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { printFailure } from "../print/failure.ts"
import { screenOn } from "../print/screen.ts"
import { type Asked, answering } from "../testing/answering.ts"
import { notepad } from "../testing/recorded-output.ts"
import { everyRow, JsonApi, query } from "./client.ts"

let server: Awaited<ReturnType<typeof answering>> | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function apiThat(
  answer: (asked: Asked) => { status: number; body: string } | undefined,
): Promise<JsonApi> {
  server = await answering(answer)
  return apiAt(server.url)
}

const apiAt = (url: string) =>
  new JsonApi({
    url,
    headers: { authorization: "Bearer pk_1" },
    name: "Parley",
    takesKeys: true,
    absent: "Start it.\nOr set PARLEY_URL.",
  })

async function shown(failing: Promise<unknown>): Promise<string> {
  const paper = notepad()
  const error = await failing.then(
    () => new Error("nothing failed"),
    (error: unknown) => error,
  )
  printFailure(screenOn(paper, {}), error)
  return paper.text()
}

describe("an API client", () => {
  it("sends the key and JSON, and gives the answer in the shape asked for", async () => {
    const api = await apiThat(() => ({ status: 201, body: '{"id":"1","more":true}' }))
    expect(await api.post("/v1/things", { name: "a" }, z.object({ id: z.string() }))).toEqual({ id: "1" })
    expect(server?.asked).toEqual([
      {
        method: "POST",
        path: "/v1/things",
        body: '{"name":"a"}',
        authorization: "Bearer pk_1",
        key: expect.any(String),
      },
    ])
  })

  it("tells a refusal as message, field, Meta's words, help and request, without a stack trace", async () => {
    const error = {
      code: "meta_rejected",
      message: "Meta refused the template.",
      field: "components.0.text",
      help: "Fix the text.",
      request_id: "r-1",
      meta: { code: 100, title: "Invalid parameter", details: null },
    }
    const api = await apiThat(() => ({ status: 422, body: JSON.stringify({ error }) }))
    expect(await shown(api.get("/v1/templates", z.unknown()))).toBe(
      [
        "✗ Meta refused the template.",
        "  field: components.0.text",
        "  Meta's code: 100",
        "  Meta's title: Invalid parameter",
        "  → Fix the text.",
        "  request r-1",
        "",
      ].join("\n"),
    )
  })

  it.each([
    ["breaks the connection off", undefined],
    [
      "is still at it",
      { status: 409, body: '{"error":{"code":"idempotency_in_progress","message":"It is under way."}}' },
    ],
  ])("repeats what does something, under one key, when the server %s", async (_what, first) => {
    const api = await apiThat(() =>
      server && server.asked.length === 1 ? first : { status: 201, body: '{"id":"1"}' },
    )
    expect(await api.post("/v1/things", {}, z.object({ id: z.string() }))).toEqual({ id: "1" })
    expect(await api.post("/v1/things", {}, z.object({ id: z.string() }))).toEqual({ id: "1" })
    const keys = server?.asked.map(({ key }) => key) ?? []
    expect(keys).toHaveLength(3)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })

  it("repeats nothing that takes no key, and nothing that was refused", async () => {
    const gone = await apiThat(() => undefined)
    await expect(gone.get("/v1/things", z.unknown())).rejects.toThrow(/cannot be reached/)
    expect(server?.asked).toHaveLength(1)
    await server?.close()
    const refusing = await apiThat(() => ({
      status: 409,
      body: '{"error":{"code":"conflict","message":"It is there already."}}',
    }))
    await expect(refusing.post("/v1/things", {}, z.unknown())).rejects.toThrow(/there already/)
    expect(server?.asked).toHaveLength(1)
  })

  it("says where a wrong key comes from", async () => {
    const api = await apiThat(() => ({
      status: 401,
      body: '{"error":{"code":"unauthorized","message":"An API key is missing."}}',
    }))
    expect(await shown(api.get("/v1/numbers", z.unknown()))).toContain("PARLEY_API_KEY")
  })

  it("says that nobody listens, and what to do", async () => {
    const gone = await answering(() => ({ status: 200, body: "{}" }))
    await gone.close()
    expect(await shown(apiAt(gone.url).get("/health", z.unknown()))).toBe(
      `✗ Parley cannot be reached at ${gone.url}: nothing listens there.\n  → Start it.\n  → Or set PARLEY_URL.\n`,
    )
  })

  it("recognises that something else answers", async () => {
    const api = await apiThat(() => ({ status: 404, body: "<html>not here</html>" }))
    expect(await shown(api.get("/v1/numbers", z.unknown()))).toContain("something else answers")
  })

  it("names what it did not understand of an answer", async () => {
    const api = await apiThat(() => ({ status: 200, body: '{"id":7}' }))
    expect(await shown(api.get("/v1/numbers", z.object({ id: z.string() })))).toContain(
      "GET /v1/numbers answered something that this parley does not understand (id:",
    )
  })

  it("reads a list page after page", async () => {
    const api = await apiThat(({ path }) =>
      path.includes("after=2")
        ? { status: 200, body: '{"data":[3],"next":null}' }
        : { status: 200, body: '{"data":[1,2],"next":"2"}' },
    )
    expect(await everyRow(api, "/v1/numbers", z.number(), { name: "a b" })).toEqual([1, 2, 3])
    expect(server?.asked.map((each) => each.path)).toEqual([
      "/v1/numbers?name=a+b&limit=500",
      "/v1/numbers?name=a+b&limit=500&after=2",
    ])
  })

  it("leaves out parameters that are not given", () => {
    expect(query("/v1/x", { a: undefined })).toBe("/v1/x")
    expect(query("/v1/x", { a: "+49", b: undefined })).toBe("/v1/x?a=%2B49")
  })
})
