import { changeDisplayName } from "@parley/whatsapp/graph"
import { requireRevision } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { accountOfNumber } from "../accounts/accounts.ts"
import { answered } from "../refusal.ts"
import { revisionOf } from "../revision.ts"
import { inTurn } from "./number-lock.ts"
import { findNumber, type NumberRow } from "./numbers.ts"
import type { NumberRef } from "./registration.ts"

/** Another one once a name is asked for, decided about, or in use. Pure. */
export function displayNameRevision(
  number: Pick<NumberRow, "verified_name" | "requested_name" | "new_name_status">,
): number {
  return revisionOf([number.verified_name, number.requested_name, number.new_name_status])
}

/**
 * Asks Meta for another display name. Meta reviews it, and says by webhook what it decided; an approved one is in use
 * once the number is registered again.
 * @param given.revision of the display name that the member has read
 * @throws Problem not_found, conflict, meta_rejected, meta_unreachable
 */
export function requestDisplayName(
  platform: Platform,
  number: NumberRef,
  given: { name: string; revision: number | undefined },
): Promise<NumberRow> {
  return inTurn(platform, number, async (tx) => {
    const { graph, phone_number_id } = await accountOfNumber(platform, tx, number.numberId)
    const now = await findNumber(tx, number.numberId)
    requireRevision({ revision: displayNameRevision(now) }, given.revision, "display name")
    answered(await changeDisplayName(graph, phone_number_id, given.name))
    await tx
      .updateTable("numbers")
      .set({
        requested_name: given.name,
        new_name_status: "PENDING_REVIEW",
        updated_at: platform.clock.now(),
      })
      .where("id", "=", number.numberId)
      .execute()
    return findNumber(tx, number.numberId)
  })
}
