import type { BusinessNumber } from "@parley/whatsapp/graph"
import { columnsOf, rows, sql, type Tx } from "../../platform/database/index.ts"
import type { Room } from "../../platform/define-room.ts"
import { found, Problem } from "../../platform/errors.ts"
import { peopleOfTier } from "./messaging-limit.ts"

/** A number as Meta describes it, and the account of ours that it belongs to. */
export interface DescribedNumber {
  businessAccountId: string
  described: BusinessNumber
}

const inService: ReadonlySet<string | undefined> = new Set([
  "CONNECTED",
  "FLAGGED",
  "RATE_LIMITED",
  "RESTRICTED",
  "BANNED",
])

/** Whether the number is registered with the Cloud API: Meta tells it by the status alone. */
export function isRegistered({
  status,
  platformType,
}: Pick<BusinessNumber, "status" | "platformType">): boolean {
  return inService.has(status) && (platformType ?? "CLOUD_API") === "CLOUD_API"
}

/** What Meta says about a number, by the columns it goes to. */
function asColumns({ businessAccountId, described }: DescribedNumber) {
  return {
    businessAccountId,
    phoneNumberId: described.id,
    displayPhoneNumber: described.displayPhoneNumber,
    verifiedName: described.verifiedName ?? "",
    verificationStatus: described.codeVerificationStatus ?? "NOT_VERIFIED",
    status: described.status ?? "UNKNOWN",
    qualityRating: described.qualityRating ?? "UNKNOWN",
    throughputLevel: described.throughputLevel ?? "STANDARD",
    messagingLimit: peopleOfTier(described.messagingLimitTier),
    nameStatus: described.nameStatus,
    newNameStatus: described.newNameStatus,
    accountMode: described.accountMode,
    certificate: described.certificate,
    pinEnabled: described.isPinEnabled,
    isRegistered: isRegistered(described),
  }
}

const describedColumns = {
  businessAccountId: "uuid",
  phoneNumberId: "text",
  displayPhoneNumber: "text",
  verifiedName: "text",
  verificationStatus: "text",
  status: "text",
  qualityRating: "text",
  throughputLevel: "text",
  messagingLimit: "integer",
  nameStatus: "text",
  newNameStatus: "text",
  accountMode: "text",
  certificate: "text",
  pinEnabled: "boolean",
} as const

/** How many numbers a business account may have; Meta's own bound for verified businesses. */
export const mostNumbers = 20

/**
 * Writes what Meta says about numbers, new or known. What only the platform knows (PIN, rate, holds) stays.
 * @returns the number's id by Meta's phone number id
 * @throws Problem limit_reached when an account has too many
 */
export async function storeNumbers(
  tx: Tx,
  workspaceId: string,
  numbers: readonly DescribedNumber[],
  now: Date,
): Promise<Map<string, string>> {
  const { rows: stored } = await sql<{ id: string; phone_number_id: string }>`
    INSERT INTO numbers AS known (workspace_id, registered_at, updated_at, ${columnsOf(describedColumns)})
    SELECT ${workspaceId}, CASE WHEN is_registered THEN ${now}::timestamptz END, ${now}, ${columnsOf(describedColumns)}
    FROM ${rows("meta", numbers.map(asColumns), { ...describedColumns, isRegistered: "boolean" })}
    ORDER BY phone_number_id
    ON CONFLICT (workspace_id, phone_number_id) DO UPDATE SET
      business_account_id = EXCLUDED.business_account_id,
      display_phone_number = EXCLUDED.display_phone_number, verified_name = EXCLUDED.verified_name,
      verification_status = EXCLUDED.verification_status, status = EXCLUDED.status,
      quality_rating = EXCLUDED.quality_rating, throughput_level = EXCLUDED.throughput_level,
      messaging_limit = coalesce(EXCLUDED.messaging_limit, known.messaging_limit),
      name_status = EXCLUDED.name_status, new_name_status = EXCLUDED.new_name_status,
      requested_name = CASE WHEN coalesce(EXCLUDED.new_name_status, 'NONE') <> 'NONE' THEN known.requested_name END,
      account_mode = coalesce(EXCLUDED.account_mode, known.account_mode), certificate = EXCLUDED.certificate,
      pin_enabled = coalesce(EXCLUDED.pin_enabled, known.pin_enabled),
      -- A status that Meta does not tell at the moment is no reason to take a number out of service.
      registered_at = CASE WHEN EXCLUDED.registered_at IS NOT NULL THEN coalesce(known.registered_at, EXCLUDED.registered_at)
        WHEN EXCLUDED.status = 'UNKNOWN' THEN known.registered_at END,
      disconnected_at = NULL, updated_at = EXCLUDED.updated_at
    RETURNING id, phone_number_id
  `.execute(tx)
  await refuseTooManyNumbers(
    tx,
    numbers.map((number) => number.businessAccountId),
  )
  return new Map(stored.map((row) => [row.phone_number_id, row.id]))
}

