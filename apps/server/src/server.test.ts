import { once } from "node:events"
import { connect } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type Server, startServer } from "./server.ts"
import { hasClosed } from "./testing/has-closed.ts"
import { testPlatform } from "./testing/platform.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api,intake" } })
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const problem = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    help: z.string(),
    request_id: z.string(),
  }),
})

async function ask(
  method: string,
  path: string,
  options: { body?: string; key?: string | null; contentType?: string } = {},
) {
  const key = options.key === undefined ? platform.apiKey : options.key
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(options.body !== undefined && { "content-type": options.contentType ?? "application/json" }),
    },
    ...(options.body !== undefined && { body: options.body }),
  })
  return { status: response.status, body: await response.json() }
}

describe("every failure", () => {
  it.each([
    ["without a key", "GET", "/v1/campaigns", { key: null }, 401, "unauthorized"],
    ["with a wrong key", "GET", "/v1/campaigns", { key: `pk_${"x".repeat(43)}` }, 401, "unauthorized"],
    ["on an unknown path", "GET", "/v1/moon", {}, 404, "not_found"],
    ["on an unknown path outside the API", "GET", "/moon", {}, 404, "not_found"],
    ["with broken JSON", "POST", "/v1/campaigns", { body: "{" }, 400, "invalid_json"],
    ["with an empty body", "POST", "/v1/campaigns", { body: "" }, 400, "invalid_json"],
    [
      "with a body of another type",
      "POST",
      "/v1/campaigns",
      { body: "name=x", contentType: "text/plain" },
      415,
      "unsupported_media_type",
    ],
    [
      "with too large a body",
      "POST",
      "/v1/campaigns",
      { body: JSON.stringify({ name: "x".repeat(2_000_000) }) },
      413,
      "too_large",
    ],
    ["with an id that is none", "GET", "/v1/campaigns/7", {}, 422, "invalid_request"],
    [
      "with an id of nothing",
      "GET",
      "/v1/campaigns/0199d1de-0000-7000-8000-000000000000",
      {},
      404,
      "not_found",
    ],
  ] as const)("%s has the one error shape", async (_what, method, path, options, status, code) => {
    const answer = await ask(method, path, options)
    expect(answer.status).toBe(status)
    expect(problem.parse(answer.body).error.code).toBe(code)
  })

  it.each([
    [{ name: "", number_id: "x" }, "name"],
    [{ name: "Summer", number_id: "x" }, "number_id"],
    [{ name: "Summer", variants: [{ name: "A", content: { kind: "x" } }] }, "variants.0.content.kind"],
    [
      {
        name: "Summer",
        number_id: "0199d1de-0000-7000-8000-000000000000",
        content: { kind: "template", template_id: "0199d1de-0000-7000-8000-000000000000" },
        colour: "red",
      },
      undefined,
    ],
  ])("names the field at fault in %j", async (body, field) => {
    const answer = await ask("POST", "/v1/campaigns", { body: JSON.stringify(body) })
    expect(answer.status).toBe(422)
    expect(problem.parse(answer.body).error.field).toBe(field)
  })
})

describe("operations", () => {
  it("answer without a key", async () => {
    expect((await ask("GET", "/health", { key: null })).status).toBe(200)
    expect((await ask("GET", "/ready", { key: null })).status).toBe(200)
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain("parley_http_request_seconds")
  })

  it("describe the API, each operation with a summary and its errors", async () => {
    const { body } = await ask("GET", "/openapi.json", { key: null })
    const operation = z.looseObject({ summary: z.string(), responses: z.record(z.string(), z.unknown()) })
    const { paths } = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) }).parse(body)
    expect(Object.keys(paths)).toContain("/v1/campaigns/{id}/launches")
    for (const [path, operations] of Object.entries(paths).filter(([name]) => name.startsWith("/v1/"))) {
      for (const { responses } of Object.values(operations))
        expect(Object.keys(responses), path).toContain("401")
    }
  })

  it("have a page for people", async () => {
    const page = await fetch(`${server.url}/docs/`)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain("<html")
  })
})

it("closes although someone never ends what they started to ask", async () => {
  const closing = await startServer(platform, { graceMs: 100 })
  const { port } = new URL(closing.url)
  const client = connect(Number(port), "127.0.0.1").resume()
  const cut = hasClosed(client)
  client.write("POST /v1/contacts HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
  await once(client, "connect")
  await fetch(`${closing.url}/v1/campaigns`)
  await closing.close()
  await cut
})
