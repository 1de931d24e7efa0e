import type { BusinessNumber } from "@parley/whatsapp"
import { isRegistered, type NumberRow } from "../numbers.ts"
import { type Check, failed, ok, warning } from "./check.ts"

/** How one number stands at Meta, against what is known of it here. Pure; several findings or the one that all is well. */
export function checkNumber(known: NumberRow, atMeta: BusinessNumber | undefined, now: Date): Check[] {
  const place = { name: "number", subject: `${known.verified_name} ${known.display_phone_number}`.trim() }
  if (!atMeta) {
    return [
      failed(
        place,
        "Meta no longer lists this number under the account.",
        "Connect the business account again.",
      ),
    ]
  }
  if (!isRegistered(atMeta)) {
    return [
      atMeta.codeVerificationStatus === "VERIFIED"
        ? failed(
            place,
            "The number is verified but not registered: nothing can be sent.",
            "Register it: POST /v1/numbers/{id}/register.",
          )
        : failed(
            place,
            "The number is not verified: nothing can be sent.",
            "Request a code, verify the number with it, then register it: POST /v1/numbers/{id}/request_code.",
          ),
    ]
  }
  const findings: Check[] = []
  if (atMeta.status !== "CONNECTED") {
    const help = "See WhatsApp Manager → Phone numbers for what Meta asks for."
    const stopped = atMeta.status === "BANNED"
    findings.push((stopped ? failed : warning)(place, `Meta gives its status as ${atMeta.status}.`, help))
  }
  if (atMeta.qualityRating === "RED" || atMeta.qualityRating === "YELLOW") {
    const help =
      "Write to people who expect it, less often, and make it easy to object: Meta lowers limits on low quality."
    findings.push(warning(place, `Its quality rating is ${atMeta.qualityRating}.`, help))
  }
  if (known.held_until && known.held_until > now) {
    const help = `Look up Meta's error ${known.hold_code ?? ""}, mend its cause, then register the number or connect the account again.`
    findings.push(
      warning(
        place,
        `Nothing goes out before ${known.held_until.toISOString()}, after error ${known.hold_code ?? "unknown"}.`,
        help,
      ),
    )
  }
  if (!known.registered_at) {
    findings.push(
      warning(
        place,
        "Meta has it registered, but here it is not known yet.",
        "Refresh it: POST /v1/numbers/{id}/refresh.",
      ),
    )
  }
  if (atMeta.accountMode === "SANDBOX") {
    findings.push(
      warning(
        place,
        "It is a test number: it can write to five confirmed people only.",
        "Use a number of your own for anybody else.",
      ),
    )
  }
  return findings.length > 0 ? findings : [ok(place, "It is verified, registered and connected.")]
}
