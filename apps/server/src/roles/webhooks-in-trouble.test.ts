import { afterAll, beforeAll, expect, it, vi } from "vitest"
import { webhookTopic } from "../connect/index.ts"
import { webhookConsumer } from "../connect/webhooks/apply-webhooks.ts"
import { sql, type Tx } from "../platform/database/index.ts"
import { applyAgain, listSetAside } from "../platform/log/index.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

let platform: Awaited<ReturnType<typeof testPlatform>>
let consumer: { stop(): Promise<void> }
const seconds = Math.floor(Date.now() / 1000)

beforeAll(async () => {
  platform = await testPlatform()
  await seedNumber(platform)
  await platform.db.statement(sql`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE SQLSTATE '22023'; END $$`)
  await platform.db.statement(sql`
    CREATE TRIGGER refuse BEFORE INSERT ON inbound_messages FOR EACH ROW WHEN (NEW.wamid LIKE 'wamid.bad%')
    EXECUTE FUNCTION refuse()`)
  consumer = platform.log.consume(webhookTopic, webhookConsumer(platform))
})
afterAll(async () => {
  await consumer.stop()
  await platform.close()
})

const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => platform.db.workspace(platform.workspaceId, work)

/** A request of Meta's with several changes of one number. */
function body(...changes: { field: string; value: object }[]): string {
  const metadata = { display_phone_number: "15550783881", phone_number_id: "200" }
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [
      {
        id: "100",
        changes: changes.map(({ field, value }) => ({
          field,
          value: { messaging_product: "whatsapp", metadata, ...value },
        })),
      },
    ],
  })
}
const wrote = (waId: string, ...ids: string[]) => ({
  field: "messages",
  value: {
    contacts: [{ profile: { name: "Ana" }, wa_id: waId }],
    messages: ids.map((id) => ({
      from: waId,
      id: `wamid.${id}`,
      timestamp: String(seconds),
      type: "text",
      text: { body: "Hi" },
    })),
  },
})
const stops = (waId: string) => ({
  field: "user_preferences",
  value: {
    contacts: [{ profile: { name: "Ana" }, wa_id: waId }],
    user_preferences: [
      { wa_id: waId, category: "marketing_messages", value: "stop", detail: "stop", timestamp: seconds },
    ],
  },
})
const append = (text: string) => platform.log.append(webhookTopic, "200", text)

const stored = async () =>
  (
    await inWorkspace((tx) => tx.selectFrom("inbound_messages").select("wamid").orderBy("wamid").execute())
  ).map(({ wamid }) => wamid)
const aside = () => platform.db.system((tx) => listSetAside(tx, { limit: 100 }))
const stateOf = (waId: string) =>
  inWorkspace((tx) =>
    tx
      .selectFrom("subscriptions")
      .innerJoin("contacts", "contacts.id", "subscriptions.contact_id")
      .select("state")
      .where("wa_id", "=", waId)
      .executeTakeFirst(),
  )

it("one message that cannot be kept takes neither its neighbours nor a stop along", async () => {
  await append(
    body(wrote("4915100000001", "1", "bad", "2"), stops("4915100000002"), wrote("4915100000003", "3")),
  )
  await append(body(wrote("4915100000001", "4")))
  await vi.waitFor(async () => expect(await aside()).toHaveLength(1), 20_000)
  await vi.waitFor(
    async () => expect(await stored()).toEqual(["wamid.1", "wamid.2", "wamid.3", "wamid.4"]),
    10_000,
  )
  expect(await stateOf("4915100000002")).toEqual({ state: "unsubscribed" })

  await platform.db.statement(sql`ALTER TABLE inbound_messages DISABLE TRIGGER refuse`)
  await platform.db.system((tx) => applyAgain(tx))
  await vi.waitFor(async () => expect(await stored()).toContain("wamid.bad"), 10_000)
  expect(await stored()).toHaveLength(5)
  expect(await aside()).toEqual([])
})

it("a message whose contact is deleted while it is being stored is stored, and its writer is a contact again", async () => {
  await append(body(wrote("4915100000009", "before")))
  await vi.waitFor(async () => expect(await stored()).toContain("wamid.before"), 10_000)
  await inWorkspace(async (tx) => {
    await tx.deleteFrom("contacts").where("wa_id", "=", "4915100000009").execute()
    await append(body(wrote("4915100000009", "meanwhile")))
    await vi.waitFor(async () => expect(await waiting()).toBe(1), 10_000) // it has been found, and is being referred to
  })
  await vi.waitFor(async () => expect(await stored()).toContain("wamid.meanwhile"), 10_000)
  expect(await aside()).toEqual([])
})

/** How many transactions wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await platform.db.statement(
    sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  )
  return row?.n ?? 0
}
