/** `parley backup` and `parley restore`, as processes, from one place to another. */
import { execFile } from "node:child_process"
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, describe, expect, it } from "vitest"
import { z } from "zod"
import { freePort } from "../../apps/server/src/platform/free-port.ts"
import { freshDatabase } from "../../apps/server/src/testing/platform.ts"
import {
  type ConnectedNumber,
  type Installation,
  JsonClient,
  programEnvironment,
  startInstallation,
} from "./installation/index.ts"
import { everybodyReads, ledgerOf, paceAt, readyToLaunch, reportOf, until } from "./launch-results.ts"

const command = fileURLToPath(new URL("../../apps/cli/src/main.ts", import.meta.url))
const passphrase = "a passphrase of some length"
const contacts = 200
const few = 10
const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** Runs `parley …` where an installation is, or is to be. */
function parley(environment: Record<string, string>, ...words: string[]) {
  const env = {
    ...programEnvironment(),
    NO_COLOR: "1",
    PARLEY_BACKUP_PASSPHRASE: passphrase,
    ...environment,
  }
  return new Promise<{ exitCode: number; said: string }>((ended) => {
    execFile(process.execPath, [command, ...words], { env }, (error, stdout, stderr) =>
      ended({ exitCode: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr }),
    )
  })
}

async function folderOf(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `parley-${name}-`))
  await chmod(folder, 0o755) // PostgreSQL may run as another account than we do
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** An empty database beside the others of the tests. */
async function emptyDatabase(): Promise<string> {
  const url = new URL(await freshDatabase())
  url.pathname += "_restored"
  return url.href
}

const page = z.object({ data: z.array(z.object({ id: z.string(), phone: z.string() })) })
const anything = z.unknown()

/** An installation of which part of a launch has been sent, and that takes half a minute for the rest. */
async function partlySent(environment: Record<string, string>) {
  const installation = await startInstallation({ environment })
  cleanups.push(() => installation.stop())
  await everybodyReads(installation)
  const { number, templateId } = await readyToLaunch(installation, contacts, 5)
  const launch = await installation.launchToEverybody(number, templateId)
  await until(ledgerOf(installation, number), ({ accepted }) => accepted > few)
  return { installation, number, templateId, launch }
}

/** From then on what is left goes within seconds. */
const hurry = (installation: Installation, number: ConnectedNumber) => paceAt(installation, number, 80)

/** The same installation where it was restored; the former one is stopped. */
async function startRestored(
  former: Installation,
  environment: Record<string, string>,
): Promise<Installation> {
  const Port = String(await freePort())
  const program = await former.startServer({
    ...environment,
    PORT: Port,
    API_KEY: "",
    WEBHOOK_VERIFY_TOKEN: "",
  })
  return { ...former, apiUrl: program.url, api: new JsonClient(program.url, former.apiKey) }
}

