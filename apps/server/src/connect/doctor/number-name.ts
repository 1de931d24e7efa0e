import type { BusinessNumber } from "@parley/whatsapp/graph"
import type { NumberRow } from "../numbers/numbers.ts"
import { type Check, failed, warning } from "./check.ts"

/**
 * How Meta's review of a number's display name stands, of the present name and of the one that is to follow it.
 * Pure. Follows Meta, "Display names": a declined name stops messages that open a conversation (error 131037), an
 * approved one shows once the number is registered again.
 */
export function judgeName(
  place: { name: string; subject: string },
  { id, requested_name }: Pick<NumberRow, "id" | "requested_name">,
  { nameStatus, newNameStatus }: BusinessNumber,
): Check[] {
  const rename = { kind: "set_display_name", number_id: id } as const
  const register = { kind: "register_number", number_id: id } as const
  const next = requested_name === null ? "the new display name" : `the display name “${requested_name}”`
  const findings: Check[] = []
  if (nameStatus === "DECLINED") {
    findings.push(
      failed(
        place,
        "Meta declined its display name, so it can't start conversations.",
        "Choose a name that clearly represents the business, as its website shows it.",
        rename,
      ),
    )
  }
  if (nameStatus === "EXPIRED") {
    findings.push(
      warning(place, "The approval of its display name has expired.", "Register the number again.", register),
    )
  }
  if (newNameStatus === "DECLINED") {
    const help = "Choose another. People still see the current name."
    findings.push(warning(place, `Meta declined ${next}.`, help, rename))
  }
  if (newNameStatus === "APPROVED") {
    const help = "Register the number again to start using it."
    findings.push(warning(place, `Meta approved ${next}, but it is not in use yet.`, help, register))
  }
  return findings
}
