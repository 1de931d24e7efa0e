import fc from "fast-check"
import { afterAll, beforeAll, expect, it } from "vitest"
import { sql, type Tx } from "../../platform/database/index.ts"
import { readCountsWithWaves } from "../counts/read.ts"
import { decide, type Recipient } from "../decide.ts"
import { later, now, type OpenOutbox, openOutbox } from "../testing/open-outbox.ts"
import { fillSource } from "./fill.ts"
import { classes, createSource } from "./sources.ts"

let outbox: OpenOutbox
beforeAll(async () => {
  outbox = await openOutbox({ people: 5 })
})
afterAll(() => outbox.close())

const expiresAt = later(3600)
const sourceOf = (id: string) => ({ id, workspaceId: outbox.platform.workspaceId, numberId: outbox.numberId })

/** Brings those contacts in. */
const fill = (
  tx: Tx,
  sourceId: string,
  contactIds: readonly string[],
  { after = null, limit = 100 }: { after?: string | null; limit?: number } = {},
) =>
  fillSource(tx, sourceOf(sourceId), {
    audience: { joins: sql``, condition: sql`contacts.id = ANY(${contactIds}::uuid[])` },
    after,
    limit,
    expiresAt,
    now,
  })
const queuedOf = (tx: Tx, sourceId: string) =>
  tx.selectFrom("outbox").selectAll().where("source_id", "=", sourceId).orderBy("contact_id").execute()

it("an audience is brought in chunk by chunk, each contact once", async () => {
  const sourceId = await outbox.source()
  const first = await outbox.inWorkspace((tx) => fill(tx, sourceId, outbox.contactIds, { limit: 3 }))
  expect(first).toEqual({ matched: 3, last: outbox.contactIds.toSorted()[2] })
  const second = await outbox.inWorkspace((tx) =>
    fill(tx, sourceId, outbox.contactIds, { limit: 3, after: first.last }),
  )
  expect(second).toEqual({ matched: 2, last: outbox.contactIds.toSorted()[4] })
  const rows = await outbox.inWorkspace((tx) => queuedOf(tx, sourceId))
  expect(rows.map(({ contact_id }) => contact_id)).toEqual(outbox.contactIds.toSorted())
  for (const row of rows)
    expect(row).toMatchObject({
      content_id: null,
      variant: 0,
      state: "due",
      send_after: now,
      expires_at: expiresAt,
    })
  expect(await outbox.counts(sourceId)).toEqual({ audience: 5 })
})

it("who is a recipient already stays one, with one message, and is counted once", async () => {
  const sourceId = await outbox.source()
  for (let again = 0; again < 2; again++)
    await outbox.inWorkspace((tx) => fill(tx, sourceId, outbox.contactIds))
  expect(await outbox.inWorkspace((tx) => queuedOf(tx, sourceId))).toHaveLength(5)
  expect(await outbox.counts(sourceId)).toEqual({ audience: 5 })
  const recipients = await outbox.inWorkspace((tx) =>
    tx.selectFrom("recipients").selectAll().where("source_id", "=", sourceId).execute(),
  )
  expect(recipients).toHaveLength(5)
})

it("stays a recipient whose message has left the outbox", async () => {
  const sourceId = await outbox.source()
  await outbox.inWorkspace((tx) => fill(tx, sourceId, outbox.contactIds))
  await outbox.clear()
  await outbox.inWorkspace((tx) => fill(tx, sourceId, outbox.contactIds))
  expect(await outbox.inWorkspace((tx) => queuedOf(tx, sourceId))).toEqual([])
})

it("two that bring in the same audience at once make one message each", async () => {
  const sourceId = await outbox.source()
  await Promise.all([1, 2, 3, 4].map(() => outbox.inWorkspace((tx) => fill(tx, sourceId, outbox.contactIds))))
  expect(await outbox.inWorkspace((tx) => queuedOf(tx, sourceId))).toHaveLength(5)
  expect(await outbox.counts(sourceId)).toEqual({ audience: 5 })
})

it("nobody matches: nothing is brought in", async () => {
  const sourceId = await outbox.source()
  expect(await outbox.inWorkspace((tx) => fill(tx, sourceId, []))).toEqual({ matched: 0, last: null })
  expect(await outbox.counts(sourceId)).toEqual({})
})

const people = fc.array(
  fc.record({
    phone: fc.option(fc.constantFrom("+4915", "+1650555"), { freq: 3 }),
    waId: fc.option(fc.constantFrom("2250712", "1650555")),
    bsuid: fc.option(fc.constantFrom("DE", "US")),
    subscription: fc.option(fc.constantFrom("subscribed" as const, "unsubscribed" as const), { freq: 4 }),
  }),
  { minLength: 1, maxLength: 8 },
)
type Person = typeof people extends fc.Arbitrary<(infer P)[]> ? P : never

