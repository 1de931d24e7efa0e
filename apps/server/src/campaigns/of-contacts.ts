/** What campaigns do with what happens to contacts, and keep about them. */
import type { Occurrence } from "@parley/model"
import type { Tx } from "../platform/database/index.ts"
import type { Platform } from "../platform/index.ts"
import { hearForConversions } from "./conversions/hear.ts"
import { eraseConversions, exportConversions, moveConversions } from "./conversions/of-contacts.ts"
import { hearForOptOuts } from "./conversions/opt-outs.ts"
import { moveCheckedPeople } from "./preflight/checks.ts"
import { hearForTriggers } from "./triggers/hear.ts"
import { eraseHits, exportHits, moveHits } from "./triggers/move-hits.ts"

export function hearForCampaigns(platform: Platform) {
  const convert = hearForConversions(platform)
  const countOptOuts = hearForOptOuts(platform)
  const trigger = hearForTriggers(platform)
  return async (occurrences: readonly Occurrence[]): Promise<void> => {
    await convert(occurrences)
    await countOptOuts(occurrences)
    await trigger(occurrences)
  }
}

export async function moveContacts(tx: Tx, merge: Parameters<typeof moveHits>[1]): Promise<void> {
  await moveCheckedPeople(tx, merge)
  await moveHits(tx, merge)
  await moveConversions(tx, merge)
}

export async function eraseContact(
  tx: Tx,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<void> {
  await eraseHits(tx, workspaceId, contactIds)
  await eraseConversions(tx, workspaceId, contactIds)
}

export const exportContact = async (tx: Tx, workspaceId: string, contactId: string) => ({
  ...(await exportHits(tx, workspaceId, contactId)),
  ...(await exportConversions(tx, workspaceId, contactId)),
})
