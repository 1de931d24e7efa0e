import { setPin } from "@parley/whatsapp"
import type { Platform } from "../platform/index.ts"
import { accountOfNumber } from "./accounts.ts"
import { findNumber, type NumberRow } from "./numbers.ts"
import { answered } from "./refusal.ts"
import type { NumberRef } from "./registration.ts"

/** The two-step PIN that Parley keeps of a number; null when it knows none. @throws Problem not_found */
export async function readPin({ db, secrets }: Platform, number: NumberRef): Promise<string | null> {
  const row = await db.workspace(number.workspaceId, async (tx) => {
    await findNumber(tx, number.numberId)
    return tx
      .selectFrom("numbers")
      .select(["sealed_pin", "phone_number_id"])
      .where("id", "=", number.numberId)
      .executeTakeFirstOrThrow()
  })
  return row.sealed_pin === null ? null : secrets.open(row.sealed_pin, row.phone_number_id)
}

/**
 * Sets the number's two-step PIN at Meta, which needs no knowledge of the one before, and keeps it sealed.
 * @throws Problem not_found, conflict, meta_rejected, meta_unreachable
 */
export async function changePin(platform: Platform, number: NumberRef, pin: string): Promise<NumberRow> {
  const { db, secrets, clock } = platform
  const { graph, phone_number_id } = await db.workspace(number.workspaceId, (tx) =>
    accountOfNumber(platform, tx, number.numberId),
  )
  answered(await setPin(graph, phone_number_id, pin))
  return db.workspace(number.workspaceId, async (tx) => {
    await tx
      .updateTable("numbers")
      .set({
        sealed_pin: secrets.seal(pin, phone_number_id),
        pin_enabled: true,
        updated_at: clock.now(),
      })
      .where("id", "=", number.numberId)
      .execute()
    return findNumber(tx, number.numberId)
  })
}