let made = 0
/** Makes contacts of them. @returns their ids, in the same order */
async function insert(tx: Tx, list: readonly Person[]): Promise<string[]> {
  const { workspaceId } = outbox.platform
  const dates = { created_at: now, updated_at: now }
  const contacts = await tx
    .insertInto("contacts")
    .values(
      list.map(({ phone, waId, bsuid }) => {
        made++
        return {
          workspace_id: workspaceId,
          phone: phone && `${phone}${String(made).padStart(12 - phone.length, "0")}`,
          wa_id: waId && `${waId}${String(made).padStart(11 - waId.length, "0")}`,
          bsuid: bsuid && `${bsuid}.${made}`,
          external_id: `person-${made}`,
          ...dates,
        }
      }),
    )
    .returning("id")
    .execute()
  const subscriptions = list.flatMap(({ subscription }, index) => {
    const contact_id = contacts[index]?.id
    if (subscription === null || contact_id === undefined) return []
    const of = { subscription_group_id: outbox.groupId, contact_id, workspace_id: workspaceId }
    return [{ ...of, state: subscription, changed_at: now }]
  })
  if (subscriptions.length > 0) await tx.insertInto("subscriptions").values(subscriptions).execute()
  return contacts.map(({ id }) => id)
}

it("who is counted out would have been dropped for the same reason, and nobody else is", async () => {
  const intents = fc.constantFrom("marketing" as const, "utility" as const, "authentication" as const)
  await fc.assert(
    fc.asyncProperty(people, intents, async (list, intent) => {
      const message = {
        intent,
        templateStatus: "APPROVED",
        isSingle: false,
        isTest: false,
        isConsentReply: false,
        isCanceled: false,
        expiresAt,
      }
      const fate = (recipient: Recipient) => decide(message, recipient, now)
      await outbox.inWorkspace(async (tx) => {
        const sourceId = await createSource(tx, {
          ...sourceOf(""),
          kind: "launch",
          class: classes[intent],
          contentIds: [outbox.contentId],
          now,
        })
        const ids = await insert(tx, list)
        await fill(tx, sourceId, ids)
        const queued = new Set((await queuedOf(tx, sourceId)).map(({ contact_id }) => contact_id))
        const expected = new Map([["audience", list.length]])
        const add = (name: string) => expected.set(name, (expected.get(name) ?? 0) + 1)
        for (const [index, { phone: known, waId, bsuid, subscription }] of list.entries()) {
          const phone = waId === null ? known : `+${waId}`
          const person = {
            phone,
            bsuid,
            subscription,
            isInReach: true,
            answersUnsubscribed: true,
            lastInboundAt: null,
          }
          // What becomes of marketing in the United States is said later: each of them has a message.
          const elsewhere = fate({ ...person, phone: phone && "+4915112345678", bsuid: bsuid && "DE.1" })
          const isCertain =
            elsewhere.kind === "drop" && (elsewhere.reason === "no_address" || intent === "marketing")
          expect(queued.has(ids[index] ?? "")).toBe(!isCertain)
          if (!isCertain) continue
          expect(fate(person)).toMatchObject({ kind: "drop" })
          add("decided")
          add(`dropped:${elsewhere.reason}`)
        }
        const { own } = await readCountsWithWaves(tx, sourceId)
        const counts = own.map(({ stage, reason, count }) => [`${stage}${reason && `:${reason}`}`, count])
        expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(expected))
      })
    }),
  )
})

it("of contacts who share a phone one gets it, whichever chunk they come in, and each is counted", async () => {
  const { workspaceId } = outbox.platform
  const [owner = ""] = outbox.contactIds
  const ids = await outbox.inWorkspace(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      INSERT INTO contacts (workspace_id, phone, phone_share, external_id, created_at, updated_at)
      SELECT ${workspaceId}, phone, n, 'shares-' || n, ${now}, ${now} FROM contacts, generate_series(1, 2) AS n WHERE id = ${owner}
      RETURNING id`.execute(tx)
    return [owner, ...rows.map(({ id }) => id)]
  })
  const sourceId = await outbox.source()
  const first = await outbox.inWorkspace((tx) => fill(tx, sourceId, ids, { limit: 2 }))
  await outbox.inWorkspace((tx) => fill(tx, sourceId, ids, { after: first.last }))
  const queued = await outbox.inWorkspace((tx) => queuedOf(tx, sourceId))
  expect(queued.map(({ contact_id }) => contact_id)).toEqual([owner])
  expect(await outbox.counts(sourceId)).toMatchObject({ audience: 3, decided: 2, "dropped:phone_shared": 2 })
})
