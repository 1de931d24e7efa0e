import { readFile, stat } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startInstallation } from "../testing/installation.ts"
import { isExposed, isSetupCode } from "./setup-code.ts"

const own = { host: "127.0.0.1", publicUrl: "http://localhost:3000", trustedProxies: undefined }

describe("an installation", () => {
  it("on this machine alone asks for no code", () => {
    expect(isExposed(own)).toBe(false)
  })

  it.each([
    ["listens to others", { host: "0.0.0.0" }],
    ["has an address for others", { publicUrl: "https://parley.example.com" }],
    ["stands behind a proxy", { trustedProxies: "127.0.0.1" }],
  ])("asks for one where it %s", (_how, exposed) => {
    expect(isExposed({ ...own, ...exposed })).toBe(true)
  })
})

it("a code is taken as it was copied, and only whole", () => {
  expect(isSetupCode(" 0A1b ", "0a1b")).toBe(true)
  for (const wrong of ["", "0a1", "0a1c", "0a1b0"]) expect(isSetupCode(wrong, "0a1b")).toBe(false)
})

describe("the first sign-up where others could come first", () => {
  let installation: Awaited<ReturnType<typeof startInstallation>>
  beforeAll(async () => {
    installation = await startInstallation({ TRUSTED_PROXIES: "127.0.0.1" })
  })
  afterAll(() => installation.close())

  const signUp = (more?: Record<string, string>) =>
    installation.browse().signUp("Olivia Owner", "olivia@example.com", more)

  it("says that it needs the code, and is refused without it or with another", async () => {
    expect((await installation.browse().ask("GET", "/v1/setup")).body).toMatchObject({
      needs_first_member: true,
      needs_setup_code: true,
    })
    for (const refused of [await signUp(), await signUp({ "parley-setup": "0".repeat(32) })]) {
      expect(refused.status).toBe(403)
      expect(refused.body.code).toBe("setup_code_wrong")
      expect(refused.text).toContain("log")
    }
  })

  it("is the owner's with the code that is in the data folder, for its owner's eyes only", async () => {
    const file = join(installation.platform.config.dataDir, "setup-code")
    expect((await stat(file)).mode & 0o077).toBe(0)
    const code = (await readFile(file, "utf8")).trim()
    expect((await signUp({ "parley-setup": code })).status).toBe(200)
    const second = await installation.browse().signUp("Eve", "eve@example.com", { "parley-setup": code })
    expect([second.status, second.body.code]).toEqual([403, "sign_up_closed"])
  })

  it("cannot be tried without end", async () => {
    const answers = []
    for (let n = 0; n < 20; n++) answers.push((await signUp()).status)
    expect(answers.at(-1)).toBe(429)
  })
})