/** A number that Meta no longer lists makes room for another. @throws Problem limit_reached */
export async function refuseTooManyNumbers(
  tx: Tx,
  accountIds: readonly string[],
  limit: number = mostNumbers,
): Promise<void> {
  const full =
    accountIds.length > 0 &&
    (await tx
      .selectFrom("numbers")
      .select("business_account_id")
      .where("business_account_id", "in", accountIds)
      .where("status", "<>", "DELETED")
      .groupBy("business_account_id")
      .having((eb) => eb.fn.countAll(), ">", limit)
      .executeTakeFirst())
  if (full) {
    throw new Problem("limit_reached", `A business account can have ${mostNumbers} numbers.`, {
      help: "Delete one in WhatsApp Manager that is no longer needed, or add this one to another business account.",
      extra: { limit: mostNumbers },
    })
  }
}

/** Takes out of service the numbers that Meta no longer lists under these accounts. */
export async function retireNumbers(
  tx: Tx,
  accountIds: readonly string[],
  listed: readonly string[],
  now: Date,
): Promise<void> {
  await sql`
    UPDATE numbers SET status = 'DELETED', registered_at = NULL, updated_at = ${now}
    WHERE business_account_id = ANY(${accountIds}::uuid[]) AND phone_number_id <> ALL(${listed}::text[]) AND status <> 'DELETED'
  `.execute(tx)
}

declare module "../../platform/define-room.ts" {
  interface Room {
    /** Gives the registered numbers of these accounts what of this room they have not got yet. */
    completeNumbers?(tx: Tx, accountIds: readonly string[], now: Date): Promise<void>
    /** Numbers of these accounts were taken out of service with their account; `disconnected_at` says when. */
    numbersLeft?(tx: Tx, accountIds: readonly string[]): Promise<void>
    /** These numbers, by Meta's ids, are about to come back; `disconnected_at` still says when they left. */
    numbersReturn?(tx: Tx, workspaceId: string, phoneNumberIds: readonly string[]): Promise<void>
  }
}

/** Has every room give numbers that can send what belongs to them. Comes whenever numbers were written. */
export async function completeNumbers(
  tx: Tx,
  rooms: readonly Room[],
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  for (const room of rooms) await room.completeNumbers?.(tx, accountIds, now)
}

/** Lets numbers send again that were held. If the reason still stands, the next refusal holds them again. */
export async function liftHolds(tx: Tx, accountIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE numbers SET held_until = NULL, hold_code = NULL
    WHERE business_account_id = ANY(${accountIds}::uuid[]) AND held_until IS NOT NULL
  `.execute(tx)
}

/** The numbers as the API shows them. */
export function selectNumbers(tx: Tx) {
  return tx
    .selectFrom("numbers")
    .leftJoin("subscription_groups", "subscription_groups.number_id", "numbers.id")
    .select([
      "numbers.id",
      "numbers.business_account_id",
      "numbers.phone_number_id",
      "numbers.display_phone_number",
      "numbers.verified_name",
      "numbers.verification_status",
      "numbers.status",
      "numbers.quality_rating",
      "numbers.throughput_level",
      "numbers.rate_per_second",
      "numbers.messaging_limit",
      "numbers.registered_at",
      "numbers.name_status",
      "numbers.new_name_status",
      "numbers.requested_name",
      "numbers.account_mode",
      "numbers.certificate",
      "numbers.pin_enabled",
      "numbers.disconnected_at",
      "numbers.held_until",
      "numbers.hold_code",
      "numbers.updated_at",
      "subscription_groups.id as subscription_group_id",
    ])
    .select((eb) => eb("numbers.sealed_pin", "is not", null).$castTo<boolean>().as("pin_stored"))
    .orderBy("numbers.id")
}

export type NumberRow = Awaited<ReturnType<ReturnType<typeof selectNumbers>["execute"]>>[number]

/** One number. @throws Problem not_found */
export async function findNumber(tx: Tx, id: string): Promise<NumberRow> {
  return found(await selectNumbers(tx).where("numbers.id", "=", id).executeTakeFirst(), "number")
}

/** Sets how many messages a second may leave a number; null: what Meta's throughput level allows. @throws Problem not_found */
export async function setRate(
  tx: Tx,
  id: string,
  ratePerSecond: number | null,
  now: Date,
): Promise<NumberRow> {
  await tx
    .updateTable("numbers")
    .set({ rate_per_second: ratePerSecond, updated_at: now })
    .where("id", "=", id)
    .execute()
  return findNumber(tx, id)
}
