import { afterAll, beforeAll, expect, it } from "vitest"
import { applyWebhooks } from "../connect/webhooks/apply-webhooks.ts"
import { steppedClock } from "../platform/clock.ts"
import type { Room } from "../platform/define-room.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber } from "../testing/seed.ts"

const clock = steppedClock(new Date("2026-11-22T12:00:00Z"))
let platform: Awaited<ReturnType<typeof testPlatform>>
let groupId: string
beforeAll(async () => {
  platform = await testPlatform({ clock })
  groupId = (await seedNumber(platform)).groupId
})
afterAll(() => platform.close())

/** A `messages` webhook as Meta sends it. */
function webhook(message: object, minute: number): string {
  const timestamp = String(Date.UTC(2026, 10, 22, 12, minute) / 1000)
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550783881", phone_number_id: "200" },
    messages: [{ id: `wamid.${JSON.stringify(message)}${minute}`, timestamp, ...message }],
  }
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: "100", changes: [{ field: "messages", value }] }],
  })
}
const writes = (from: string, userId: string, minute: number) =>
  webhook({ from, from_user_id: userId, type: "text", text: { body: "Hello" } }, minute)
const moves = (from: string, to: string, ids: [string, string], minute: number) =>
  webhook(
    {
      from,
      from_user_id: ids[0],
      type: "system",
      system: { type: "user_changed_number", wa_id: to, user_id: ids[1], body: "User changed" },
    },
    minute,
  )
const renames = (from: string, to: string, minute: number) =>
  webhook(
    { from_user_id: from, type: "system", system: { type: "user_changed_user_id", user_id: to } },
    minute,
  )

const apply = (...payloads: string[]) => applyWebhooks(platform, payloads)
const contacts = (country: string) =>
  platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .selectFrom("contacts")
      .select(["id", "phone", "wa_id", "bsuid"])
      .where("bsuid", "like", `${country}.%`)
      .orderBy("id")
      .execute(),
  )
const recordsOf = (contactId = "") =>
  platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .selectFrom("consent_records")
      .select(["state", "source", "actor", "evidence", "given_at"])
      .where("contact_id", "=", contactId)
      .orderBy("id")
      .execute(),
  )

it("a contact who changes the number keeps their consent and conversation, however often it is told", async () => {
  await apply(writes("4915110000001", "DE.1", 0))
  const [before] = await contacts("DE")
  await platform.db.workspace(platform.workspaceId, (tx) =>
    tx
      .insertInto("subscriptions")
      .values({
        subscription_group_id: groupId,
        contact_id: before?.id ?? "",
        workspace_id: platform.workspaceId,
        state: "subscribed",
        changed_at: clock.now(),
      })
      .execute(),
  )
  const move = moves("4915110000001", "4915110000002", ["DE.1", "DE.2"], 1)
  await apply(move)
  await apply(move, move)
  expect(await contacts("DE")).toEqual([
    { id: before?.id, phone: "+4915110000002", wa_id: "4915110000002", bsuid: "DE.2" },
  ])
  expect(await recordsOf(before?.id)).toEqual([
    {
      state: "identity_changed",
      source: "whatsapp",
      actor: "contact",
      evidence: expect.stringMatching(
        /^From \+4915110000001 to \+4915110000002, by WhatsApp's message wamid\..*: User changed$/,
      ),
      given_at: clock.now(), // told of a minute that this clock has not reached
    },
  ])
})

it("a contact who wrote from the new number already is merged with them", async () => {
  await apply(writes("33612000001", "FR.1", 0))
  const [before] = await contacts("FR")
  await apply(writes("33612000002", "FR.2", 2))
  await apply(moves("33612000001", "33612000002", ["FR.1", "FR.2"], 1))
  expect(await contacts("FR")).toEqual([
    { id: before?.id, phone: "+33612000002", wa_id: "33612000002", bsuid: "FR.2" },
  ])
})

it("a late one does not move a person who has got the number since", async () => {
  await apply(writes("34612000001", "ES.1", 0))
  await apply(moves("34612000001", "34612000002", ["ES.1", "ES.2"], 1))
  await apply(writes("34612000001", "ES.9", 3))
  await apply(moves("34612000001", "34612000003", ["ES.1", "ES.3"], 2))
  expect((await contacts("ES")).map(({ phone }) => phone)).toEqual(["+34612000002", "+34612000001"])
})

it("a contact with another id at Meta stays the contact", async () => {
  await apply(writes("39312000001", "IT.1", 0))
  const [before] = await contacts("IT")
  await apply(renames("IT.1", "IT.2", 1))
  expect(await contacts("IT")).toEqual([{ ...before, bsuid: "IT.2" }])
  expect(await recordsOf(before?.id), "who agreed to nothing has nothing to record").toEqual([])
})

it.each([
  ["as they are", (rooms: readonly Room[]) => rooms],
  ["the other way round", (rooms: readonly Room[]) => rooms.toReversed()],
])("a move comes after what was written in the same batch, with the rooms %s", async (order, sorted) => {
  const country = order === "as they are" ? "AT" : "CH"
  const [old, now] = [`43660${country.charCodeAt(0)}00001`, `43660${country.charCodeAt(0)}00002`]
  await applyWebhooks({ ...platform, rooms: sorted(platform.rooms) }, [
    moves(old, now, [`${country}.1`, `${country}.2`], 1),
    writes(now, `${country}.2`, 2),
    writes(old, `${country}.1`, 0),
  ])
  expect(await contacts(country)).toEqual([
    { id: expect.any(String), phone: `+${now}`, wa_id: now, bsuid: `${country}.2` },
  ])
})
