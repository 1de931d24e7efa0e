import { afterAll, beforeAll, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
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

it("a person's conversation has all that was said with either contact", async () => {
  await applyWebhooks(
    platform,
    ["16505550001", "16505550002"].flatMap((phone) => [wrote(phone), wasWritten(phone)]),
  )
  const { db, workspaceId } = platform
  const conversations = await db.workspace(workspaceId, async (tx) => {
    const [one, other] = await tx.selectFrom("contacts").select("id").orderBy("phone").execute()
    await moveConversations(tx, { pairs: [{ from: one?.id ?? "", into: other?.id ?? "" }] })
    await tx
      .deleteFrom("contacts")
      .where("id", "=", one?.id ?? "")
      .execute()
    return tx.selectFrom("conversations").select("id").execute()
  })
  expect(conversations).toHaveLength(1)
  const wamids = await db.workspace(workspaceId, (tx) =>
    tx
      .selectFrom("inbound_messages")
      .select(["wamid", "conversation_id"])
      .unionAll(tx.selectFrom("echoed_messages").select(["wamid", "conversation_id"]))
      .orderBy("wamid")
      .execute(),
  )
  expect(wamids).toEqual(
    ["echo.16505550001", "echo.16505550002", "in.16505550001", "in.16505550002"].map((of) => ({
      wamid: `wamid.${of}`,
      conversation_id: conversations[0]?.id,
    })),
  )
})
