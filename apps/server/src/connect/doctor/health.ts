import { healthCodes } from "@parley/whatsapp/errors"
import type { HealthEntity } from "@parley/whatsapp/graph"
import type { Platform } from "../../platform/index.ts"
import { type Check, failed, ok, warning } from "./check.ts"
import { visitMeta } from "./fix.ts"

/** What each entity is called, and where Meta lets one fix it. */
const known: ReadonlyMap<string, readonly [name: string, place: Parameters<typeof visitMeta>[1]]> = new Map([
  ["WABA", ["The business account", "whatsapp_manager"]],
  ["BUSINESS", ["The business portfolio", "security_center"]],
  ["APP", ["The Meta app", "app_dashboard"]],
])

/** What Meta itself says is in the way of an account's messages. Pure; numbers have checks of their own. */
export function judgeHealth(
  platform: Pick<Platform, "config">,
  entities: readonly HealthEntity[],
  subject: string,
): Check[] {
  const place = { name: "health", subject }
  const findings = entities.flatMap(({ type, canSend, errors }): Check[] => {
    const entity = known.get(type)
    if (entity === undefined || canSend === "AVAILABLE") return []
    const [what, where] = entity
    const finding = canSend === "BLOCKED" ? failed : warning
    const reasons =
      errors.length > 0 ? errors : [{ code: 0, description: "Meta gives no reason.", solution: "" }]
    return reasons.map((error) =>
      finding(
        place,
        `${what} ${canSend === "BLOCKED" ? "cannot send" : "is limited"}: ${error.description}`,
        error.solution || "See WhatsApp Manager → Account overview for what Meta asks for.",
        visitMeta(platform, error.code === healthCodes.paymentMissing ? "billing" : where),
      ),
    )
  })
  return findings.length > 0 ? findings : [ok(place, "Meta sees nothing that prevents messages.")]
}
