/** How many people a filter selects, counted exactly: in all, after each condition, and how many of them a number reaches. */
import { type Condition, conditionsOf, type Filter, filterSchema } from "@parley/model"
import { z } from "zod"
import { type RawBuilder, sql, type Tx } from "../platform/database/index.ts"
import type { Room } from "../platform/define-room.ts"
import { found } from "../platform/errors.ts"
import { fields } from "../platform/http/index.ts"
import { combined } from "./compile/combined.ts"
import { Compilation } from "./compile/compilation.ts"
import { readFilterScope } from "./compile/filter-scope.ts"
import { conditionSql } from "./conditions/index.ts"

export const previewRequest = z
  .strictObject({
    filter: filterSchema,
    subscription_group_id: fields.id
      .optional()
      .describe("Whose number would send: with it `reach` is counted"),
  })
  .meta({ id: "SegmentPreviewRequest" })

const reach = z
  .object({
    subscription_group_id: fields.id,
    number_id: fields.id,
    group_archived: z.boolean().describe("Then nobody is subscribed"),
    subscribed: z.int(),
    not_subscribed: z.int().describe("They said no, or nothing"),
    no_address: z.int().describe("Neither a phone nor a WhatsApp id"),
    united_states: z.int().describe("Of those subscribed: Meta delivers them no marketing"),
    suppressed: z.int().describe("Of those subscribed: in a suppression list"),
    sharing_phone: z.int().describe("Another contact has their phone, and gets the message"),
    window_open: z.int().describe("They wrote to the number within 24 hours"),
    marketing: z.int().describe("Who would get a marketing message now"),
  })
  .meta({ id: "SegmentReach" })

export const preview = z
  .object({
    people: z.int().describe("Contacts that match"),
    of: z.int().describe("All contacts"),
    steps: z
      .array(
        z.object({
          path: z.string().describe("Of the part of the outermost group, such as `all.0`"),
          alone: z.int().describe("Contacts for which this part holds"),
          after: z
            .int()
            .describe("Contacts that are left, or that there are, after it and all parts before it"),
        }),
      )
      .describe("Empty where the filter is one condition"),
    conditions: z
      .array(z.object({ path: z.string(), people: z.int() }))
      .describe("How many contacts each single condition holds for, wherever it stands"),
    reach: reach.nullable(),
  })
  .meta({ id: "SegmentPreview" })
type Preview = z.output<typeof preview>

export interface Reader {
  workspaceId: string
  rooms: readonly Room[]
  now: Date
}

/** Counts in one pass. `tx` is one that reads beneath no policy. @throws Problem not_found for the group */
export async function previewFilter(
  tx: Tx,
  reader: Reader,
  { filter, subscription_group_id }: z.output<typeof previewRequest>,
): Promise<Preview> {
  const { workspaceId } = reader
  const group =
    subscription_group_id === undefined ? undefined : await readGroup(tx, workspaceId, subscription_group_id)
  const suppression = group === undefined ? undefined : await readSuppression(tx, workspaceId)
  const scope = await readFilterScope(tx, reader, [
    filter,
    ...(suppression === undefined ? [] : [suppression]),
  ])
  const compilation = new Compilation(scope, conditionSql)
  const judged = new JudgedOnce(compilation)
  const whole = judged.filter(filter)

  const parts = partsOf(filter)
  const partSql = parts.map(({ filter: part }) => judged.filter(part))
  const glue = "any" in filter ? " OR " : " AND "
  const upTo = partSql.map((_, index) => sql`(${sql.join(partSql.slice(0, index + 1), sql.raw(glue))})`)
  const single = conditionsOf(filter).map(({ path, condition }) => ({ path, is: judged.filter(condition) }))
  const reached = group === undefined ? [] : reachSql(judged, group, suppression)

  const counted = [
    whole,
    ...partSql,
    ...upTo,
    ...single.map(({ is }) => is),
    ...reached.map((is) => sql`${whole} AND ${is}`),
  ]
  const counts = counted.map((is) => sql`coalesce(sum(people) FILTER (WHERE ${is}), 0)`)
  // Indexes have contacts and sets of them in the order of their ids: to merge all of them takes two thirds of the time of hashing them.
  await sql`SET LOCAL enable_hashjoin = off; SET LOCAL random_page_cost = 1.1`.execute(tx)
  const { rows } = await sql<{ of: number; counts: number[] }>`
    SELECT coalesce(sum(people), 0)::bigint AS of, ARRAY[${sql.join(counts)}]::bigint[] AS counts
    FROM (${judged.groups(workspaceId)}) AS alike`.execute(tx)
  const figures = (rows[0]?.counts ?? []).map(Number)
  const next = (count: number) => figures.splice(0, count)
  const [people = 0] = next(1)
  const alone = next(parts.length)
  const after = next(parts.length)
  const each = next(single.length)
  const [
    subscribed = 0,
    not_subscribed = 0,
    no_address = 0,
    united_states = 0,
    suppressed = 0,
    sharing_phone = 0,
    window_open = 0,
    marketing = 0,
  ] = next(reached.length)
  return {
    people,
    of: rows[0]?.of ?? 0,
    steps: parts.map(({ path }, index) => ({ path, alone: alone[index] ?? 0, after: after[index] ?? 0 })),
    conditions: single.map(({ path }, index) => ({ path, people: each[index] ?? 0 })),
    reach:
      group === undefined
        ? null
        : {
            subscription_group_id: group.id,
            number_id: group.number_id,
            group_archived: group.archived_at !== null,
            subscribed,
            not_subscribed,
            no_address,
            united_states,
            suppressed,
            sharing_phone,
            window_open,
            marketing,
          },
  }
}