describe("a backup", { timeout: 600_000 }, () => {
  it("brings everything back elsewhere, and sends nothing by itself that went out since", async () => {
    const [here, there] = [await folderOf("here"), await folderOf("there")]
    const file = join(await folderOf("kept"), "parley.tar")
    const { installation, number, launch, templateId } = await partlySent({ DATA_DIR: here })
    await mkdir(join(here, "files", "media"), { recursive: true })
    await writeFile(join(here, "files", "media", "one"), Buffer.alloc(5_000_000, "picture"))

    const saved = await parley({ DATA_DIR: here }, "backup", "--to", file)
    expect(saved).toMatchObject({ exitCode: 0, said: expect.stringContaining(file) })
    // The former installation goes on, until everybody has a message.
    await hurry(installation, number)
    await until(ledgerOf(installation, number), ({ accepted }) => accepted === contacts)
    await installation.server.stop()

    const restored = await parley({ DATA_DIR: there }, "restore", file)
    expect(restored).toMatchObject({ exitCode: 0, said: expect.stringMatching(/1 launch or wave .* paused/) })
    expect(await readFile(join(there, "files", "media", "one"))).toEqual(Buffer.alloc(5_000_000, "picture"))
    const again = await startRestored(installation, { DATA_DIR: there })

    const report = await reportOf(again, launch)()
    expect(report).toMatchObject({ state: "paused", audience: contacts })
    expect(report.accepted).toBeGreaterThan(few)
    expect(report.accepted).toBeLessThan(contacts)
    const group = `/v1/subscription-groups/${number.groupId}`
    expect(await again.api.get(group, z.object({ subscribed: z.number() }))).toEqual({ subscribed: contacts })
    // Meta's token can be unsealed, and what is new is sent.
    await again.api.post("/v1/templates/sync", { business_account_id: number.accountId }, anything)
    const [person] = (await again.api.get("/v1/contacts?limit=1", page)).data
    const { id } = await again.api.post(
      "/v1/messages",
      {
        number_id: number.numberId,
        contact_id: person?.id,
        content: {
          kind: "template",
          template_id: templateId,
          values: { body: { first_name: "Ada", city: "Berlin" } },
        },
      },
      z.object({ id: z.string() }),
    )
    await until(
      () => again.api.get(`/v1/messages/${id}`, z.object({ status: z.string() })),
      ({ status }) => !["queued", "in_doubt"].includes(status),
    )
    // A person meant that one, and nothing else was sent to anybody who had a message.
    expect((await ledgerOf(again, number)()).duplicates).toEqual([
      { wa_id: person?.phone.replace("+", ""), count: 2 },
    ])
    expect((await ledgerOf(again, number)()).accepted).toBe(contacts + 1)
    expect((await reportOf(again, launch)()).state).toBe("paused")
  })

  it("of an installation that ended with it goes on where it was, once a person says so", async () => {
    const [here, there] = [await freshDatabase(), await emptyDatabase()]
    const [folder, elsewhere] = [await folderOf("here"), await folderOf("there")]
    const file = join(folder, "parley.tar")
    const { installation, number, launch } = await partlySent({ DATA_DIR: folder, DATABASE_URL: here })
    await installation.server.stop()
    expect(await parley({ DATA_DIR: folder, DATABASE_URL: here }, "backup", "--to", file)).toMatchObject({
      exitCode: 0,
    })
    const place = { DATA_DIR: elsewhere, DATABASE_URL: there }
    expect(await parley(place, "restore", file)).toMatchObject({ exitCode: 0 })
    const again = await startRestored(installation, place)
    await hurry(again, number)
    await again.api.post(`/v1/launches/${launch}/resume`, {}, anything)
    await until(reportOf(again, launch), ({ state }) => state === "completed")
    expect(await ledgerOf(again, number)()).toMatchObject({ accepted: contacts, duplicates: [] })
  })

  it("whose keys cannot be kept there leaves nothing there", async () => {
    const here = { DATA_DIR: await folderOf("here"), DATABASE_URL: await freshDatabase() }
    const there = { DATA_DIR: await folderOf("there"), DATABASE_URL: await emptyDatabase() }
    const file = join(here.DATA_DIR, "parley.tar")
    const installation = await startInstallation({ environment: here })
    cleanups.push(() => installation.stop())
    await mkdir(join(here.DATA_DIR, "files", "media"), { recursive: true })
    await writeFile(join(here.DATA_DIR, "files", "media", "one"), "picture")
    expect(await parley(here, "backup", "--to", file)).toMatchObject({ exitCode: 0 })

    const key = join(there.DATA_DIR, "encryption.key")
    await symlink(join(there.DATA_DIR, "a-disk-that-is-not-there", "key"), key)
    expect(await parley(there, "restore", file)).toMatchObject({ exitCode: 1 })
    await rm(key)
    expect(await parley(there, "restore", file)).toMatchObject({ exitCode: 0 })
    const kept = await readFile(join(here.DATA_DIR, "encryption.key"), "utf8")
    expect(await readFile(key, "utf8")).toBe(kept)
    expect(await readFile(join(there.DATA_DIR, "files", "media", "one"), "utf8")).toBe("picture")
  })

  it("is refused in a sentence where it cannot be made or restored", async () => {
    const databaseUrl = await freshDatabase()
    const folder = await folderOf("refused")
    const file = join(folder, "parley.tar")
    const installation = await startInstallation({
      environment: { DATA_DIR: folder, DATABASE_URL: databaseUrl },
    })
    cleanups.push(() => installation.stop())
    const here = { DATA_DIR: folder, DATABASE_URL: databaseUrl }
    const there = { DATA_DIR: await folderOf("there"), DATABASE_URL: await emptyDatabase() }
    const refusal = async (environment: Record<string, string>, ...words: string[]) => {
      const { exitCode, said } = await parley(environment, ...words)
      expect(exitCode).toBe(1)
      return said.trim()
    }

    expect(await refusal({ ...here, PARLEY_BACKUP_PASSPHRASE: "" }, "backup", "--to", file)).toMatch(
      /^✗ PARLEY_BACKUP_PASSPHRASE is not set; .*\.$/,
    )
    expect(await refusal(there, "backup", "--to", file)).toMatch(/^✗ There is no installation in .*\.$/)
    expect(await parley(here, "backup", "--to", file)).toMatchObject({ exitCode: 0 })
    expect(await refusal({ ...here, DATA_DIR: there.DATA_DIR }, "restore", file)).toMatch(
      /^✗ There is an installation already: .*\.$/,
    )
    expect(
      await refusal({ ...there, PARLEY_BACKUP_PASSPHRASE: "another passphrase" }, "restore", file),
    ).toMatch(/^✗ PARLEY_BACKUP_PASSPHRASE is not the passphrase .*\.$/)
    const whole = await readFile(file)
    await writeFile(`${file}.cut`, whole.subarray(0, Math.floor(whole.length / 2)))
    expect(await refusal(there, "restore", `${file}.cut`)).toMatch(/^✗ This backup is not whole: .*\.$/)
    // None of this left anything behind.
    expect(await parley(there, "restore", file)).toMatchObject({ exitCode: 0 })
  })
})
