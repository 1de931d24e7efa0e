import { sql, type Tx } from "../platform/database/index.ts"
import type { Caller } from "./caller.ts"

type Known = Pick<Caller, "workspaceId" | "proof" | "role" | "answerableId">

/**
 * Whether what a caller was recognised by is still good, and they are in the workspace what they were then. Runs in the
 * system's scope, on the machine's own time as sessions do.
 */
export async function isStillWelcome(
  tx: Tx,
  { workspaceId, proof, role, answerableId }: Known,
): Promise<boolean> {
  const { rows } = await (proof.kind === "session"
    ? sql`
        SELECT FROM sessions JOIN memberships USING (member_id)
        WHERE sessions.id = ${proof.id} AND expires_at > now() AND workspace_id = ${workspaceId} AND role = ${role ?? ""}`
    : sql`
        SELECT FROM api_keys
        WHERE id = ${proof.id} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > platform_now()) AND (${answerableId ?? null}::uuid IS NULL OR EXISTS (
          SELECT FROM memberships WHERE workspace_id = ${workspaceId} AND member_id = ${answerableId ?? null}))`
  ).execute(tx)
  return rows.length > 0
}