/**
 * Each condition is judged once for a contact, however often it is counted: contacts that agree in all of them are
 * counted together, and what is asked of the conditions is asked of those few groups.
 */
class JudgedOnce {
  readonly #compilation: Compilation
  readonly #conditions = new Map<string, RawBuilder<boolean>>()

  constructor(compilation: Compilation) {
    this.#compilation = compilation
  }

  filter(filter: Filter): RawBuilder<boolean> {
    return combined(filter, this)
  }

  condition(condition: Condition): RawBuilder<boolean> {
    return this.as(JSON.stringify(condition), () => this.#compilation.condition(condition))
  }

  /** @param key the same for the same condition */
  as(key: string, condition: () => RawBuilder<boolean>): RawBuilder<boolean> {
    if (!this.#conditions.has(key)) this.#conditions.set(key, condition())
    return sql.ref(`holds_${[...this.#conditions.keys()].indexOf(key)}`)
  }

  /** To be called when every condition was asked for. */
  groups(workspaceId: string): RawBuilder<unknown> {
    const conditions = [...this.#conditions.values()]
    const columns = conditions.map((condition, index) => sql`${condition} AS ${sql.id(`holds_${index}`)}, `)
    const names = conditions.map((_, index) => sql.id(`holds_${index}`))
    return sql`SELECT ${sql.join(columns, sql``)} count(*) AS people FROM contacts ${this.#compilation.joins()}
      WHERE contacts.workspace_id = ${workspaceId} ${names.length === 0 ? sql`` : sql`GROUP BY ${sql.join(names)}`}`
  }
}

/** The parts of the outermost group. */
function partsOf(filter: Filter): { path: string; filter: Filter }[] {
  if ("all" in filter) return filter.all.map((part, index) => ({ path: `all.${index}`, filter: part }))
  if ("any" in filter) return filter.any.map((part, index) => ({ path: `any.${index}`, filter: part }))
  return []
}

interface Group {
  id: string
  number_id: string
  archived_at: Date | null
}

async function readGroup(tx: Tx, workspaceId: string, id: string): Promise<Group> {
  const group = tx
    .selectFrom("subscription_groups")
    .select(["id", "number_id", "archived_at"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
  return found(await group.executeTakeFirst(), "subscription group")
}

/** Who is in any suppression list of the workspace; undefined where there is none. */
async function readSuppression(tx: Tx, workspaceId: string): Promise<Filter | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM segments WHERE workspace_id = ${workspaceId} AND is_suppression AND archived_at IS NULL`.execute(
    tx,
  )
  if (rows.length === 0) return undefined
  return { any: rows.map(({ id }) => ({ on: "segment", op: "in", segment_id: id })) }
}

/** Conditions, in the order in which they are read back. */
function reachSql(judged: JudgedOnce, group: Group, suppression: Filter | undefined): RawBuilder<unknown>[] {
  const isSubscribed =
    group.archived_at === null
      ? judged.filter({ on: "subscription", group_id: group.id, op: "subscribed" })
      : sql`false`
  const hasAddress = judged.filter({ on: "reachable", op: "is" })
  const isAbroad = judged.filter({ on: "reachable", op: "is", for: "marketing" })
  const isSuppressed = suppression === undefined ? sql`false` : judged.filter(suppression)
  const isOpen = judged.filter({ on: "window", op: "open", number_id: group.number_id })
  const isSharing = judged.as("sharing", () => sql`(contacts.phone_share > 0)`)
  return [
    sql`${isSubscribed}`,
    sql`NOT ${isSubscribed}`,
    sql`NOT ${hasAddress}`,
    sql`${isSubscribed} AND ${hasAddress} AND NOT ${isAbroad}`,
    sql`${isSubscribed} AND ${isSuppressed}`,
    sql`${isSharing}`,
    sql`${isOpen}`,
    sql`${isSubscribed} AND ${isAbroad} AND NOT ${isSuppressed} AND NOT ${isSharing}`,
  ]
}
