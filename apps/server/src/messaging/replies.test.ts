import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import type { Tx } from "../platform/database/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { attributeReplies } from "./replies.ts"
import { insertSentMessage } from "./testing/sent-message.ts"

const dayMs = 86_400_000
/** In whole seconds, as Meta says times. Messages have room in the months around the present one. */
const now = new Date(Math.floor(Date.now() / 1_000) * 1_000)
const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs)

let platform: Awaited<ReturnType<typeof testPlatform>>
let seeded: Awaited<ReturnType<typeof seedNumber>>
let contactId: string
const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)

beforeAll(async () => {
  platform = await testPlatform()
  seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, 1)
  const contact = await inWorkspace((tx) => tx.selectFrom("contacts").select("id").executeTakeFirstOrThrow())
  contactId = contact.id
})
afterAll(() => platform.close())
beforeEach(() => platform.db.system((tx) => tx.deleteFrom("messages").execute()))

const sentOn = (decidedAt: Date) =>
  inWorkspace((tx) =>
    insertSentMessage(tx, { workspaceId: platform.workspaceId, ...seeded, contactId, decidedAt }),
  )
const answer = (sentAt: Date, contextWamid: string | null = null) =>
  inWorkspace((tx) => attributeReplies(tx, [{ numberId: seeded.numberId, contactId, contextWamid, sentAt }]))
/** The messages that count as answered. */
const answered = async () => {
  const rows = await inWorkspace((tx) =>
    tx.selectFrom("messages").select("wamid").where("replied_at", "is not", null).execute(),
  )
  return rows.map(({ wamid }) => wamid)
}

it("an answer counts for the last message before it", async () => {
  await sentOn(daysAgo(2))
  const last = await sentOn(daysAgo(1))
  await answer(now)
  expect(await answered()).toEqual([last])
})

it("an answer that quotes a message counts for that one, whatever its age", async () => {
  const quoted = await sentOn(daysAgo(20))
  await sentOn(daysAgo(1))
  await answer(now, quoted)
  expect(await answered()).toEqual([quoted])
})

it("an answer that quotes the second post of a message counts for that message", async () => {
  const quoted = await sentOn(daysAgo(20))
  const again = `${quoted}.again`
  await inWorkspace((tx) =>
    tx
      .updateTable("messages")
      .set({ other_wamids: [again] })
      .where("wamid", "=", quoted)
      .execute(),
  )
  await sentOn(daysAgo(1))
  await answer(now, again)
  expect(await answered()).toEqual([quoted])
})

it("an answer that quotes something else counts for the last message", async () => {
  const last = await sentOn(daysAgo(1))
  await answer(now, "wamid.of-other-software")
  expect(await answered()).toEqual([last])
})

it("an answer without a quote counts for nothing that is older than three days", async () => {
  await sentOn(new Date(daysAgo(3).getTime() - 1_000))
  await answer(now)
  expect(await answered()).toEqual([])
  const within = await sentOn(new Date(daysAgo(3).getTime() + 1_000))
  await answer(now)
  expect(await answered()).toEqual([within])
})

it("an answer that comes late does not count for what was sent after it was written", async () => {
  const before = await sentOn(daysAgo(1))
  await sentOn(now)
  await answer(new Date(daysAgo(1).getTime() + 3_600_000))
  expect(await answered()).toEqual([before])
})

it("an answer within the second of its message counts: Meta's times are whole seconds", async () => {
  const message = await sentOn(new Date(now.getTime() + 900))
  await answer(now)
  expect(await answered()).toEqual([message])
})

it("an answer does not count for a message that Meta sent a second later, though both came within a minute", async () => {
  const before = await sentOn(daysAgo(1))
  const message = await sentOn(now)
  const sentAt = new Date(now.getTime() + 1_000)
  await inWorkspace((tx) =>
    tx.updateTable("messages").set({ sent_at: sentAt }).where("wamid", "=", message).execute(),
  )
  await answer(now)
  expect(await answered()).toEqual([before])
  await answer(sentAt)
  expect(await answered()).toEqual(expect.arrayContaining([before, message]))
})

it("a second answer leaves the time of the first", async () => {
  await sentOn(daysAgo(1))
  await answer(daysAgo(0.5))
  await answer(now)
  const [row] = await inWorkspace((tx) => tx.selectFrom("messages").select("replied_at").execute())
  expect(row?.replied_at).toEqual(daysAgo(0.5))
})
