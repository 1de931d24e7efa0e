/** What messages come from: who owns the rules that all of them follow, and what their counts are kept by. */
import { columnsOf, jsonText, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Intent } from "../decide.ts"

export type SourceKind = "launch" | "trigger" | "canvas_step" | "api" | "reply" | "test"
type StandingKind = "api" | "reply" | "test"

/** Classes of priority: a lower one goes first. */
export const classes = { reply: 0, authentication: 1, utility: 2, marketing: 3 } as const
export type PriorityClass = (typeof classes)[keyof typeof classes]
/** Somebody waits for these: they overtake whatever a lane has claimed. */
export const urgentClasses: PriorityClass = classes.authentication

/** An answer within an open window goes first, then codes to sign in with, then what was asked for, then what was not. */
export const classOf = (intent: Intent): PriorityClass => (intent === "service" ? classes.reply : classes[intent])

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** How long a message of that intent is worth sending, where nobody says otherwise. In milliseconds. */
export const lifetimeMs: Readonly<Record<Intent, number>> = {
  authentication: 10 * minuteMs,
  service: 24 * hourMs,
  utility: 24 * hourMs,
  marketing: 72 * hourMs,
}

export interface NewSource {
  workspaceId: string
  numberId: string
  kind: SourceKind
  class: PriorityClass
  parentId?: string
  policy?: object
  expiresAt?: Date
  /** What its messages say, the first being variant 0. */
  contentIds: readonly string[]
  now: Date
}

/** @returns the id of the new source */
export async function createSource(tx: Tx, source: NewSource): Promise<string> {
  const { id } = await tx
    .insertInto("sources")
    .values({
      workspace_id: source.workspaceId,
      number_id: source.numberId,
      kind: source.kind,
      class: source.class,
      parent_id: source.parentId ?? null,
      policy: jsonText(source.policy ?? {}),
      expires_at: source.expiresAt ?? null,
      created_at: source.now,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  const variants = source.contentIds.map((contentId, variant) => ({ contentId, variant }))
  const columns = { contentId: "uuid", variant: "smallint" } as const
  await sql`
    INSERT INTO source_variants (source_id, workspace_id, ${columnsOf(columns)})
    SELECT ${id}, ${source.workspaceId}, ${columnsOf(columns)} FROM ${rows("variant", variants, columns)}
  `.execute(tx)
  return id
}

/** The source of single messages of that kind and class of a number; made where there is none. */
export async function standingSource(
  tx: Tx,
  source: { workspaceId: string; numberId: string; kind: StandingKind; class: PriorityClass; now: Date },
): Promise<string> {
  const { workspaceId, numberId, kind, class: priorityClass, now } = source
  const find = async () => {
    const { rows: found } = await sql<{ id: string }>`
      WITH found AS (
        SELECT id FROM sources
        WHERE number_id = ${numberId} AND kind = ${kind} AND class = ${priorityClass} AND kind IN ('api', 'reply', 'test')
      ), made AS (
        INSERT INTO sources (workspace_id, number_id, kind, class, created_at)
        SELECT ${workspaceId}, ${numberId}, ${kind}, ${priorityClass}, ${now} WHERE NOT EXISTS (SELECT FROM found)
        ON CONFLICT DO NOTHING
        RETURNING id
      )
      SELECT id FROM found UNION ALL SELECT id FROM made
    `.execute(tx)
    return found[0]?.id
  }
  const id = (await find()) ?? (await find())
  if (id === undefined) throw new Error("a standing source is neither there nor made")
  return id
}
