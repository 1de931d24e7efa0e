/** What happened to a contact, as every room knows it. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { z } from "zod"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { queueMessage } from "../messaging/testing/queue-message.ts"
import { insertSentMessage } from "../messaging/testing/sent-message.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import { call } from "../testing/call.ts"
import { insertContent } from "../testing/seed.ts"
import { generateApiKey, storeApiKey } from "../workspaces/index.ts"
import { type Inbox, openInbox } from "./testing/inbox.ts"

const page = z.object({
  data: z.array(z.looseObject({ kind: z.string(), id: z.string(), at: z.string() })),
  next: z.string().nullable(),
})

let inbox: Inbox
let contactId = ""
const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) =>
  inbox.platform.db.workspace(inbox.platform.workspaceId, work)
beforeAll(async () => {
  inbox = await openInbox(applyWebhooks)
  const { numberId, groupId, clock, platform } = inbox
  const phone = inbox.newPhone()
  const created = await inbox.ask("POST", "/contacts", { phone: `+${phone}`, first_name: "Ana" })
  contactId = z.object({ id: z.string() }).parse(created.body).id
  clock.advance(60_000)
  await inbox.ask("PUT", `/contacts/${contactId}/subscriptions/${groupId}`, {
    state: "subscribed",
    source: "fair",
    evidence: "sheet 4",
  })
  clock.advance(60_000)
  await inbox.write(phone, { type: "text", text: { body: "Do you have decaf?" } })
  clock.advance(60_000)
  await inWorkspace(async (tx) => {
    const said = {
      kind: "free_form",
      message: { type: "text", text: { body: "Your code is {{ variables.otp }}" } },
    }
    const contentId = await insertContent(tx, {
      workspaceId: platform.workspaceId,
      templateId: null,
      body: said,
      now: clock.now(),
    })
    const of = { workspaceId: platform.workspaceId, numberId, contactId, contentId }
    await queueMessage(tx, { ...of, sendAfter: clock.now(), variables: { otp: "123456" } })
    await insertSentMessage(tx, {
      ...of,
      madeAt: clock.now(),
      decidedAt: new Date(clock.now().getTime() - 30_000),
    })
    await sql`UPDATE messages SET status = 'failed', reason = '131026' WHERE contact_id = ${contactId}`.execute(
      tx,
    )
  })
})
afterAll(() => inbox.close())

const timeline = async (query = "") => {
  const answer = await inbox.ask("GET", `/contacts/${contactId}/timeline${query}`)
  expect(answer.status).toBe(200)
  return page.parse(answer.body)
}

it("tells everything that happened, the newest first, with what became of messages", async () => {
  const { data, next } = await timeline()
  expect(next).toBeNull()
  expect(data).toMatchObject([
    { kind: "message", status: "queued", text: expect.stringContaining("Your code is") },
    { kind: "message", status: "failed", reason: { code: "131026", advice: expect.any(String) } },
    { kind: "inbound", type: "text", text: "Do you have decaf?" },
    { kind: "subscription", state: "subscribed", source: "fair", evidence: "sheet 4" },
    { kind: "created" },
  ])
})

it("shows nobody a code to sign in with", async () => {
  expect(JSON.stringify(await timeline())).not.toContain("123456")
})

it("is read page by page, and nothing is left out or told twice", async () => {
  const told: string[] = []
  let next: string | null = null
  do {
    const { data, next: further } = await timeline(`?limit=2${next === null ? "" : `&before=${next}`}`)
    told.push(...data.map(({ id }) => id))
    next = further
  } while (next !== null)
  expect(told).toEqual((await timeline()).data.map(({ id }) => id))
  for (const place of ["yesterday", `-271821-04-20T00:00:00Z_${contactId}`]) {
    const wrong = await inbox.ask("GET", `/contacts/${contactId}/timeline?before=${place}`)
    expect([place, wrong.status]).toEqual([place, 422])
  }
})

it("says what was written only to those who may read conversations", async () => {
  const { platform } = inbox
  const secret = generateApiKey()
  await platform.db.system((tx) =>
    storeApiKey(tx, {
      workspaceId: platform.workspaceId,
      name: "Contacts only",
      secret,
      permissions: ["contacts:read"],
      now: platform.clock.now(),
    }),
  )
  const { body } = await call("GET", `${inbox.server.url}/v1/contacts/${contactId}/timeline`, undefined, {
    authorization: `Bearer ${secret}`,
  })
  const { data } = page.parse(body)
  expect(data).toHaveLength(5)
  expect(data.flatMap(({ text }) => text ?? [])).toEqual([])
})
