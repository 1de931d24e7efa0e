import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { v7 } from "uuid"
import { type Database, sql, type Tx } from "../../platform/database/index.ts"
import { testPlatform } from "../../testing/platform.ts"
import { seedNumber, seedSubscribers } from "../../testing/seed.ts"
import { readCountsWithWaves } from "../counts/read.ts"
import { readMessages } from "../find-message.ts"
import { type ClaimedRow, type ClaimRequest, claimDue } from "../outbox/claim.ts"
import { enqueue, type NewMessage } from "../outbox/enqueue.ts"
import { type Settled, settle } from "../outbox/settle.ts"
import { classes, createSource, lifetimeMs, type NewSource } from "../sources/sources.ts"
import { applyStatuses } from "../statuses.ts"

export type OpenOutbox = Awaited<ReturnType<typeof openOutbox>>

/** When everything happens, unless a test says otherwise. */
export const now = new Date("2026-11-22T12:00:00Z")
export const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

/** An outbox of its own, with subscribers to write to: what a lane, webhooks and chores do to it, by hand. */
export async function openOutbox({ people = 1 }: { people?: number } = {}) {
  const platform = await testPlatform()
  const seeded = await seedNumber(platform)
  await seedSubscribers(platform, seeded.groupId, people)
  const { workspaceId, db } = platform
  const { numberId, contentId } = seeded
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => db.workspace(workspaceId, work)
  const contacts = await inWorkspace((tx) =>
    tx.selectFrom("contacts").select("id").orderBy("phone").execute(),
  )
  const contactIds = contacts.map(({ id }) => id)
  const [firstContact = ""] = contactIds

  /** A source of marketing, unless told otherwise. @returns its id */
  const source = (more: Partial<NewSource> = {}) =>
    inWorkspace((tx) =>
      createSource(tx, {
        workspaceId,
        numberId,
        kind: "launch",
        class: classes.marketing,
        contentIds: [contentId],
        now,
        ...more,
      }),
    )

  /** Messages of that source, to the first contact unless told otherwise. @returns their ids */
  const queue = (sourceId: string, ...messages: Partial<NewMessage>[]) =>
    inWorkspace((tx) =>
      enqueue(
        tx,
        { workspaceId, numberId, sourceId },
        (messages.length > 0 ? messages : [{}]).map((message) => ({
          contactId: firstContact,
          sendAfter: now,
          expiresAt: new Date(now.getTime() + lifetimeMs.marketing),
          ...message,
        })),
      ),
    )

  /** What a lane gets that asks. */
  const claim = (request: Partial<ClaimRequest> = {}, of: Database = db): Promise<ClaimedRow[]> =>
    of.workspace(workspaceId, (tx) =>
      claimDue(tx, { numberId, claim: v7(), now, limit: 10, upToClass: classes.marketing, ...request }),
    )

  /** One message of that source, claimed. */
  async function claimOne(sourceId: string): Promise<ClaimedRow> {
    const [id] = await queue(sourceId)
    const row = (await claim()).find((one) => one.id === id)
    if (row === undefined) throw new Error("The message was not claimed.")
    return row
  }

  const settleAll = (...settled: Settled[]) => inWorkspace((tx) => settle(tx, settled, now, platform.rooms))

  return {
    platform,
    ...seeded,
    contactIds,
    inWorkspace,
    source,
    queue,
    claim,
    claimOne,
    settle: settleAll,
    /** A message that Meta took. @returns its id */
    async sent(sourceId: string): Promise<string> {
      const row = await claimOne(sourceId)
      await settleAll(accepted(row))
      return row.id
    },
    apply: (...events: StatusEvent[]) => inWorkspace((tx) => applyStatuses(tx, events, now, platform.rooms)),
    message: async (id: string) => (await inWorkspace((tx) => readMessages(tx, { id, limit: 1 })))[0],
    /** What is in the outbox, oldest first. */
    rows: () => inWorkspace((tx) => tx.selectFrom("outbox").selectAll().orderBy("id").execute()),
    row: (id: string) =>
      inWorkspace((tx) => tx.selectFrom("outbox").selectAll().where("id", "=", id).executeTakeFirstOrThrow()),
    /** The counts of a source, by stage and reason. */
    counts: async (sourceId: string): Promise<Record<string, number>> => {
      const { own } = await inWorkspace((tx) => readCountsWithWaves(tx, sourceId))
      const byName = Map.groupBy(own, ({ stage, reason }) => `${stage}${reason && `:${reason}`}`)
      return Object.fromEntries(
        [...byName].map(([name, rows]) => [name, rows.reduce((sum, { count }) => sum + count, 0)]),
      )
    },
    /** Empties the outbox, as if nothing had been in it. */
    clear: () => db.system((tx) => tx.deleteFrom("outbox").execute()),
    /** How many transactions wait for a lock. */
    async waitingForLocks(): Promise<number> {
      const [activity] = await db.statement(
        sql<{ count: number }>`SELECT count(*) FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      return activity?.count ?? 0
    },
    close: () => platform.close(),
  }
}

/** What a lane says of a row that Meta took. */
export const accepted = (row: Pick<ClaimedRow, "id" | "claim" | "content_id">): Settled => ({
  id: row.id,
  claim: row.claim,
  contentId: row.content_id,
  status: "accepted",
  reason: null,
  detail: null,
  wamid: `wamid.${row.id}`,
})

/** What a lane says of a row that Meta refused, or that is not to be sent. */
export const endedAs = (
  row: Pick<ClaimedRow, "id" | "claim" | "content_id">,
  status: "dropped" | "failed",
  reason: string,
): Settled => ({ ...accepted(row), status, reason, wamid: null })

/** A status of a message of ours. */
export const statusOf = (
  id: string,
  status: StatusEvent["status"],
  at: Date,
  more: Partial<StatusEvent> = {},
): StatusEvent => ({
  kind: "status",
  wabaId: "100",
  field: "messages",
  phoneNumberId: "200",
  displayPhoneNumber: "15550783881",
  id: `wamid.${id}`,
  status,
  timestamp: at,
  opaque: id,
  errors: [],
  ...more,
})
