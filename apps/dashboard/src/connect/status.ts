/** How numbers and accounts stand, in words a marketer understands. Pure. */
import { explainError } from "@parley/whatsapp/errors"
import type { Shapes } from "../api/client.ts"

export interface Standing {
  label: string
  color: "teal" | "yellow" | "red" | "gray"
  meaning: string
}

type Number = Pick<
  Shapes["Number"],
  "status" | "registered" | "verification_status" | "disconnected_at" | "held_until" | "hold_code"
>

const statuses: Readonly<Record<string, Standing>> = {
  FLAGGED: {
    label: "Flagged",
    color: "yellow",
    meaning:
      "Its quality has been low for a while. If it does not improve within seven days, Meta lowers its limit.",
  },
  RATE_LIMITED: {
    label: "Limit reached",
    color: "yellow",
    meaning: "It has written to as many people as it may in 24 hours. It goes on by itself.",
  },
  RESTRICTED: {
    label: "Restricted",
    color: "red",
    meaning: "Meta restricts what it may send. WhatsApp Manager says until when and why.",
  },
  BANNED: {
    label: "Banned",
    color: "red",
    meaning: "Meta has banned it for breaking a policy. Appeal in Business Support.",
  },
  DELETED: {
    label: "Removed at Meta",
    color: "gray",
    meaning: "The account does not list it any more. Its history stays here.",
  },
  MIGRATED: { label: "Moved away", color: "gray", meaning: "It was moved to another business account." },
}

/** A number's state as one word, with what it means. `now` in the member's clock. */
export function standingOf(number: Number, now: Date): Standing {
  if (number.disconnected_at !== null) {
    return { label: "Disconnected", color: "gray", meaning: "Its business account was disconnected." }
  }
  const known = statuses[number.status]
  if (known !== undefined) return known
  if (number.verification_status === "NOT_VERIFIED" && !number.registered) {
    return { label: "Not verified", color: "yellow", meaning: "Prove with a code that the number is yours." }
  }
  if (!number.registered) {
    return {
      label: "Not registered",
      color: "yellow",
      meaning: "It is verified; register it to send with it.",
    }
  }
  if (number.held_until !== null && new Date(number.held_until) > now) {
    return { label: "Held", color: "yellow", meaning: whyHeld(number.hold_code) }
  }
  return { label: "Active", color: "teal", meaning: "It sends and receives." }
}

/** By Meta's code; null: there is no answer of Meta's. */
function whyHeld(code: number | null): string {
  if (code === null) return "Nothing goes out for now: Meta cannot be reached. It goes on by itself."
  const { meaning, fix, fault } = explainError(code)
  return fault === "meta"
    ? `Nothing goes out for now: Meta has trouble of its own (${code}). It goes on by itself.`
    : `Nothing goes out for now: Meta refuses it (${code}). ${meaning} ${fix}`
}

/** Whether something is left to do before the number can send. */
export function needsSetup(number: Number): boolean {
  return number.disconnected_at === null && number.status !== "DELETED" && !number.registered
}

const qualities: Readonly<Record<string, Standing>> = {
  GREEN: { label: "High", color: "teal", meaning: "People welcome what it sends." },
  YELLOW: { label: "Medium", color: "yellow", meaning: "Some people block or report it." },
  RED: { label: "Low", color: "red", meaning: "Many people block or report it; Meta may lower its limit." },
}

export function qualityOf(rating: string): Standing {
  return (
    qualities[rating] ?? {
      label: "Not rated yet",
      color: "gray",
      meaning: "Meta rates it once it has sent enough.",
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

/** People per rolling 24 hours outside a service window. */
export function limitInWords(limit: number | null): string {
  if (limit === null) return "Not known yet"
  return limit < 0 ? "No limit" : `${limit.toLocaleString("en")} people a day`
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
      meaning: "Nothing was deleted; connect it to bring it back.",
    }
  }
  if (account.token_expires_at === null) {
    return { label: "Connected", color: "teal", meaning: "The access does not expire." }
  }
  const leftMs = new Date(account.token_expires_at).getTime() - now.getTime()
  if (leftMs <= 0) {
    return { label: "Access expired", color: "red", meaning: "Log in with Facebook again to go on sending." }
  }
  return leftMs < soonMs
    ? { label: "Access expires soon", color: "yellow", meaning: "Log in with Facebook again to renew it." }
    : { label: "Connected", color: "teal", meaning: "The access is renewed by logging in again." }
}
