import type { Platform } from "../../platform/index.ts"
import type { ClaimedRow } from "./claim.ts"

/** A contact that something is to be sent to, and the tags of what that is of. */
interface Addressed {
  contactId: string
  tags: readonly string[]
}

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Whether each of these is to get no marketing, in their order; asked at each claim. */
    suppresses?(
      platform: Pick<Platform, "db" | "clock" | "rooms">,
      workspaceId: string,
      addressed: readonly Addressed[],
    ): Promise<readonly boolean[]>
  }
}

/** @returns those of some contacts who get no marketing, of what has no tag that lets it through. Not within a transaction */
export async function suppressedContacts(
  platform: Pick<Platform, "db" | "clock" | "rooms">,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const addressed = contactIds.map((contactId) => ({ contactId, tags: [] }))
  const suppressed = new Set<string>()
  if (addressed.length === 0) return suppressed
  for (const room of platform.rooms) {
    const verdicts = (await room.suppresses?.(platform, workspaceId, addressed)) ?? []
    for (const [index, is] of verdicts.entries()) if (is) suppressed.add(contactIds[index] ?? "")
  }
  return suppressed
}

/** @returns the ids of the rows for contacts that another room suppresses */
export async function suppressedRows(
  platform: Pick<Platform, "db" | "clock" | "rooms">,
  workspaceId: string,
  claimed: readonly ClaimedRow[],
): Promise<ReadonlySet<string>> {
  const rows = claimed.flatMap(({ id, contact_id, tags }) =>
    contact_id === null ? [] : [{ id, contactId: contact_id, tags: tags ?? [] }],
  )
  const suppressed = new Set<string>()
  if (rows.length === 0) return suppressed
  for (const room of platform.rooms) {
    const verdicts = (await room.suppresses?.(platform, workspaceId, rows)) ?? []
    for (const [index, is] of verdicts.entries()) if (is) suppressed.add(rows[index]?.id ?? "")
  }
  return suppressed
}
