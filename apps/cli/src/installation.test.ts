import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { openApi, readInstallation, readSetupCode } from "./installation.ts"
import { answering } from "./testing/answering.ts"

describe("where Parley is", () => {
  it("is on this machine at 3000, with its sandbox at 4000, unless told otherwise", () => {
    expect(readInstallation({})).toEqual({
      dataDir: resolve(".parley"),
      port: 3000,
      sandboxPort: 4000,
      url: "http://localhost:3000",
      sandboxUrl: "http://localhost:4000",
      usesMeta: false,
      apiKey: undefined,
    })
  })

  it("follows PORT, and PARLEY_URL before it; an empty variable counts as absent", () => {
    expect(readInstallation({ PORT: "3100" }).url).toBe("http://localhost:3100")
    expect(readInstallation({ PORT: "3100", PARLEY_URL: "https://parley.example/" }).url).toBe(
      "https://parley.example",
    )
    expect(readInstallation({ PORT: "", PARLEY_URL: "", META_APP_ID: "" })).toMatchObject({
      port: 3000,
      usesMeta: false,
    })
  })

  it.each(["0", "65536", "http", "3000.5"])("refuses %s as a port", (port) => {
    expect(() => readInstallation({ PORT: port })).toThrow(`PORT is ${port}, which is not a port.`)
  })
})

describe("the API key", () => {
  it("is the one given, otherwise the one kept in the data folder", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "parley-key-"))
    const place = { url: "http://localhost:1", dataDir }
    await expect(openApi({ ...place, apiKey: undefined })).rejects.toThrow("There is no API key")
    await writeFile(join(dataDir, "api-key"), "pk_kept\n")
    await expect(openApi({ ...place, apiKey: undefined })).resolves.toBeDefined()
    await rm(dataDir, { recursive: true })
    await expect(openApi({ ...place, apiKey: "pk_given" })).resolves.toBeDefined()
  })
})

describe("the setup code", () => {
  it.each([
    ["of an installation that others can reach, before anyone signed up", true, true, "0a1b"],
    ["of one that someone owns", false, true, undefined],
    ["on this machine alone", true, false, undefined],
  ])("%s: needed %s and %s, is %s", async (_which, needs_first_member, needs_setup_code, code) => {
    const server = await answering(() => ({
      status: 200,
      body: JSON.stringify({ needs_first_member, needs_setup_code }),
    }))
    const dataDir = await mkdtemp(join(tmpdir(), "parley-setup-"))
    await writeFile(join(dataDir, "setup-code"), "0a1b\n")
    expect(await readSetupCode({ port: server.port, dataDir })).toBe(code)
    await rm(dataDir, { recursive: true })
    await server.close()
  })
})
