/** Which kinds a member wants by e-mail, too. */
import type { NotificationKind } from "@parley/model"
import { rows, sql, type Tx } from "../platform/database/index.ts"

interface Of {
  workspaceId: string
  memberId: string
}

export async function chosenKinds(tx: Tx, { workspaceId, memberId }: Of): Promise<ReadonlySet<string>> {
  const chosen = await tx
    .selectFrom("notification_choices")
    .select("kind")
    .where("workspace_id", "=", workspaceId)
    .where("member_id", "=", memberId)
    .execute()
  return new Set(chosen.map(({ kind }) => kind))
}

/** Makes these the member's choice. What was told before a kind was chosen is not mailed. */
export async function chooseKinds(
  tx: Tx,
  { workspaceId, memberId }: Of,
  kinds: readonly NotificationKind[],
  now: Date,
): Promise<void> {
  await tx
    .deleteFrom("notification_choices")
    .where("workspace_id", "=", workspaceId)
    .where("member_id", "=", memberId)
    .where(sql<boolean>`kind <> ALL(${kinds}::text[])`)
    .execute()
  const chosen = rows(
    "chosen",
    kinds.map((kind) => ({ kind })),
    { kind: "text" },
  )
  await sql`
    INSERT INTO notification_choices (workspace_id, member_id, kind, created_at)
    SELECT ${workspaceId}, ${memberId}, kind, ${now} FROM ${chosen} ORDER BY kind ON CONFLICT DO NOTHING`.execute(
    tx,
  )
}
