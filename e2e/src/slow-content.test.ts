import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { freshDatabase, testPlatform } from "../../apps/server/src/testing/platform.ts"
import {
  type ConnectedNumber,
  HttpError,
  type Installation,
  JsonClient,
  type LaunchReport,
  startInstallation,
} from "./installation/index.ts"
import { everybodyReads, expectEverybodyOnce, readyToLaunch, reportOf, until } from "./launch-results.ts"

const run = promisify(execFile)
const contacts = 400
/** Costs no memory and no output, so that nothing but its time tells what it is. */
const slow =
  "{% assign a = 'x' %}{% for i in (1..11) %}{% assign a = a | append: a %}{% endfor %}" +
  "{% assign a = a | split: '' %}" +
  "{% for i in a %}{% for j in a %}{% for k in a %}{% endfor %}{% endfor %}{% endfor %}"

let installation: Installation
let other: Installation
let otherPlatform: Awaited<ReturnType<typeof testPlatform>>
let number: ConnectedNumber
let templateId: string

beforeAll(async () => {
  const databaseUrl = await freshDatabase()
  installation = await startInstallation({ environment: { DATABASE_URL: databaseUrl } })
  await everybodyReads(installation)
  otherPlatform = await testPlatform({ environment: { DATABASE_URL: databaseUrl } })
  other = installation.asWorkspace(otherPlatform.apiKey)
  ;({ number, templateId } = await readyToLaunch(installation, contacts))
}, 300_000)
afterAll(async () => {
  await installation?.stop()
  await otherPlatform?.close()
})

const content = (first_name: string) => ({
  kind: "template",
  template_id: templateId,
  values: { body: { first_name, city: "Lima" } },
})

async function launch(first_name: string, audience?: object): Promise<string> {
  const withId = z.object({ id: z.string() })
  const draft = { name: "Summer", number_id: number.numberId, content: content(first_name), audience }
  const campaign = await installation.api.post("/v1/campaigns", draft, withId)
  return (await installation.api.post(`/v1/campaigns/${campaign.id}/launches`, {}, withId)).id
}

async function someContact(): Promise<string> {
  const page = z.object({ data: z.tuple([z.object({ id: z.string() })]) })
  return (await installation.api.get("/v1/contacts?limit=1", page)).data[0].id
}

const healthy = () => installation.api.get("/health", z.unknown())

