/** Texts that Meta passes on from anyone, as odd as they come: none keeps a message, or those beside it, from being settled. */
import type { StatusEvent, WebhookError } from "@parley/whatsapp/webhooks"
import fc from "fast-check"
import { v7 } from "uuid"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { Tx } from "../platform/database/index.ts"
import { hostileText, kept } from "../testing/hostile.ts"
import { testPlatform } from "../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../testing/seed.ts"
import { claimDue } from "./outbox/claim.ts"
import { type Settled, settle } from "./outbox/settle.ts"
import { classes } from "./sources/sources.ts"
import { applyStatuses } from "./statuses.ts"
import { queueMessage } from "./testing/queue-message.ts"

const batch = 5
const now = new Date("2026-11-22T12:00:00Z")
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

const queue = (tx: Tx) =>
  queueMessage(tx, {
    workspaceId: platform.workspaceId,
    numberId: seeded.numberId,
    contactId,
    contentId: seeded.contentId,
    variables: { body: "\ud83d\0" },
    sendAfter: now,
  })

const ids = () => inWorkspace((tx) => Promise.all(Array.from({ length: batch }, () => queue(tx))))

/** The lane takes what waits. @returns its claim */
async function claimAll(): Promise<string> {
  const claim = v7()
  const request = { numberId: seeded.numberId, claim, now, limit: batch, upToClass: classes.marketing }
  await inWorkspace((tx) => claimDue(tx, request))
  return claim
}

const settledOf = (ids: readonly string[]) =>
  inWorkspace((tx) =>
    tx
      .selectFrom("messages")
      .select(["id", "status", "reason", "error_detail", "wamid"])
      .where("id", "in", ids)
      .orderBy("id")
      .execute(),
  )

const texts = fc.array(hostileText, { minLength: batch, maxLength: batch })

it("of a refusal are kept with it", async () => {
  await fc.assert(
    fc.asyncProperty(texts, texts, async (details, reasons) => {
      const queued = await ids()
      const claim = await claimAll()
      const settled = queued.map(
        (id, index): Settled => ({
          id,
          claim,
          contentId: seeded.contentId,
          status: "failed",
          reason: reasons[index] ?? "",
          detail: details[index] ?? "",
          wamid: details[index] ?? "",
        }),
      )
      await inWorkspace((tx) => settle(tx, settled, now))
      expect(await settledOf(queued)).toEqual(
        settled
          .map(({ id, reason, detail, wamid }) => ({
            id,
            status: "failed",
            reason: kept(reason ?? ""),
            error_detail: kept(detail ?? ""),
            wamid: kept(wamid ?? ""),
          }))
          .sort((one, other) => (one.id < other.id ? -1 : 1)),
      )
    }),
    { numRuns: 50 }, // each settles a batch of messages in the database
  )
})

/** A failure that the person's phone is told about. */
const failed = (id: string, wamid: string, error: WebhookError): StatusEvent => ({
  kind: "status",
  wabaId: "100",
  field: "messages",
  phoneNumberId: "200",
  displayPhoneNumber: "15550783881",
  id: wamid,
  status: "failed",
  timestamp: now,
  opaque: id,
  errors: [error],
})

it("of a status's error are kept with the message", async () => {
  await fc.assert(
    fc.asyncProperty(texts, texts, texts, async (titles, details, wamids) => {
      const queued = await ids()
      const errors = titles.map((title, index) => ({
        code: 131026,
        title,
        message: title,
        ...(index % 2 === 0 ? { details: details[index] ?? "" } : {}),
      }))
      const events = queued.map((id, index) =>
        failed(id, wamids[index] ?? "", errors[index] ?? { code: 0, title: "", message: "" }),
      )
      await inWorkspace((tx) => applyStatuses(tx, events, now))
      const rows = await settledOf(queued)
      expect(rows.map((row) => [row.id, row.status, row.error_detail, row.wamid]).sort()).toEqual(
        queued
          .map((id, index) => [
            id,
            "failed",
            kept(errors[index]?.details ?? errors[index]?.title ?? ""),
            kept(wamids[index] ?? ""),
          ])
          .sort(),
      )
    }),
    { numRuns: 50 }, // each settles a batch of messages in the database
  )
})
