import type { Platform } from "../../platform/index.ts"
import { restrictionsOf } from "../accounts/restrictions.ts"
import { type Check, failed, warning } from "./check.ts"
import { visitMeta } from "./fix.ts"

/** What each restriction of Meta forbids ("account_update", restriction_info), and whether messages suffer. */
const restricted: ReadonlyMap<string, readonly [what: string, stopsMessages: boolean]> = new Map([
  ["RESTRICTED_BIZ_INITIATED_MESSAGING", ["opening conversations", true]],
  ["RESTRICTED_CUSTOMER_INITIATED_MESSAGING", ["answering people", true]],
  ["RESTRICTED_UTILITY_TEMPLATES", ["utility templates", true]],
  ["RESTRICTED_ADD_PHONE_NUMBER_ACTION", ["adding numbers", false]],
])

/** How Meta's webhooks said that the account stands: its review, and what is forbidden to it for a while. */
export function judgeStanding(
  platform: Pick<Platform, "config" | "clock">,
  account: { review_status: string | null; restrictions: unknown },
  subject: string,
): Check[] {
  const findings: Check[] = []
  if (account.review_status === "PENDING") {
    findings.push(
      warning(
        { name: "account_review", subject },
        "Meta is still reviewing the account.",
        "It usually takes a day. Limits are low until then.",
        visitMeta(platform, "whatsapp_manager"),
      ),
    )
  }
  for (const { type, until } of restrictionsOf(account.restrictions, platform.clock.now())) {
    const [what, stopsMessages] = restricted.get(type) ?? [type.toLowerCase().replaceAll("_", " "), true]
    findings.push(
      (stopsMessages ? failed : warning)(
        { name: "restriction", subject },
        `Meta forbids the account ${what} until ${until.toISOString()}.`,
        "It ends automatically. WhatsApp Manager says which rule was broken. Appeal in Business Support if it is a mistake.",
        visitMeta(platform, "support"),
      ),
    )
  }
  return findings
}
