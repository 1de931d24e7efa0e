/** The `parley` command against a server and a sandbox as they are. */
import { execFile } from "node:child_process"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { z } from "zod"
import { Database } from "../../apps/server/src/platform/database/index.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import {
  type ConnectedNumber,
  type Installation,
  JsonClient,
  startInstallation,
} from "./installation/index.ts"
import { until } from "./launch-results.ts"

const program = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url))

let installation: Installation
let number: ConnectedNumber
let folder: string
let databaseUrl: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-command-"))
  databaseUrl = await freshDatabase()
  const places = { DATA_DIR: join(folder, "data"), DATABASE_URL: databaseUrl }
  installation = await startInstallation({ environment: places })
  number = await installation.connectNumber()
})
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
    DATA_DIR: join(folder, "data"),
  }
  return new Promise((ended) => {
    execFile(process.execPath, [program, ...words], { env: environment }, (error, stdout, stderr) =>
      ended({ exitCode: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr }),
    )
  })
}

/** Something that could not be applied. @returns its id */
async function setAside(payload: string): Promise<string> {
  const db = new Database(databaseUrl, { connections: 1, onConnectionLost: () => undefined })
  const { id } = await db.system((tx) =>
    tx
      .insertInto("log_set_aside")
      .values({ topic: "webhooks", payload, failure: "error: x" })
      .returning("id")
      .executeTakeFirstOrThrow(),
  )
  await db.close()
  return id
}

/** A webhook about what someone wrote to the number. */
const stored = (id: string) =>
  JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "1",
        changes: [
          {
            field: "messages",
            value: {
              metadata: { display_phone_number: "1", phone_number_id: number.phoneNumberId },
              contacts: [{ profile: { name: "Ana" }, wa_id: "4915112345679" }],
              messages: [
                { from: "4915112345679", id, timestamp: "1763798400", type: "text", text: { body: "Hi" } },
              ],
            },
          },
        ],
      },
    ],
  })

describe("parley", () => {
  it("doctor examines everything and ends well where nothing failed", async () => {
    const { exitCode, said } = await parley("doctor")
    expect(said).toContain("✓ webhook address")
    expect(said).toContain("It is verified, registered and connected.")
    expect(exitCode).toBe(0)
  })

  it("doctor names the command for webhooks that a number sends elsewhere, and it fixes them", async () => {
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

  it("import brings a file in and tells what happened to its rows; send reaches one of them", async () => {
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

  it("campaign launch sends nothing unless that is meant, and nothing twice by mistake", async () => {
    const withId = z.object({ id: z.string() })
    const { data: templates } = await installation.api.get(
      "/v1/templates?name=summer_sale",
      z.object({ data: z.array(withId) }),
    )
    const values = { body: { first_name: "{{ contact.first_name }}", city: "Lima" } }
    const campaign = await installation.api.post(
      "/v1/campaigns",
      {
        name: "Summer sale",
        number_id: number.numberId,
        content: { kind: "template", template_id: templates[0]?.id, values },
      },
      withId,
    )
    const launches = async () =>
      (
        await installation.api.get(
          `/v1/launches?campaign_id=${campaign.id}`,
          z.object({ data: z.array(withId) }),
        )
      ).data.map(({ id }) => id)
    const launch = (...more: string[]) => parley("campaign", "launch", "Summer sale", ...more)

    const asked = await launch()
    expect(asked).toMatchObject({ exitCode: 1, said: expect.stringContaining("--yes") })
    expect(asked.said).toMatch(/To +1 person/)
    expect(await launches()).toEqual([])
    expect((await launch("--yes")).exitCode).toBe(0)
    expect(await launch("--yes")).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining("was launched before"),
    })
    expect(await launches()).toHaveLength(1)
    const again = await launch("--yes", "--again", "--watch")
    expect(again.said).toMatch(/Audience +1/)
    expect(await launches()).toHaveLength(2)
  })

  it("log shows what could not be applied, applies it again, and deletes it", async () => {
    expect((await parley("log", "list")).said).toContain("Nothing is set aside")
    const ids = [await setAside(stored("wamid.kept")), await setAside("{")]
    const [kept = "", broken = ""] = ids
    expect((await parley("doctor")).said).toContain("npx parley log apply --all")
    const listed = await parley("log", "list")
    for (const id of ids) expect(listed.said).toContain(id)
    expect((await parley("log", "show", kept, "--payload")).said.trim()).toBe(stored("wamid.kept"))
    expect((await parley("log", "apply", kept)).said).toContain("1 entry is applied again.")
    await vi.waitFor(async () => {
      const { data } = await installation.api.get(
        "/v1/conversations",
        z.object({ data: z.array(z.unknown()) }),
      )
      expect(data).toHaveLength(1)
    }, 20_000)

    expect((await parley("log", "apply", "--all")).exitCode).toBe(0)
    // Asked of the API: each `parley` is a process, which costs more than what is waited for.
    const operatorKey = (await readFile(join(folder, "data", "operator-key"), "utf8")).trim()
    const operator = new JsonClient(installation.apiUrl, operatorKey)
    const page = z.object({ data: z.array(z.object({ id: z.string() })) })
    const { data } = await until(
      () => operator.get("/v1/log/set-aside", page),
      ({ data }) => data.length > 0,
    )
    const again = data[0]?.id ?? ""
    expect((await parley("log", "list")).said).toMatch(new RegExp(`${again}.*SyntaxError`, "s"))
    expect((await parley("log", "show", again)).said).toContain("after 4 tries")
    expect((await parley("log", "delete", again)).said).toContain("deleted")
    expect((await parley("log", "delete", broken)).exitCode).toBe(1)
    expect((await parley("log", "apply")).said).toContain("Say which")
    expect((await parley("log", "list")).said).toContain("Nothing is set aside")
  })

  it("retention shows what it would delete, and deletes it once that is meant", async () => {
    expect((await parley("retention", "list")).said).toMatch(/set_aside +for good/)
    await setAside("{")
    const asked = await parley("retention", "set", "set_aside", "7")
    expect(asked.said).toMatch(/0 rows.*\n.*Nothing is changed/)
    expect((await parley("retention", "set", "set_aside", "7", "--yes")).said).toContain("is kept for 7 days")
    expect((await parley("retention", "list")).said).toMatch(/set_aside +7 days/)
    expect((await parley("retention", "set", "set_aside", "forever")).said).toContain("for good")
    expect(await parley("retention", "set", "set_aside", "6")).toMatchObject({
      exitCode: 1,
      said: expect.stringContaining("needed for 7 days"),
    })
    expect((await parley("retention", "set", "set_aside", "soon")).exitCode).toBe(1)
  })

  it("says what is wrong, and fails, when the API refuses", async () => {
    const { exitCode, said } = await parley("number", "pin", number.numberId, "12")
    expect(said).toContain("six digits")
    expect(exitCode).toBe(1)
  })
})
