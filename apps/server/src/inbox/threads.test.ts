import { afterAll, beforeAll, expect, it } from "vitest"
import { queueMessage } from "../messaging/testing/queue-message.ts"
import { insertSentMessage } from "../messaging/testing/sent-message.ts"
import type { Tx } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { readThread } from "./threads.ts"

const start = new Date("2026-11-20T12:00:00Z")
const minute = (count: number) => new Date(start.getTime() + count * 60_000)

let platform: Awaited<ReturnType<typeof testPlatform>>
let conversation: { id: string; number_id: string; contact_id: string }
const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)

beforeAll(async () => {
  platform = await testPlatform()
  const { workspaceId } = platform
  const { numberId, contentId, groupId } = await seedNumber(platform)
  await seedSubscribers(platform, groupId, 1)
  conversation = await inWorkspace(async (tx) => {
    const { id: contactId } = await tx.selectFrom("contacts").select("id").executeTakeFirstOrThrow()
    const opened = await tx
      .insertInto("conversations")
      .values({ workspace_id: workspaceId, number_id: numberId, contact_id: contactId, created_at: start })
      .returning(["id", "number_id", "contact_id"])
      .executeTakeFirstOrThrow()
    // Those made first were sent last, as messages do that wait for quiet hours.
    for (const [made, decided] of [
      [0, 5],
      [1, 4],
      [2, 3],
    ] as const)
      await insertSentMessage(tx, {
        workspaceId,
        numberId,
        contactId,
        contentId,
        madeAt: minute(made),
        decidedAt: minute(decided),
      })
    for (const at of [7, 9, 6, 8])
      await queueMessage(tx, { workspaceId, numberId, contactId, contentId, sendAfter: minute(at) })
    const heard = [1, 2].map((at) => ({
      workspace_id: workspaceId,
      conversation_id: opened.id,
      wamid: `wamid.in.${at}`,
      type: "text",
      content: "{}",
      sent_at: minute(at),
      received_at: minute(at),
    }))
    await tx.insertInto("inbound_messages").values(heard).execute()
    return opened
  })
})
afterAll(() => platform.close())

it("a thread is read page by page, newest first, and nothing is left out or shown twice", async () => {
  const shown: Date[] = []
  let before = minute(60)
  for (;;) {
    const page = await inWorkspace((tx) => readThread(tx, conversation, { before, limit: 2 }))
    const last = page.at(-1)
    if (last === undefined) break
    shown.push(...page.map(({ at }) => at))
    before = last.at
  }
  expect(shown).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map(minute))
})
