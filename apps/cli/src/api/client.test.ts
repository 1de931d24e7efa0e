import { afterEach, describe, expect, it } from "vitest"
import { printFailure } from "../print/failure.ts"
import { screenOn } from "../print/screen.ts"
import { type Asked, answering } from "../testing/answering.ts"
import { notepad } from "../testing/recorded-output.ts"
import { answerOf, everyRow, type ParleyApi, parleyApi } from "./client.ts"
import { JsonHttp } from "./http.ts"

let server: Awaited<ReturnType<typeof answering>> | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

async function apiThat(
  answer: (asked: Asked) => { status: number; body: string } | undefined,
): Promise<ParleyApi> {
  server = await answering(answer)
  return apiAt(server.url)
}

const apiAt = (url: string) =>
  parleyApi(
    new JsonHttp({
      url,
      headers: { authorization: "Bearer pk_1" },
      name: "Parley",
      takesKeys: true,
      absent: "Start it.\nOr set PARLEY_URL.",
    }),
  )

const openWorkspace = (api: ParleyApi) => answerOf(api.POST("/v1/workspaces", { body: { name: "a" } }))

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
  it("sends the key and JSON, and gives the answer", async () => {
    const api = await apiThat(() => ({ status: 201, body: '{"id":"1","more":true}' }))
    expect(await openWorkspace(api)).toEqual({ id: "1", more: true })
    expect(server?.asked).toEqual([
      {
        method: "POST",
        path: "/v1/workspaces",
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
    expect(await shown(api.GET("/v1/templates"))).toBe(
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
    expect(await openWorkspace(api)).toEqual({ id: "1" })
    expect(await openWorkspace(api)).toEqual({ id: "1" })
    const keys = server?.asked.map(({ key }) => key) ?? []
    expect(keys).toHaveLength(3)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[1])
  })

  it("repeats nothing that takes no key, and nothing that was refused", async () => {
    const gone = await apiThat(() => undefined)
    await expect(gone.GET("/v1/numbers")).rejects.toThrow(/cannot be reached/)
    expect(server?.asked).toHaveLength(1)
    await server?.close()
    const refusing = await apiThat(() => ({
      status: 409,
      body: '{"error":{"code":"conflict","message":"It is there already."}}',
    }))
    await expect(openWorkspace(refusing)).rejects.toThrow(/there already/)
    expect(server?.asked).toHaveLength(1)
  })

  it("says where a wrong key comes from", async () => {
    const api = await apiThat(() => ({
      status: 401,
      body: '{"error":{"code":"unauthorized","message":"An API key is missing."}}',
    }))
    expect(await shown(api.GET("/v1/numbers"))).toContain("PARLEY_API_KEY")
  })

  it("says that nobody listens, and what to do", async () => {
    const gone = await answering(() => ({ status: 200, body: "{}" }))
    await gone.close()
    expect(await shown(apiAt(gone.url).GET("/health"))).toBe(
      `✗ Parley cannot be reached at ${gone.url}: nothing listens there.\n  → Start it.\n  → Or set PARLEY_URL.\n`,
    )
  })

  it("recognises that something else answers", async () => {
    const api = await apiThat(() => ({ status: 404, body: "<html>not here</html>" }))
    expect(await shown(api.GET("/v1/numbers"))).toContain("something else answers")
  })

  it("says that an answer which is not JSON comes from something else", async () => {
    const api = await apiThat(() => ({ status: 200, body: "<html>hello</html>" }))
    expect(await shown(api.GET("/v1/numbers"))).toContain("something else answers")
  })

  it("says that an answer is empty that should not be", async () => {
    const api = await apiThat(() => ({ status: 200, body: "" }))
    expect(await shown(answerOf(api.GET("/v1/numbers")))).toContain("answer is empty")
  })

  it("puts what is in an address into it as one part", async () => {
    const api = await apiThat(() => ({ status: 204, body: "" }))
    await api.DELETE("/v1/log/set-aside/{id}", { params: { path: { id: "a/b c" } } })
    expect(server?.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "DELETE /v1/log/set-aside/a%2Fb%20c",
    ])
  })

  it("reads a list page after page", async () => {
    const api = await apiThat(({ path }) =>
      path.includes("after=2")
        ? { status: 200, body: '{"data":[3],"next":null}' }
        : { status: 200, body: '{"data":[1,2],"next":"2"}' },
    )
    expect(
      await everyRow<unknown>((paging) =>
        api.GET("/v1/templates", { params: { query: { ...paging, name: "a b" } } }),
      ),
    ).toEqual([1, 2, 3])
    expect(server?.asked.map((each) => each.path)).toEqual([
      "/v1/templates?limit=500&name=a%20b",
      "/v1/templates?limit=500&after=2&name=a%20b",
    ])
  })
})
