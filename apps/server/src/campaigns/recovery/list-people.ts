import { z } from "zod"
import { addToList } from "../../contacts/index.ts"
import { idsWithWaves } from "../../messaging/index.ts"
import { type RawBuilder, sql, type Tx } from "../../platform/database/index.ts"
import { found } from "../../platform/errors.ts"
import { fields } from "../../platform/http/index.ts"

/** People that one request looks at, of whatever state: so it takes as long for a launch to millions. */
const mostAtOnce = 10_000

const states = ["accepted", "failed", "suppressed", "waiting"] as const
type State = (typeof states)[number]

export const peopleToList = z
  .strictObject({
    list_id: fields.id.describe("The static list that they are put on"),
    state: z
      .enum(states)
      .describe(
        "What the launch came to for them: accepted by Meta, and not failed; failed, and not sent once more; not sent, by a rule; not " +
          "decided yet",
      ),
    reason: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("Of those that failed or were not sent: the code of Meta's error, or the rule"),
    after: z
      .string()
      .regex(/^\d{1,4}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "`next` of the answer before")
      .optional()
      .describe("`next` of the answer before"),
  })
  .meta({ id: "LaunchPeopleToList" })

export const peopleListed = z
  .object({
    contacts: z.int().describe("People that this request was about"),
    changed: z.int().describe("Those of them who were not on the list"),
    next: z.string().nullable().describe("Ask again with this as `after`; null: that was all"),
  })
  .meta({ id: "LaunchPeopleListed" })

interface Person {
  at: string
  contact_id: string | null
  fits: boolean
}

/** A part of the people, in an order of its own: who comes after a place of it. */
type Part = (after: string | null) => RawBuilder<Person>

/**
 * Puts the people that a launch came to the same for on a static list, some thousands at a time, as they are at this moment.
 * @throws Problem not_found
 */
export async function listPeople(
  tx: Tx,
  { launchId, workspaceId, now }: { launchId: string; workspaceId: string; now: Date },
  { list_id: listId, state, reason, after }: z.output<typeof peopleToList>,
): Promise<z.output<typeof peopleListed>> {
  found(await tx.selectFrom("launches").select("id").where("id", "=", launchId).executeTakeFirst(), "launch")
  const isFor = reason === undefined ? sql`true` : sql`reason = ${reason}`
  const parts = await partsOf(tx, launchId, state, isFor)
  const [place = "0", id = null] = after?.split(":") ?? []
  const part = Number(place)
  const { rows } = (await parts[part]?.(id).execute(tx)) ?? { rows: [] }
  const ids = rows.flatMap(({ contact_id, fits }) => (fits && contact_id !== null ? [contact_id] : []))
  const changed = await addToList(tx, { workspaceId, listId, now }, ids)
  const last = rows.length === mostAtOnce ? rows.at(-1)?.at : undefined
  const next =
    last === undefined ? (part + 1 < parts.length ? `${part + 1}:${first}` : null) : `${part}:${last}`
  return { contacts: ids.length, changed, next }
}

/** Comes before every id. */
const first = "00000000-0000-0000-0000-000000000000"

/** The launch with what of it went once more, one after the other: each part is read along an index. */
async function partsOf(tx: Tx, launchId: string, state: State, isFor: RawBuilder<unknown>): Promise<Part[]> {
  if (state === "waiting") return [waiting(launchId)]
  if (state === "suppressed")
    return [leftOut(launchId, isFor), messages(launchId, sql`status = 'dropped' AND ${isFor}`)]
  const { rows: sources } = await idsWithWaves(launchId).execute(tx)
  const fits =
    state === "failed"
      ? sql`status = 'failed' AND ${isFor} AND NOT ${isRetried}`
      : sql`status NOT IN ('failed', 'dropped')`
  return sources.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id }) => messages(id, fits))
}

/** It goes, or went, once more: what counts is what becomes of that. */
const isRetried = sql`(EXISTS (SELECT FROM outbox AS o WHERE o.contact_id = page.contact_id AND o.retry_of = page.at)
  OR EXISTS (SELECT FROM messages AS again WHERE again.contact_id = page.contact_id AND again.retry_of = page.at AND again.status <> 'dropped'))`

const messages =
  (sourceId: string, fits: RawBuilder<unknown>): Part =>
  (after) =>
    sql<Person>`
    SELECT at, contact_id, ${fits} AS fits FROM (
      SELECT id AS at, contact_id, status, reason FROM messages
      WHERE source_id = ${sourceId} AND id > ${after ?? first} ORDER BY id LIMIT ${mostAtOnce}
    ) AS page ORDER BY at`

const leftOut =
  (sourceId: string, isFor: RawBuilder<unknown>): Part =>
  (after) =>
    sql<Person>`
    SELECT contact_id AS at, contact_id, ${isFor} AS fits FROM suppressed_recipients
    WHERE source_id = ${sourceId} AND contact_id > ${after ?? first} ORDER BY contact_id LIMIT ${mostAtOnce}`

const waiting =
  (sourceId: string): Part =>
  (after) =>
    sql<Person>`
    SELECT id AS at, contact_id, true AS fits FROM outbox
    WHERE source_id = ${sourceId} AND id > ${after ?? first} ORDER BY id LIMIT ${mostAtOnce}`
