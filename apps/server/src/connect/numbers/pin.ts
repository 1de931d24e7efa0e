import { setPin } from "@parley/whatsapp/graph"
import { sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/index.ts"
import { accountOfNumber } from "../accounts/accounts.ts"
import { answered } from "../refusal.ts"
import { findNumber, type NumberRow } from "./numbers.ts"
import type { NumberRef } from "./registration.ts"

/** The two-step PIN that Parley keeps of a number, null when it knows none; that it was read is recorded. @throws Problem not_found */
export async function readPin({ db, secrets }: Platform, number: NumberRef): Promise<string | null> {
  return db.workspace(number.workspaceId, async (tx) => {
    await findNumber(tx, number.numberId)
    const { sealed_pin, phone_number_id, display_phone_number } = await tx
      .selectFrom("numbers")
      .select(["sealed_pin", "phone_number_id", "display_phone_number"])
      .where("id", "=", number.numberId)
      .executeTakeFirstOrThrow()
    if (sealed_pin === null) return null
    await sql`SELECT record_action(${number.workspaceId}, 'number.pin_read', 'number', ${number.numberId},
      ${display_phone_number})`.execute(tx)
    return secrets.open(sealed_pin, phone_number_id)
  })
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
