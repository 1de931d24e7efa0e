import type { HealthEntity } from "@parley/whatsapp"
import { type Check, failed, ok, warning } from "./check.ts"

const known: Record<string, string> = {
  WABA: "The business account",
  BUSINESS: "The business portfolio",
  APP: "The Meta app",
}

/** What Meta itself says is in the way of an account's messages. Pure; numbers have checks of their own. */
export function judgeHealth(entities: readonly HealthEntity[], subject: string): Check[] {
  const place = { name: "health", subject }
  const findings = entities.flatMap(({ type, canSend, errors }): Check[] => {
    const what = known[type]
    if (what === undefined || canSend === "AVAILABLE") return []
    const finding = canSend === "BLOCKED" ? failed : warning
    const reasons = errors.length > 0 ? errors : [{ description: "Meta gives no reason.", solution: "" }]
    return reasons.map((error) =>
      finding(
        place,
        `${what} ${canSend === "BLOCKED" ? "cannot send" : "is limited"}: ${error.description}`,
        error.solution || "See WhatsApp Manager → Account overview for what Meta asks for.",
      ),
    )
  })
  return findings.length > 0 ? findings : [ok(place, "Meta sees nothing in the way of messages.")]
}
