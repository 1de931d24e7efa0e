import type { Tx } from "../../../platform/database/index.ts"
import { addToLists } from "../../static-lists/members.ts"
import { changeTags } from "../../tags/tags.ts"
import type { BatchTarget } from "./batch.ts"

/** Gives contacts the tags of an import and puts them on its lists; tags and lists that were deleted meanwhile are passed over. */
export async function addToTargets(
  tx: Tx,
  { workspaceId, importId, tagIds, listIds, now }: BatchTarget,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return
  if (listIds.length > 0) await addToLists(tx, { workspaceId, importId, listIds, now }, contactIds)
  if (tagIds.length === 0) return
  const there = await tx
    .selectFrom("contact_tags")
    .select("id")
    .where("id", "in", tagIds)
    .orderBy("id")
    .forKeyShare()
    .execute()
  const add = there.map(({ id }) => id)
  if (add.length > 0) await changeTags(tx, { workspaceId, importId, contactIds, add, remove: [], now })
}
