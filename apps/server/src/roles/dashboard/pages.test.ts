import { readdirSync, readFileSync } from "node:fs"
import { brotliDecompressSync, gunzipSync } from "node:zlib"
import { request } from "undici"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startInstallation } from "../../workspaces/testing/installation.ts"
import { builtFolder } from "./built.ts"

let installation: Awaited<ReturnType<typeof startInstallation>>
beforeAll(async () => {
  installation = await startInstallation()
})
afterAll(() => installation.close())

async function fetchFile(path: string, headers: Record<string, string> = {}) {
  const answer = await request(`${installation.publicUrl}${path}`, { headers })
  const bytes = Buffer.from(await answer.body.arrayBuffer())
  return { status: answer.statusCode, headers: answer.headers, bytes }
}

const forPeople = { accept: "text/html" }
const assets = readdirSync(`${builtFolder}/assets`)
const [, script = ""] =
  /src="(\/assets\/[^"]+\.js)"/.exec(readFileSync(`${builtFolder}/index.html`, "utf8")) ?? []

describe.each(["/", script])("%s", (path) => {
  it.each([
    ["br", brotliDecompressSync],
    ["gzip", gunzipSync],
  ])("comes compressed with %s to browsers that read it", async (encoding, unpack) => {
    const plain = await fetchFile(path, { ...forPeople, "accept-encoding": "identity" })
    const packed = await fetchFile(path, { ...forPeople, "accept-encoding": encoding })
    expect(plain.headers).toMatchObject({ vary: "accept-encoding" })
    expect(plain.headers["content-encoding"]).toBeUndefined()
    expect(packed.headers).toMatchObject({
      "content-encoding": encoding,
      "content-type": plain.headers["content-type"],
      vary: "accept-encoding",
    })
    expect(packed.headers.etag).not.toBe(plain.headers.etag)
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length * 0.6)
    expect(unpack(packed.bytes).equals(plain.bytes)).toBe(true)
  })
})

it("the page is asked for each time, and not sent again while it is the same", async () => {
  const accepted = { ...forPeople, "accept-encoding": "br" }
  const { headers } = await fetchFile("/", accepted)
  expect(headers["cache-control"]).toBe("no-cache")
  const again = await fetchFile("/contacts", { ...accepted, "if-none-match": String(headers.etag) })
  expect(again.status).toBe(304)
})

it("what has its content in its name is kept for good", async () => {
  const { headers } = await fetchFile(script, { "accept-encoding": "br" })
  expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable")
})

it("what the build could not make smaller comes as it is", async () => {
  const font = assets.find((name) => name.endsWith(".woff2"))
  const { status, headers } = await fetchFile(`/assets/${font}`, { "accept-encoding": "br" })
  expect(status).toBe(200)
  expect(headers["content-encoding"]).toBeUndefined()
})
