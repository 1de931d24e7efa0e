import { explainError } from "@parley/whatsapp/errors"
import type { BusinessNumber } from "@parley/whatsapp/graph"
import type { Platform } from "../../platform/index.ts"
import { isRegistered, type NumberRow } from "../numbers/numbers.ts"
import { callbackUrl } from "../webhooks/subscription.ts"
import { type Check, failed, loginAgain, ok, warning } from "./check.ts"
import { visitMeta } from "./fix.ts"
import { judgeName } from "./number-name.ts"

/** One number at Meta, compared with what is known of it here: several findings or the one that all is well. */
export function checkNumber(
  platform: Pick<Platform, "config" | "clock">,
  known: NumberRow,
  atMeta: BusinessNumber | undefined,
): Check[] {
  const place = { name: "number", subject: `${known.verified_name} ${known.display_phone_number}`.trim() }
  if (!atMeta) {
    const message = "Meta no longer lists this number under the account."
    return [failed(place, message, "Connect the business account again.", { kind: "log_in" })]
  }
  if (!isRegistered(atMeta)) return [outOfService(place, known, atMeta)]
  const findings = [
    ...judgeStatus(platform, place, atMeta),
    ...judgeWebhooks(platform, place, atMeta),
    ...judgeQuality(platform, place, atMeta),
    ...judgeName(place, known, atMeta),
    ...judgePace(place, known, atMeta),
    ...judgeHold(platform, place, known),
    ...judgeKnowledge(place, known, atMeta),
  ]
  return findings.length > 0 ? findings : [ok(place, "It is verified, registered and connected.")]
}

type Place = { name: string; subject: string }

function outOfService(place: Place, { id }: NumberRow, atMeta: BusinessNumber): Check {
  return atMeta.codeVerificationStatus === "VERIFIED"
    ? failed(
        place,
        "The number is verified but not registered: nothing can be sent.",
        "Register the number.",
        {
          kind: "register_number",
          number_id: id,
        },
      )
    : failed(
        place,
        "The number is not verified: nothing can be sent.",
        "Have Meta send a code to the number, and enter it. Registering follows by itself.",
        { kind: "verify_number", number_id: id },
      )
}

function judgeStatus(platform: Pick<Platform, "config">, place: Place, { status }: BusinessNumber): Check[] {
  const support = visitMeta(platform, "support")
  switch (status) {
    case "CONNECTED":
      return []
    case "BANNED":
      return [
        failed(place, "Meta has banned the number: nothing is sent.", "Appeal in Business Support.", support),
      ]
    case "RESTRICTED": {
      const help = "WhatsApp Manager says why and until when; appeal in Business Support if it is a mistake."
      return [failed(place, "Meta restricts the number: messages are refused.", help, support)]
    }
    case "FLAGGED": {
      const help =
        "Its quality was low for a while. Write less, and to people who expect it, until it is rated better."
      return [warning(place, "Meta has flagged the number for low quality.", help)]
    }
    case "RATE_LIMITED": {
      const help =
        "It goes on by itself within 24 hours. The limit rises with good quality and steady use, and once the business is verified."
      return [
        warning(
          place,
          "The messaging limit is reached: no one else can be messaged today.",
          help,
          visitMeta(platform, "whatsapp_manager"),
        ),
      ]
    }
    default: {
      const help = "See WhatsApp Manager → Phone numbers for what Meta asks for."
      return [
        warning(place, `Meta gives its status as ${status}.`, help, visitMeta(platform, "whatsapp_manager")),
      ]
    }
  }
}

/** Meta, "Webhook overrides": a number's own callback goes before the account's and the app's. */
function judgeWebhooks(
  platform: Pick<Platform, "config">,
  place: Place,
  { webhookOverride }: BusinessNumber,
): Check[] {
  const here = callbackUrl(platform)
  if (!webhookOverride || webhookOverride === here) return []
  const message = `Messages and statuses of this number go to ${webhookOverride}, not to ${here}.`
  return [failed(place, message, "Subscribe to webhooks again.", { kind: "subscribe_webhooks" })]
}

function judgeQuality(
  platform: Pick<Platform, "config">,
  place: Place,
  { qualityRating }: BusinessNumber,
): Check[] {
  if (qualityRating !== "RED" && qualityRating !== "YELLOW") return []
  const help =
    "Write to people who expect it, less often, and make it easy to object: limits do not rise on low quality."
  return [
    warning(
      place,
      `Its quality rating is ${qualityRating === "RED" ? "low" : "medium"}.`,
      help,
      visitMeta(platform, "whatsapp_manager"),
    ),
  ]
}

/** Meta, "Throughput": 80 messages a second, 1,000 once upgraded; what comes faster is refused with 130429. */
function judgePace(place: Place, known: NumberRow, { throughputLevel }: BusinessNumber): Check[] {
  const allowed = throughputLevel === "HIGH" ? 1_000 : 80
  const set = known.rate_per_second
  if (set === null || set <= allowed) return []
  return [
    warning(
      place,
      `It is set to send ${set} messages a second; Meta takes ${allowed} of it.`,
      "Lower the rate, or let it follow Meta's throughput level.",
      { kind: "set_rate", number_id: known.id },
    ),
  ]
}

function judgeHold(
  platform: Pick<Platform, "config" | "clock">,
  place: Place,
  { id, held_until, hold_code }: NumberRow,
): Check[] {
  if (held_until === null || held_until <= platform.clock.now()) return []
  if (hold_code === null) {
    const message = "It waits: Meta cannot be reached, or does not answer."
    return [
      warning(
        place,
        message,
        "Sending goes on by itself. Check the server's way to the internet if it lasts.",
      ),
    ]
  }
  const { title, fix, fault, remedy } = explainError(hold_code)
  if (fault === "meta") {
    const message = `It waits: Meta has trouble of its own (${hold_code}, ${title}).`
    return [
      warning(place, message, "Sending goes on by itself. See Meta's platform status page if it lasts."),
    ]
  }
  const message = `Nothing is sent before ${held_until.toISOString()}: Meta refused with ${hold_code}, ${title}.`
  if (remedy === "log_in") return [warning(place, message, loginAgain, { kind: "log_in" })]
  if (remedy === "register_number") {
    return [
      warning(place, message, `${fix} That lifts the hold.`, { kind: "register_number", number_id: id }),
    ]
  }
  return [
    warning(
      place,
      message,
      `${fix} Sending goes on by itself then.`,
      visitMeta(platform, "whatsapp_manager"),
    ),
  ]
}

/** What Meta knows of the number and Parley does not, and the bounds of a test number. */
function judgeKnowledge(place: Place, known: NumberRow, atMeta: BusinessNumber): Check[] {
  const of = { number_id: known.id }
  const findings: Check[] = []
  if (!known.registered_at) {
    const message = "Meta has it registered, but here it is not known yet."
    findings.push(warning(place, message, "Ask Meta how it stands.", { kind: "refresh_number", ...of }))
  }
  if (atMeta.isPinEnabled && !known.pin_stored) {
    findings.push(
      warning(
        place,
        "Two-step verification is on, and its PIN is not kept here: the number cannot be registered again.",
        "Set a new PIN; that needs no knowledge of the old one.",
        { kind: "set_pin", ...of },
      ),
    )
  }
  if (atMeta.accountMode === "SANDBOX") {
    findings.push(
      warning(
        place,
        "It is a test number: it can write to five confirmed people only.",
        "List them as test recipients, and use a number of your own for anyone else.",
        { kind: "set_test_recipients", ...of },
      ),
    )
  }
  return findings
}
