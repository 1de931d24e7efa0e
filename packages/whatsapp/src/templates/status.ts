/** What the statuses of a template mean and what to do in each. Source: Meta, "Template management", "Template pausing", "Template archival", "Template review". */

export interface StatusMeaning {
  /** As a label. */
  title: string
  /** One sentence. */
  meaning: string
  /** What to do now; null where nothing needs to be done. */
  advice: string | null
  sendable: boolean
  editable: boolean
  tone: "good" | "waiting" | "problem" | "inactive"
}

const status = (
  tone: StatusMeaning["tone"],
  title: string,
  meaning: string,
  advice: string | null = null,
  more: { sendable?: boolean; editable?: boolean } = {},
): StatusMeaning => ({ title, meaning, advice, tone, sendable: false, editable: false, ...more })

/** By Meta's name of the status. */
export const templateStatuses: Readonly<Record<string, StatusMeaning>> = {
  PENDING: status(
    "waiting",
    "In review",
    "Meta is reviewing it. It usually takes minutes, 24 hours at most.",
    "No action needed: the status updates automatically.",
  ),
  APPROVED: status("good", "Approved", "It can be sent.", null, { sendable: true, editable: true }),
  REJECTED: status(
    "problem",
    "Rejected",
    "Meta rejected it for the reason given.",
    "Fix what the reason names and submit it again, or appeal in WhatsApp Manager.",
    { editable: true },
  ),
  IN_APPEAL: status(
    "waiting",
    "In appeal",
    "Meta is looking at the rejection again. It takes 24 hours at most.",
    "No action needed: the status updates automatically.",
  ),
  PAUSED: status(
    "problem",
    "Paused",
    "People blocked or reported it, so Meta paused it: 3 hours the first time, 6 the second; the third time it is disabled.",
    "Messages wait and are sent when the pause ends. Editing the template sends it to review again.",
    { editable: true },
  ),
  DISABLED: status(
    "problem",
    "Disabled",
    "It was paused too often or broke a policy, and can't be sent again.",
    "Write another template, choose it in the campaigns that use this one, and continue held launches with it.",
  ),
  PENDING_DELETION: status("inactive", "Being deleted", "Messages already sent are still delivered."),
  DELETED: status(
    "inactive",
    "Deleted",
    "It no longer exists at Meta.",
    "Its name can be reused after 30 days.",
  ),
  ARCHIVED: status(
    "inactive",
    "Archived",
    "Nobody sent or changed it for 12 months. Meta deletes it 28 days after archiving.",
    "Unarchive it in WhatsApp Manager if you want to keep it.",
  ),
  LIMIT_EXCEEDED: status(
    "problem",
    "Too many templates",
    "The account has as many templates as Meta allows.",
    "Delete templates you no longer use, then submit it again.",
  ),
}

const unknown = status(
  "waiting",
  "Unknown",
  "Meta uses a status that Parley doesn't know.",
  "Look at the template in WhatsApp Manager.",
)

/**
 * The meaning of a status, in any case; of one that is not known, that.
 * @example explainStatus("PAUSED").sendable // false
 */
export function explainStatus(name: string): StatusMeaning {
  return templateStatuses[name.toUpperCase()] ?? { ...unknown, title: name }
}

/**
 * The statuses in which a template can be sent.
 * @example sendableStatuses.includes("APPROVED") // true
 */
export const sendableStatuses: readonly string[] = Object.entries(templateStatuses)
  .filter(([, { sendable }]) => sendable)
  .map(([name]) => name)

/** Why Meta rejects, with what to do. Source: Meta, webhooks reference, `message_template_status_update`. */
export const rejectionReasons: Readonly<Record<string, { meaning: string; advice: string }>> = {
  ABUSIVE_CONTENT: {
    meaning: "It threatens, insults or breaks a policy of WhatsApp.",
    advice: "Remove what offends. If nothing does, appeal in WhatsApp Manager.",
  },
  CATEGORY_NOT_AVAILABLE: {
    meaning: "The category is not open to this account.",
    advice: "Choose another category.",
  },
  INCORRECT_CATEGORY: {
    meaning: "The content belongs to another category, most often MARKETING.",
    advice: "Choose the likely category that the editor shows, or remove what promotes something.",
  },
  INVALID_FORMAT: {
    meaning: "A variable, an example or an address is not as it must be.",
    advice: "Put words around each variable, and give examples as people would really see them.",
  },
  PROMOTIONAL: {
    meaning: "It promotes something although its category does not allow it.",
    advice: "Choose the category MARKETING, or remove the promotion.",
  },
  SCAM: {
    meaning: "It looks like an attempt to deceive.",
    advice: "Say who you are, link to your own domain only, ask for no personal data. Otherwise appeal.",
  },
  TAG_CONTENT_MISMATCH: {
    meaning: "Its language or category does not fit what it says.",
    advice: "Check that the text is in the language chosen, and the category.",
  },
}

/**
 * Whether Meta may be asked to end the pause. Pure. Pauses of pacing can be ended, five minutes after they started; those
 * for bad quality end by themselves. Source: Meta, "Template pausing" and "Template pacing".
 * @param detail what Meta said of the status; where it said nothing Meta itself decides
 * @example
 * mayUnpause("PAUSED", "RATE_LIMITING_PAUSE") // true
 * mayUnpause("PAUSED", "FIRST_PAUSE") // false
 */
export function mayUnpause(status: string, detail: string | null): boolean {
  return status === "PAUSED" && !/\b(FIRST|SECOND)_PAUSE\b/.test(detail ?? "")
}

/** What an edit is checked against. */
export interface EditHistory {
  status: string
  /** Edits that Meta took, in any order. */
  editedAt: readonly Date[]
}

export type EditPermission =
  | { allowed: true; editsLeft: number | null }
  | { allowed: false; reason: string /** null: never as it stands */; allowedAt: Date | null }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * Whether a template may be edited now. Pure. Approved ones: once in 24 hours and ten times in 30 days; rejected and
 * paused ones: always; others: never. Source: Meta, "Template management".
 * @example
 * const editedAt = [new Date("2026-11-22T10:00:00Z")]
 * const permission = mayEdit({ status: "APPROVED", editedAt }, new Date("2026-11-22T12:00:00Z"))
 * permission.allowed ? null : permission.allowedAt // new Date("2026-11-23T10:00:00Z")
 */
export function mayEdit({ status: name, editedAt }: EditHistory, now: Date): EditPermission {
  const meaning = explainStatus(name)
  if (!meaning.editable) {
    return {
      allowed: false,
      reason: `A template cannot be edited while it is ${meaning.title.toLowerCase()}.`,
      allowedAt: null,
    }
  }
  if (name.toUpperCase() !== "APPROVED") return { allowed: true, editsLeft: null }
  const recent = editedAt
    .map((at) => at.getTime())
    .filter((at) => now.getTime() - at < 30 * dayMs)
    .sort((a, b) => a - b)
  const last = recent.at(-1)
  const tenthBefore = recent.at(-10)
  if (tenthBefore !== undefined) {
    return {
      allowed: false,
      reason: "An approved template can be edited ten times in 30 days.",
      allowedAt: new Date(tenthBefore + 30 * dayMs),
    }
  }
  if (last !== undefined && now.getTime() - last < dayMs) {
    return {
      allowed: false,
      reason: "An approved template can be edited once in 24 hours.",
      allowedAt: new Date(last + dayMs),
    }
  }
  return { allowed: true, editsLeft: 10 - recent.length }
}
