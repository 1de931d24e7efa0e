import type { EventFault } from "../../../events/index.ts"

/** Why one row was not imported. The codes are stable: files of refused rows and clients build on them. */
export type RowRefusal =
  | "quote_not_closed"
  | "quote_inside_cell"
  | "row_too_long"
  | "too_many_cells"
  | "not_an_object"
  | "not_utf8"
  | "nul_character"
  | "phone_missing"
  | "phone_not_a_number"
  | "phone_scientific_notation"
  | "phone_without_country"
  | "phone_unknown_country"
  | "phone_too_short"
  | "phone_too_long"
  | "phone_not_valid"
  | "phone_not_reachable"
  | "value_too_long"
  | "subscription_state_unknown"
  | "consent_date_unreadable"
  | "consent_date_ambiguous"
  | "consent_date_in_future"
  | "duplicate_in_file"
  | "identity_conflict"
  | "event_name_missing"
  | "event_time_missing"
  | "event_time_unreadable"
  | "event_time_ambiguous"
  | "contact_deleted"
  | "attributes_too_many"
  | EventFault

export interface Refusal {
  code: RowRefusal
  /** A sentence that says what to fix. */
  reason: string
}

export const refusal = (code: RowRefusal, reason: string): Refusal => ({ code, reason })

/** A cell that was left out, while its row was taken. */
export interface Warning {
  column: string
  /** Such as `language_unknown`; as stable as the codes of refusals. */
  code: string
  reason: string
}
