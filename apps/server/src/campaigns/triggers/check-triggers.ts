import type { ActionTrigger } from "@parley/model"
import { sql, type Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"

/** What a trigger may name, by its member. */
const named = {
  number_id: { from: "numbers", what: "number" },
  group_id: { from: "subscription_groups", what: "subscription group" },
  segment_id: { from: "segments", what: "segment" },
  campaign_id: { from: "campaigns", what: "campaign" },
} as const
type Member = keyof typeof named
const members = Object.keys(named).filter((name): name is Member => name in named)

interface Named {
  member: Member
  id: string
  /** Such as `delivery.triggers.0.segment_id`. */
  field: string
}

/**
 * Refuses what triggers name and the workspace does not have.
 * @param triggers each with where the request has it
 * @throws Problem invalid_request naming the field
 */
export async function checkTriggers(
  tx: Tx,
  workspaceId: string,
  triggers: readonly { path: string; trigger: ActionTrigger }[],
): Promise<void> {
  const all = triggers.flatMap(namedBy)
  if (all.length === 0) return
  const known = sql.join(
    members.map((member) => {
      const ids = all.flatMap((one) => (one.member === member ? [one.id] : []))
      return sql`SELECT id FROM ${sql.table(named[member].from)} WHERE workspace_id = ${workspaceId} AND id = ANY(${ids}::uuid[])`
    }),
    sql` UNION ALL `,
  )
  const { rows } = await sql<{ id: string }>`${known}`.execute(tx)
  const ids = new Set(rows.map(({ id }) => id))
  const missing = all.find(({ id }) => !ids.has(id))
  if (missing === undefined) return
  throw new Problem("invalid_request", `There is no such ${named[missing.member].what} in this workspace.`, {
    field: missing.field,
  })
}

const namedBy = ({ path, trigger }: { path: string; trigger: ActionTrigger }): Named[] =>
  members.flatMap((member) => {
    const id: unknown = Reflect.get(trigger, member)
    return typeof id === "string" ? [{ member, id, field: `${path}.${member}` }] : []
  })
