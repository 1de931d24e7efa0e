import { afterAll, beforeAll, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import type { Tx } from "../platform/database/index.ts"
import { messagesWebhook } from "../testing/messages-webhook.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"
import { moveConversations } from "./move-conversations.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
beforeAll(async () => {
  platform = await testPlatform()
  await seedNumber(platform)
})
afterAll(() => platform.close())

const said = { timestamp: "1795348800", type: "text", text: { body: "Hello" } }
const wrote = (from: string) => messagesWebhook({ messages: [{ from, id: `wamid.in.${from}`, ...said }] })
const wasWritten = (to: string) =>
  messagesWebhook({ message_echoes: [{ to, id: `wamid.echo.${to}`, ...said }] }, "smb_message_echoes")

async function silentContact(tx: Tx): Promise<string> {
  const at = platform.clock.now()
  const { id } = await tx
    .insertInto("contacts")
    .values({ workspace_id: platform.workspaceId, external_id: "silent", created_at: at, updated_at: at })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

const phones = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => `1650555000${first + index}`)

it.each([
  ["either contact", phones(1, 2), 2],
  ["both of two others, who had none", phones(3, 2), 3],
  ["all of three", phones(6, 3), 3],
])("a person's conversation has all that was said with %s", async (_what, spoken, contacts) => {
  await applyWebhooks(
    platform,
    spoken.flatMap((phone) => [wrote(phone), wasWritten(phone)]),
  )
  const { db, workspaceId } = platform
  await db.workspace(workspaceId, async (tx) => {
    const known = await tx
      .selectFrom("contacts")
      .select("id")
      .where(
        "phone",
        "in",
        spoken.map((phone) => `+${phone}`),
      )
      .orderBy("phone")
      .execute()
    const all = known.map(({ id }) => id)
    if (contacts > all.length) all.push(await silentContact(tx))
    const into = all.pop() ?? ""
    await moveConversations(tx, { pairs: all.map((from) => ({ from, into })) })
    await tx.deleteFrom("contacts").where("id", "in", all).execute()
    const conversations = await tx
      .selectFrom("conversations")
      .select(["id", "last_inbound_at"])
      .where("contact_id", "=", into)
      .execute()
    expect(conversations).toMatchObject([{ last_inbound_at: new Date(Number(said.timestamp) * 1000) }])
    const [conversation] = conversations
    const wamids = await tx
      .selectFrom("inbound_messages")
      .select("wamid")
      .where("conversation_id", "=", conversation?.id ?? "")
      .unionAll(
        tx
          .selectFrom("echoed_messages")
          .select("wamid")
          .where("conversation_id", "=", conversation?.id ?? ""),
      )
      .execute()
    expect(wamids.map(({ wamid }) => wamid).sort()).toEqual(
      ["echo", "in"].flatMap((of) => spoken.map((phone) => `wamid.${of}.${phone}`)),
    )
  })
})
