import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Prerequisite } from "./prerequisites.ts"

export interface AcknowledgedPrerequisite extends Prerequisite {
  acknowledged_at: Date | null
  acknowledged_by: string | null
}

/** Each prerequisite with who of the workspace acknowledged it last, by name, and when. */
export async function withAcknowledgements(
  tx: Tx,
  prerequisites: readonly Prerequisite[],
): Promise<AcknowledgedPrerequisite[]> {
  const rows = await tx
    .selectFrom("acknowledgements")
    .distinctOn("prerequisite")
    .select(["prerequisite", "acknowledged_at", "acknowledged_by_name"])
    .orderBy("prerequisite")
    .orderBy("id", "desc")
    .execute()
  const newest = new Map(rows.map((row) => [row.prerequisite, row]))
  return prerequisites.map((prerequisite) => {
    const row = newest.get(prerequisite.key)
    return {
      ...prerequisite,
      acknowledged_at: row?.acknowledged_at ?? null,
      acknowledged_by: row?.acknowledged_by_name ?? null,
    }
  })
}

/** Keeps that someone read the prerequisite as it is worded now. Earlier acknowledgements stay. */
export async function acknowledge(
  tx: Tx,
  prerequisite: Prerequisite,
  by: { workspaceId: string; actor: string; name: string; now: Date },
): Promise<void> {
  await tx
    .insertInto("acknowledgements")
    .values({
      workspace_id: by.workspaceId,
      prerequisite: prerequisite.key,
      wording: `${prerequisite.title}: ${prerequisite.text}`,
      acknowledged_by: by.actor,
      acknowledged_by_name: by.name,
      acknowledged_at: by.now,
    })
    .execute()
}

/** @throws Problem prerequisites_missing, with their keys under `missing`, unless all are acknowledged */
export async function requireAcknowledged(tx: Tx, prerequisites: readonly Prerequisite[]): Promise<void> {
  const open = (await withAcknowledgements(tx, prerequisites)).filter((one) => one.acknowledged_at === null)
  if (open.length === 0) return
  throw new Problem(
    "prerequisites_missing",
    `Not acknowledged yet: ${open.map((one) => one.title).join(", ")}.`,
    { extra: { missing: open.map((one) => one.key) } },
  )
}
