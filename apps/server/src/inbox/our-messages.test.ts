/** What we sent, in the thread with those who got it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { queueMessage } from "../messaging/testing/queue-message.ts"
import type { Tx } from "../platform/database/index.ts"
import { insertContent } from "../testing/seed.ts"
import { type Inbox, openInbox } from "./testing/inbox.ts"

let inbox: Inbox
beforeAll(async () => {
  inbox = await openInbox(applyWebhooks)
})
afterAll(() => inbox.close())

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => {
  const { db, workspaceId } = inbox.platform
  return db.workspace(workspaceId, work)
}
const withId = z.object({ id: z.string() })
const thread = z.object({ data: z.array(z.looseObject({ id: z.string() })) })

const newContact = async (more: object = {}) =>
  withId.parse((await inbox.ask("POST", "/contacts", { phone: `+${inbox.newPhone()}`, ...more })).body).id
const shownAs = (body: string) => ({ shown: { message: { text: { body } }, is_personal: true } })
const threadWith = async (contactId: string, limit = 50) => {
  const answer = await inbox.ask("GET", `/contacts/${contactId}/threads/${inbox.numberId}?limit=${limit}`)
  expect(answer.status).toBe(200)
  return thread.parse(answer.body).data
}
/** A message that waits in the outbox. */
const queue = (contactId: string, contentId: string, variables?: Record<string, unknown>) =>
  inWorkspace((tx) => {
    const { numberId, clock, platform } = inbox
    const of = { workspaceId: platform.workspaceId, numberId, contactId, contentId }
    return queueMessage(tx, { ...of, sendAfter: clock.now(), ...(variables && { variables }) })
  })
const saying = (text: string) =>
  inWorkspace((tx) =>
    insertContent(tx, {
      workspaceId: inbox.platform.workspaceId,
      templateId: null,
      body: { kind: "free_form", message: { type: "text", text: { body: text } } },
      now: inbox.clock.now(),
    }),
  )

describe("the thread with a contact who never wrote", () => {
  it("has what we sent, as the template looks with their attributes in it", async () => {
    const contactId = await newContact({ first_name: "Ana", attributes: { city: "Lima" } })
    await queue(contactId, inbox.contentId)
    expect(await threadWith(contactId)).toMatchObject([
      {
        direction: "outbound",
        origin: "parley",
        status: "queued",
        reason: null,
        shown: {
          template: { name: "summer", language: "en_US" },
          preview: { body: "Hello Ana, Lima has a sale today." },
          is_personal: true,
        },
      },
    ])
  })

  it("is none of a contact or number that there is not", async () => {
    const nobody = "0199d1de-0000-7000-8000-000000000000"
    const contactId = await newContact()
    for (const path of [
      `/contacts/${nobody}/threads/${inbox.numberId}`,
      `/contacts/${contactId}/threads/${nobody}`,
    ])
      expect((await inbox.ask("GET", path)).body).toMatchObject({ error: { code: "not_found" } })
  })
})

describe("a message of ours is shown", () => {
  it("with the variables that it alone has", async () => {
    const contactId = await newContact()
    await queue(contactId, await saying("Order {{ variables.order }} is on its way."), { order: "A17" })
    expect(await threadWith(contactId)).toMatchObject([
      {
        shown: { template: null, message: { text: { body: "Order A17 is on its way." } }, is_personal: true },
      },
    ])
  })

  it("without the codes to sign in with that its variables bring", async () => {
    const contactId = await newContact()
    const text = "Your code is {{ variables.code }}, your password {{ variables.login.password }}."
    await queue(contactId, await saying(text), { code: "482910", login: { password: "hunter2" } })
    const entries = await threadWith(contactId)
    expect(entries).toMatchObject([
      { shown: { message: { text: { body: "Your code is ••••••, your password ••••••." } } } },
    ])
    expect(JSON.stringify(entries)).not.toMatch(/482910|hunter2/)
  })

  it("without the code to sign in with that it brought", async () => {
    const contactId = await newContact()
    const codes = await inWorkspace((tx) =>
      tx
        .insertInto("templates")
        .values({
          workspace_id: inbox.platform.workspaceId,
          business_account_id: inbox.accountId,
          name: "sign_in",
          language: "en_US",
          category: "AUTHENTICATION",
          parameter_format: "POSITIONAL",
          components: JSON.stringify([
            { type: "BODY", text: "*{{1}}* is your verification code." },
            { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE", text: "Copy code" }] },
          ]),
          status: "APPROVED",
          created_at: inbox.clock.now(),
          updated_at: inbox.clock.now(),
        })
        .returning("id")
        .executeTakeFirstOrThrow(),
    )
    const bringing = (code: string) =>
      inWorkspace((tx) =>
        insertContent(tx, {
          workspaceId: inbox.platform.workspaceId,
          templateId: codes.id,
          body: { kind: "template", template_id: codes.id, values: { body: { "1": code } } },
          now: inbox.clock.now(),
        }),
      )
    await queue(contactId, await bringing("482910"))
    await queue(contactId, await bringing("{{ variables.code }}"), { code: "482910" })
    const entries = await threadWith(contactId)
    expect(entries).toMatchObject(
      Array(2).fill({
        shown: { template: { name: "sign_in" }, preview: { body: "*••••••* is your verification code." } },
      }),
    )
    expect(JSON.stringify(entries)).not.toContain("482910")
  })

  it("as it was written where rendering it may take any time", async () => {
    const contactId = await newContact()
    const text = "{% for n in (1..9) %}{{ n }}{% endfor %}"
    await queue(contactId, await saying(text))
    expect(await threadWith(contactId)).toMatchObject([
      { shown: { message: { text: { body: text } }, is_personal: true } },
    ])
  })

  it("as it was written where the newer ones of its page took all the time that there is", async () => {
    const contactId = await newContact()
    const text = `{{ variables.long ${"| upcase | downcase ".repeat(10)}}}`
    const contentId = await saying(text)
    const long = "a".repeat(1_000)
    for (let index = 0; index < 80; index += 1) await queue(contactId, contentId, { long })
    const entries = await threadWith(contactId, 200)
    expect(entries).toHaveLength(80)
    expect([entries[0], entries[79]]).toMatchObject([shownAs(long), shownAs(text)])
  })

  it("as a message without words once its text was forgotten", async () => {
    const contactId = await newContact()
    const contentId = await inWorkspace((tx) =>
      insertContent(tx, {
        workspaceId: inbox.platform.workspaceId,
        templateId: null,
        body: { kind: "deleted" },
        now: inbox.clock.now(),
      }),
    )
    await queue(contactId, contentId)
    expect(await threadWith(contactId)).toMatchObject([{ status: "queued", shown: null }])
  })

  it("with the reason for which it waits or did not arrive", async () => {
    const contactId = await newContact()
    const id = await queue(contactId, await saying("Hello"))
    await inWorkspace((tx) =>
      tx.updateTable("outbox").set({ wait_reason: "pair_limit" }).where("id", "=", id).execute(),
    )
    expect(await threadWith(contactId)).toMatchObject([
      { status: "queued", reason: { code: "pair_limit", advice: expect.stringContaining("as soon as") } },
    ])
  })
})