describe("a content that takes forever", { timeout: 240_000 }, () => {
  it("is dropped for all who would get it, while another workspace's launch is sent", async () => {
    const second = await readyToLaunch(other, contacts)
    const [mine, launched] = await Promise.all([
      launch(slow),
      other.launchToEverybody(second.number, second.templateId),
    ])
    await expectEverybodyOnce(other, { number: second.number, launch: launched, contacts })
    const report = await until(reportOf(installation, mine), ({ state }) => state === "completed")
    expect(report).toMatchObject({
      accepted: 0,
      suppressed: { total: contacts, reasons: [{ code: "content_broken", count: contacts }] },
    })
  })

  it("cannot be previewed while everyone else is answered", async () => {
    const contact_id = await someContact()
    const preview = () =>
      installation.api
        .post("/v1/messages/preview", { content: content(slow), contact_id }, z.unknown())
        .catch((error) => error)
    const answers: string[] = []
    const previews = Promise.all(
      Array.from({ length: 4 }, () => preview().finally(() => answers.push("preview"))),
    )
    for (let asked = 0; asked < 20; asked++) {
      await healthy()
      answers.push("health")
    }
    const refusals = await previews
    expect(answers.at(-1)).toBe("preview")
    const tooSlow = { code: "invalid_request", field: "content.values.body.first_name" }
    expect(refusals).toContainEqual(expect.objectContaining({ status: 422 }))
    for (const refusal of refusals) {
      // On a busy machine the turn of some never comes.
      const waited = refusal instanceof HttpError && refusal.status === 503
      const expected = waited
        ? { status: 503, body: { error: { code: "unavailable" } } }
        : { status: 422, body: { error: tooSlow } }
      expect(refusal).toMatchObject(expected)
    }
    expect(await Promise.all(Array.from({ length: 6 }, preview))).toContainEqual(
      expect.objectContaining({ status: 429 }),
    )
  })

  it("does not stop loops that end from being sent", async () => {
    const loop = "{% for i in (1..3) %}{{ contact.first_name }} {% endfor %}"
    await expectEverybodyOnce(installation, { number, launch: await launch(loop), contacts })
  })

  it.each(["stop", "kill"] as const)("is rendered no more after a %s of the server", async (end) => {
    const contact_id = await someContact()
    const server = await installation.startServer()
    const api = new JsonClient(server.url, installation.apiKey)
    const preview = () =>
      api.post("/v1/messages/preview", { content: content(slow), contact_id }, z.unknown())
    await expect(preview()).rejects.toThrow("takes too much time")
    const interrupted = preview().catch(() => undefined)
    const [renderer = 0] = await childrenOf(server.pid)
    expect(renderer).toBeGreaterThan(0)
    await server[end]()
    await interrupted
    await expect.poll(() => isAlive(renderer)).toBe(false)
  })

  it("holds up no plain message of its number, where it takes long and ends", async () => {
    const patient =
      "{% assign a = 'x' %}{% for i in (1..11) %}{% assign a = a | append: a %}{% endfor %}" +
      "{% assign a = a | split: '' %}{% for i in a %}{% for j in (1..10) %}{% endfor %}{% endfor %}Ana"
    const turn = (id: string, way: "pause" | "resume") =>
      installation.api.post(`/v1/launches/${id}/${way}`, {}, z.unknown())
    // To 111 others each: what goes to one contact keeps its order.
    const paused = async (first_name: string, others: string) => {
      const id = await launch(first_name, {
        on: "contact",
        field: "first_name",
        op: "starts_with",
        value: others,
      })
      await turn(id, "pause")
      return id
    }
    const [first, second] = [await paused(patient, "Ana 1"), await paused(patient, "Ana 2")]
    const plain = await paused("Ana", "Ana 3")
    for (const id of [first, second, plain]) await turn(id, "resume")
    const everybody = ({ accepted }: LaunchReport) => accepted === 111
    await until(reportOf(installation, plain), everybody)
    expect((await reportOf(installation, first)()).state).not.toBe("completed")
    await until(reportOf(installation, first), everybody)
    await until(reportOf(installation, second), everybody)
  })

  it("for some contacts is dropped for them with the reason, and is sent to all others", async () => {
    const forSome = [
      ["Ana 111", "{{ 1 | divided_by: 0 }}", "cannot be rendered"],
      ["Ana 222", "{% for i in (1..99999999) %}{% endfor %}", "takes too much memory"],
      ["Ana 333", slow, "takes too much time"],
    ] as const
    const cases = forSome.map(([name, text]) => `{% when "${name}" %}${text}`)
    const mine = await launch(`{% case contact.first_name %}${cases.join("")}{% endcase %}Ana`)
    const report = await until(reportOf(installation, mine), ({ state }) => state === "completed")
    expect(report).toMatchObject({
      accepted: contacts - forSome.length,
      suppressed: { total: 3, reasons: [{ code: "content_broken", count: 3 }] },
    })
    const reason = z.object({ detail: z.string() })
    const page = z.object({ data: z.array(z.object({ reason })) })
    const { data } = await installation.api.get(`/v1/messages?source_id=${mine}&status=dropped`, page)
    const said = data.map((message) => message.reason.detail).sort()
    expect(said).toEqual(forSome.map(([, , why]) => expect.stringContaining(why)))
  })
})

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "ppid=,pid="])
  return stdout
    .split("\n")
    .map((line) => line.trim().split(/ +/).map(Number))
    .flatMap(([parent, child]) => (parent === pid && child !== undefined ? [child] : []))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
