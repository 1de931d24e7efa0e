/** Ids of another workspace's in requests that change something: as those of nothing, and nothing of the other one changes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createLaunch } from "../campaigns/launches/launches.ts"
import { insertCampaign } from "../campaigns/testing/campaign.ts"
import { queueMessage } from "../messaging/testing/queue-message.ts"
import { type Server, startServer } from "../server.ts"
import { call, type Method } from "../testing/call.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { createWorkspace, generateApiKey, storeApiKey } from "../workspaces/index.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let server: Server
let neighbour: string
let ours: Record<"number" | "template" | "contact" | "message" | "source" | "launch", string>
let own: typeof ours

/** A workspace with one of everything, and a message in doubt about which a person may decide. */
async function furnish(workspaceId: string, metaId: string): Promise<typeof ours> {
  const now = platform.clock.now()
  const at = { ...platform, workspaceId }
  const meta = { wabaId: `1${metaId}`, phoneNumberId: metaId, accessToken: "EAAtest" }
  const { numberId, groupId, templateId, contentId } = await seedNumber(at, meta)
  await seedSubscribers(at, groupId, 1)
  return platform.db.workspace(workspaceId, async (tx) => {
    const campaignId = await insertCampaign(tx, { workspaceId, numberId, contentId, now })
    const launch = await createLaunch(tx, campaignId, { at: new Date(now.getTime() + 3_600_000), now })
    const { id: contact } = await tx.selectFrom("contacts").select("id").executeTakeFirstOrThrow()
    const queued = { workspaceId, numberId, contactId: contact, contentId, sendAfter: now }
    const message = await queueMessage(tx, queued)
    const { source_id: source } = await tx
      .updateTable("outbox")
      .set({ state: "in_doubt", posted_at: new Date(now.getTime() - 3_600_000), unanswered: 3 })
      .where("id", "=", message)
      .returning("source_id")
      .executeTakeFirstOrThrow()
    return { number: numberId, template: templateId, contact, message, source, launch }
  })
}

beforeAll(async () => {
  platform = await testPlatform({ environment: { ROLES: "api" } })
  const { id } = await platform.db.system(async (tx) => {
    const created = await createWorkspace(tx, "Next door", platform.clock.now())
    neighbour = generateApiKey()
    const key = { workspaceId: created.id, name: "Next door", secret: neighbour }
    await storeApiKey(tx, { ...key, now: platform.clock.now() })
    return created
  })
  ours = await furnish(platform.workspaceId, "200")
  own = await furnish(id, "300")
  server = await startServer(platform)
})
afterAll(async () => {
  await server.close()
  await platform.close()
})

const ask = (method: Method, path: string, body?: unknown) =>
  call(method, `${server.url}/v1/${path}`, body, { authorization: `Bearer ${neighbour}` })
const sourcesAndOutbox = () =>
  platform.db.workspace(platform.workspaceId, async (tx) => [
    await tx.selectFrom("outbox").selectAll().orderBy("id").execute(),
    await tx.selectFrom("sources").selectAll().orderBy("id").execute(),
  ])
const values = { body: { first_name: "Ana", city: "Lima" } }
const template = (template_id: string) => ({ kind: "template", template_id, values })

describe("with ids of another workspace's", () => {
  it.each([
    ["messages", () => ({ message_ids: [ours.message] })],
    ["the source", () => ({ source_id: ours.source })],
    ["the number", () => ({ number_id: ours.number })],
  ])("nothing is decided by %s", async (_, of) => {
    const before = await sourcesAndOutbox()
    for (const decision of ["send_again", "leave"])
      expect((await ask("POST", "messages/decide", { ...of(), decision })).body).toEqual({ decided: 0 })
    expect(await sourcesAndOutbox()).toEqual(before)
  })

  it.each(["pause", "resume", "cancel", "resend", "template"])("a launch takes no %s", async (action) => {
    const before = await sourcesAndOutbox()
    const body = { resend: { to: "failed" }, template: { template_id: own.template } }[action]
    expect((await ask("POST", `launches/${ours.launch}/${action}`, body)).status).toBe(404)
    expect(await sourcesAndOutbox()).toEqual(before)
  })

  it.each([
    ["number", () => ({ number_id: ours.number })],
    ["template", () => ({ content: template(ours.template) })],
    ["contact", () => ({ contact_id: ours.contact })],
  ])("nothing is sent by the %s, nor tested", async (_, foreign) => {
    const message = { number_id: own.number, content: template(own.template) }
    const tested = await ask("POST", "messages/test", { to: "+4915112345678", ...message, ...foreign() })
    expect(tested).toMatchObject({ status: 404, body: { error: { code: "not_found" } } })
    const sent = await ask("POST", "messages", { contact_id: own.contact, ...message, ...foreign() })
    expect(sent).toMatchObject({ status: 404, body: { error: { code: "not_found" } } })
  })

  it("nothing is told of a contact's delivery, a message or what is in doubt", async () => {
    expect((await ask("GET", `contacts/${ours.contact}/delivery`)).status).toBe(404)
    expect((await ask("GET", `messages/${ours.message}`)).status).toBe(404)
    for (const which of ["", `&source_id=${ours.source}`, `&contact_id=${ours.contact}`]) {
      const { data } = (await ask("GET", `messages?status=in_doubt${which}`)).body
      expect(data.map(({ id }: { id: string }) => id)).toEqual(which === "" ? [own.message] : [])
    }
  })
})

it("its own message in doubt is decided", async () => {
  const decision = { message_ids: [own.message, ours.message], decision: "leave" }
  expect((await ask("POST", "messages/decide", decision)).body).toEqual({ decided: 1 })
})
