import { z } from "zod"
import { fields } from "../../platform/http/index.ts"
import { displayNameRevision } from "./display-name.ts"
import type { NumberRow } from "./numbers.ts"
import { whyHeld } from "./why-held.ts"

/** A number as the API shows it. */
export const number = z
  .object({
    id: fields.id,
    business_account_id: fields.id,
    phone_number_id: z.string().describe("The number's id at Meta"),
    display_phone_number: z.string(),
    verified_name: z.string(),
    verification_status: z.string().describe("VERIFIED, NOT_VERIFIED or EXPIRED"),
    status: z.string().describe("Meta's: CONNECTED, PENDING, DISCONNECTED, FLAGGED, RESTRICTED, BANNED, …"),
    registered: z.boolean().describe("Whether it can send messages"),
    registered_at: fields.timestamp.nullable(),
    quality_rating: z.string().describe("GREEN, YELLOW, RED or UNKNOWN"),
    throughput_level: z.string().describe("STANDARD (80 messages a second) or HIGH (1,000)"),
    rate_per_second: z
      .number()
      .int()
      .nullable()
      .describe("Set to send slower or faster than the throughput level allows"),
    messaging_limit: z
      .number()
      .int()
      .nullable()
      .describe("People per rolling 24 hours outside a service window; -1: no limit, null: not known"),
    name_status: z.string().nullable().describe("Of the display name: APPROVED, PENDING_REVIEW, DECLINED, …"),
    requested_name: z
      .string()
      .nullable()
      .describe("The next display name, where it was requested here or Meta reported it"),
    new_name_status: z.string().nullable().describe("Of the next display name"),
    display_name_revision: fields.revision,
    account_mode: z
      .string()
      .nullable()
      .describe("LIVE, or SANDBOX: a test number, which reaches its test recipients only"),
    certificate: z.string().nullable(),
    pin_enabled: z.boolean().nullable().describe("Whether two-step verification is on"),
    pin_stored: z.boolean().describe("Whether Parley keeps its PIN, and so can register it again"),
    disconnected_at: fields.timestamp.nullable(),
    held_until: fields.timestamp.nullable().describe("Not sent before this time"),
    hold_code: z.number().int().nullable().describe("Meta's error code that caused the hold"),
    hold_reason: z.string().nullable().describe("Why it is held and what to do, in words; null: it is not"),
    subscription_group_id: fields.id.nullable(),
    updated_at: fields.timestamp,
  })
  .meta({ id: "Number" })

export function asNumber(row: NumberRow): z.input<typeof number> {
  return {
    ...row,
    registered: row.registered_at !== null,
    hold_reason: row.held_until === null ? null : whyHeld(row.hold_code),
    display_name_revision: displayNameRevision(row),
  }
}
