import { addNumber } from "@parley/whatsapp/graph"
import { dialledParts } from "@parley/whatsapp/phone"
import { sql } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { findAccount } from "../accounts/accounts.ts"
import { graphClient } from "../accounts/graph.ts"
import { answered } from "../refusal.ts"
import { findNumber, mostNumbers, type NumberRow, refuseTooManyNumbers } from "./numbers.ts"
import type { NumberRef } from "./registration.ts"

/**
 * Moves a number to another business account of the workspace. At Meta it becomes a new number that has to be verified
 * and registered again; here it stays the same one, with its subscription group and its conversations, and is still told what
 * became of what the former one sent.
 * Follows Meta, "Migrate a phone number": two-step verification must be off, or Meta refuses.
 * @throws Problem not_found, conflict, limit_reached, meta_rejected, meta_unreachable
 */
export async function moveNumber(
  platform: Platform,
  { workspaceId, numberId }: NumberRef,
  businessAccountId: string,
): Promise<NumberRow> {
  const { number, account } = await platform.db.workspace(workspaceId, async (tx) => {
    const found = {
      number: await findNumber(tx, numberId),
      account: await findAccount(tx, businessAccountId),
    }
    await refuseTooManyNumbers(tx, [businessAccountId], mostNumbers - 1)
    return found
  })
  if (number.business_account_id === businessAccountId) {
    throw new Problem("conflict", "The number belongs to this business account already.", {
      field: "business_account_id",
      help: "Choose another business account.",
    })
  }
  const dialled = dialledParts(number.display_phone_number)
  if (!dialled) {
    throw new Problem("not_sendable", `${number.display_phone_number} cannot be read as a phone number.`)
  }
  const { id } = answered(
    await addNumber(graphClient(platform, account), account.waba_id, {
      countryCode: dialled.countryCode,
      phoneNumber: dialled.national,
      verifiedName: number.verified_name,
      migrate: true,
    }),
  )
  return platform.db.workspace(workspaceId, async (tx) => {
    await tx
      .updateTable("numbers")
      .set({
        business_account_id: businessAccountId,
        former_phone_number_ids: sql`former_phone_number_ids || phone_number_id`,
        phone_number_id: id,
        verification_status: "NOT_VERIFIED",
        status: "PENDING",
        registered_at: null,
        sealed_pin: null, // it was sealed for the former phone number id, and a new registration sets a new one
        pin_enabled: false,
        requested_name: null,
        new_name_status: null,
        updated_at: platform.clock.now(),
      })
      .where("id", "=", numberId)
      .execute()
    return findNumber(tx, numberId)
  })
}
