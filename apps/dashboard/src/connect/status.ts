/** How numbers and accounts stand, in words a marketer understands. Pure. */
import type { Shapes } from "../api/client.ts"

export interface Standing {
  label: string
  color: "teal" | "yellow" | "red" | "gray"
  meaning: string
}

type Number = Pick<
  Shapes["Number"],
  "status" | "registered" | "verification_status" | "disconnected_at" | "held_until" | "hold_reason"
>

const statuses: Readonly<Record<string, Standing>> = {
  FLAGGED: {
    label: "Flagged",
    color: "yellow",
    meaning: "Quality has been low for a while. Meta lowers the limit if it doesn't improve within 7 days.",
  },
  RATE_LIMITED: {
    label: "Limit reached",
    color: "yellow",
    meaning: "It reached its limit for 24 hours. Sending resumes automatically.",
  },
  RESTRICTED: {
    label: "Restricted",
    color: "red",
    meaning: "Meta restricts what it can send. See WhatsApp Manager for why and until when.",
  },
  BANNED: {
    label: "Banned",
    color: "red",
    meaning: "Meta banned it for breaking a policy. Appeal in Business Support.",
  },
  DELETED: {
    label: "Removed at Meta",
    color: "gray",
    meaning: "The account no longer lists it. Its history is kept here.",
  },
  MIGRATED: { label: "Moved away", color: "gray", meaning: "Moved to another business account." },
}

/** A number's state as one word, with what it means. `now` by the server's clock. */
export function standingOf(number: Number, now: Date): Standing {
  if (number.disconnected_at !== null) {
    return { label: "Disconnected", color: "gray", meaning: "Its business account was disconnected." }
  }
  const known = statuses[number.status]
  if (known !== undefined) return known
  if (number.verification_status === "NOT_VERIFIED" && !number.registered) {
    return { label: "Not verified", color: "yellow", meaning: "Verify the number with a code." }
  }
  if (!number.registered) {
    return {
      label: "Not registered",
      color: "yellow",
      meaning: "Verified. Register it to start sending.",
    }
  }
  if (number.held_until !== null && new Date(number.held_until) > now) {
    return { label: "Held", color: "yellow", meaning: number.hold_reason ?? "" }
  }
  return { label: "Active", color: "teal", meaning: "Sending and receiving." }
}

/** Whether something is left to do before the number can send. */
export function needsSetup(number: Number): boolean {
  return number.disconnected_at === null && number.status !== "DELETED" && !number.registered
}

const qualities: Readonly<Record<string, Standing>> = {
  GREEN: { label: "High", color: "teal", meaning: "Few people block or report it." },
  YELLOW: { label: "Medium", color: "yellow", meaning: "Some people block or report it." },
  RED: { label: "Low", color: "red", meaning: "Many people block or report it. Meta may lower its limit." },
}

export function qualityOf(rating: string): Standing {
  return (
    qualities[rating] ?? {
      label: "Not rated yet",
      color: "gray",
      meaning: "Meta rates it once it has sent enough messages.",
    }
  )
}

const names: Readonly<Record<string, string>> = {
  APPROVED: "approved",
  AVAILABLE_WITHOUT_REVIEW: "in use without a review",
  PENDING_REVIEW: "in review",
  DECLINED: "declined: choose another",
  EXPIRED: "expired: register the number again",
  NONE: "not reviewed",
}

/** Meta's review of a display name in words; undefined when Meta says nothing of it. */
export function nameReview(status: string | null): string | undefined {
  return status === null ? undefined : (names[status] ?? status.toLowerCase().replaceAll("_", " "))
}

/** People per rolling 24 hours outside a service window. @param amount writes numbers as the member has them written */
export function limitInWords(limit: number | null, amount: (count: number) => string): string {
  if (limit === null) return "Not known yet"
  return limit < 0 ? "No limit" : `${amount(limit)} people a day`
}

const soonMs = 7 * 24 * 60 * 60 * 1000

/** The access to an account: how long it lasts. */
export function accessOf(
  account: Pick<Shapes["BusinessAccount"], "token_expires_at" | "disconnected_at">,
  now: Date,
): Standing {
  if (account.disconnected_at !== null) {
    return {
      label: "Disconnected",
      color: "gray",
      meaning: "Nothing was deleted. Reconnect it to get everything back.",
    }
  }
  if (account.token_expires_at === null) {
    return { label: "Connected", color: "teal", meaning: "Access does not expire." }
  }
  const leftMs = new Date(account.token_expires_at).getTime() - now.getTime()
  if (leftMs <= 0) {
    return { label: "Access expired", color: "red", meaning: "Log in with Facebook again to keep sending." }
  }
  return leftMs < soonMs
    ? {
        label: "Access expires soon",
        color: "yellow",
        meaning: "Log in with Facebook again to renew access.",
      }
    : { label: "Connected", color: "teal", meaning: "Log in again to renew access." }
}
