import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { fastify } from "fastify"
import { request } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { compressAnswers } from "../platform/http/index.ts"
import type { Browser } from "../workspaces/testing/browser.ts"
import { startInstallation } from "../workspaces/testing/installation.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
let owner: Browser
beforeAll(async () => {
  installation = await startInstallation()
  owner = await installation.owner()
  for (const name of Array.from({ length: 12 }, (_, index) => `Key ${index}`))
    await owner.ask("POST", "/v1/api-keys", { name, permissions: ["contacts:read"] })
})
afterAll(() => installation.close())

/** The answer as it is on the wire. */
async function answerTo(path: string, headers: Record<string, string>, method: "GET" | "POST" = "GET") {
  const answer = await request(`${installation.publicUrl}${path}`, {
    method,
    headers: { "accept-encoding": "gzip, br", ...headers },
  })
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  return { status: answer.statusCode, headers: answer.headers, bytes }
}
const asProgram = () => ({ authorization: `Bearer ${installation.platform.apiKey}` })
const asMember = (site: string | undefined) => ({
  cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  "parley-workspace": installation.platform.workspaceId,
  ...(site === undefined ? {} : { "sec-fetch-site": site }),
})

describe("what a program reads", () => {
  it.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("is compressed with %s, and says what it says without", async (encoding, unpack) => {
    const plain = await answerTo("/v1/audit", { ...asProgram(), "accept-encoding": "identity" })
    const packed = await answerTo("/v1/audit", { ...asProgram(), "accept-encoding": encoding })
    expect(plain.headers["content-encoding"]).toBeUndefined()
    expect(packed.headers).toMatchObject({ "content-encoding": encoding, vary: "accept-encoding" })
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3)
    expect(unpack(packed.bytes).toString()).toBe(plain.bytes.toString())
  })

  it("is compressed as it is written, where it is a file", async () => {
    const { headers, bytes } = await answerTo("/v1/audit/export", asProgram())
    expect(headers["content-encoding"]).toBe("br")
    expect(brotliDecompressSync(bytes).toString()).toContain("Key 11")
  })

  it("stays as it is where it is small", async () => {
    const { headers, bytes } = await answerTo("/v1/setup", asProgram())
    expect(headers["content-encoding"]).toBeUndefined()
    expect(JSON.parse(bytes.toString())).toHaveProperty("sign_in")
  })
})

describe("what a member's browser reads", () => {
  it("is compressed for a page of ours", async () => {
    const { headers } = await answerTo("/v1/audit", asMember("same-origin"))
    expect(headers["content-encoding"]).toBe("br")
  })

  it.each(["cross-site", "same-site", "none", undefined])(
    "is not where another site may have asked for it (sec-fetch-site: %s)",
    async (site) => {
      const { status, headers } = await answerTo("/v1/audit", asMember(site))
      expect(status).toBe(200)
      expect(headers["content-encoding"]).toBeUndefined()
    },
  )
})

it("what a request does is answered as it is, as it may tell a secret", async () => {
  const app = fastify()
  const answer = { secret: "s".repeat(10_000) }
  await app.register(async (api) => {
    await compressAnswers(api)
    api.route({ method: ["GET", "POST"], url: "/both", handler: () => answer })
    api.get("/read", () => answer)
    api.post("/do", () => answer)
  })
  const encodingOf = async (method: "GET" | "POST", url: string) =>
    (await app.inject({ method, url, headers: { "accept-encoding": "br" } })).headers["content-encoding"]
  expect(await encodingOf("GET", "/read")).toBe("br")
  expect(await encodingOf("POST", "/do")).toBeUndefined()
  expect(await encodingOf("POST", "/both")).toBeUndefined()
  await app.close()
})

it("a stream of changes is not", async () => {
  const { headers, body } = await request(`${installation.publicUrl}/v1/events`, {
    headers: { ...asProgram(), "accept-encoding": "br" },
  })
  expect(headers["content-type"]).toBe("text/event-stream")
  expect(headers["content-encoding"]).toBeUndefined()
  body.destroy()
})

it("a body that comes compressed is not unpacked", async () => {
  const { statusCode, body } = await request(`${installation.publicUrl}/v1/contacts`, {
    method: "POST",
    headers: { ...asProgram(), "content-type": "application/json", "content-encoding": "gzip" },
    body: Buffer.from("{}"),
  })
  expect(statusCode).not.toBe(500)
  expect(await body.text()).not.toContain("FST_CP")
})
