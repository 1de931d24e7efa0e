/** The `parley` command against a server and a sandbox as they are. */
import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { type ConnectedNumber, type Installation, startInstallation } from "./installation/index.ts"

const program = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url))

let installation: Installation
let number: ConnectedNumber
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-command-"))
  installation = await startInstallation()
  number = await installation.connectNumber()
}, 120_000)
afterAll(async () => {
  await installation?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs `parley …`; what it said, errors included, and how it ended. */
function parley(...words: string[]): Promise<{ exitCode: number; said: string }> {
  const environment = {
    ...process.env,
    NO_COLOR: "1",
    PARLEY_URL: installation.apiUrl,
    PARLEY_API_KEY: installation.apiKey,
  }
  return new Promise((ended) => {
    execFile(process.execPath, [program, ...words], { env: environment }, (error, stdout, stderr) =>
      ended({ exitCode: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr }),
    )
  })
}

describe("parley", () => {
  it("doctor examines everything and ends well where nothing failed", async () => {
    const { exitCode, said } = await parley("doctor")
    expect(said).toContain("✓ webhook address")
    expect(said).toContain("It is verified, registered and connected.")
    expect(exitCode).toBe(0)
  })

  it("doctor names the command for webhooks that a number sends elsewhere, and it mends them", async () => {
    const webhook_override = { url: "https://elsewhere.test/", verify_token: "t" }
    const path = `/_sandbox/numbers/${number.phoneNumberId}`
    await installation.sandbox.send("PATCH", path, { webhook_override }, z.unknown())
    const { exitCode, said } = await parley("doctor")
    expect(exitCode).toBe(1)
    expect(said).toContain("go to https://elsewhere.test/")
    expect(said).toContain("npx parley webhooks")
    expect((await parley("webhooks")).exitCode).toBe(0)
    expect((await parley("doctor")).exitCode).toBe(0)
  })

  it.each([
    [["webhooks"], "Meta delivers here."],
    [["number", "refresh", "NUMBER"], "is known here as Meta sees it."],
    [["number", "rate", "NUMBER", "50"], "sends 50 messages a second at most."],
    [["number", "pin", "NUMBER", "246810"], "has the new PIN."],
    [["number", "register", "NUMBER"], "is in service."],
  ])("%j does what it says", async (words, done) => {
    const { exitCode, said } = await parley(
      ...words.map((word) => (word === "NUMBER" ? number.numberId : word)),
    )
    expect(said).toContain(done)
    expect(exitCode).toBe(0)
  })

  it("import brings a file in and tells what became of its rows; send reaches one of them", async () => {
    const file = join(folder, "people.csv")
    await writeFile(
      file,
      "phone,first_name,subscription_state\n+4915112345678,Ana,subscribed\nnobody,Ben,subscribed\n",
    )
    const imported = await parley("import", file, "--group", number.groupId, "--source", "web form")
    expect(imported.said).toContain("2 rows · 1 created · 0 updated · 0 unchanged · 1 refused")
    await installation.approveTemplate(number.accountId)
    const sent = await parley(
      ...["send", "--number", number.numberId, "--to", "+4915112345678", "--template", "summer_sale"],
      ...["--value", "first_name=Ana", "--value", "city=Lima"],
    )
    expect(sent.said).toMatch(/delivered|read|sent/)
    expect(sent.exitCode).toBe(0)
  })

  it("says what is wrong, and fails, when the API refuses", async () => {
    const { exitCode, said } = await parley("number", "pin", number.numberId, "12")
    expect(said).toContain("six digits")
    expect(exitCode).toBe(1)
  })
})
