/** What a refusal of Meta's concerns, and so what must stop: read from the error catalogue, for answers and statuses alike. */
import { type ErrorScope, errorCodes, explainError } from "@parley/whatsapp/errors"

/** Who sends, from the number outwards. */
export type SenderScope = "number" | "account" | "portfolio" | "access" | "meta"

export type Fault =
  /** This message or this person. */
  | { of: "message" }
  /** The number sends more a second than it may, or something else sends from it, too. */
  | { of: "pace" }
  /** Whatever is sent with this template. */
  | { of: "template" }
  /** Whatever the account sends to this country. */
  | { of: "country" }
  /**
   * Whatever is sent by this number, account, …, or by anyone at all: no message is at fault. What `passes` does so by itself,
   * within minutes; the rest needs a person, or a day.
   */
  | { of: "sender"; scope: SenderScope; passes: boolean }

/** A wait this long is no trouble of the moment. */
const lastingMs = 60 * 60_000

/**
 * What stops at such a refusal. Pure.
 * @param code Meta's
 * @param httpStatus of the answer; undefined in a status
 * @param subcode tells what a code 100 is about
 */
export function readFault(code: number, httpStatus?: number, subcode?: number): Fault {
  const { scope, fault, retry } = explainError(code, httpStatus, subcode)
  if (code === errorCodes.throughputReached) return { of: "pace" }
  switch (scope) {
    case "template":
    case "country":
      return { of: scope }
    case "contact":
      return { of: "message" }
    case "message":
      return fault === "meta" && retry.kind !== "never"
        ? { of: "sender", scope: "number", passes: true }
        : { of: "message" }
    default: {
      const passes =
        fault === "meta" || (fault === "rate" && !(retry.kind === "wait" && retry.waitMs >= lastingMs))
      return { of: "sender", scope: senderScope(scope, passes), passes }
    }
  }
}

/** An app that calls too often is stopped as a whole; what it may do it may by the access that an account gave it. */
function senderScope(
  scope: Exclude<ErrorScope, "template" | "country" | "contact" | "message">,
  passes: boolean,
): SenderScope {
  if (scope !== "app") return scope
  return passes ? "meta" : "access"
}

/** Meta cannot be reached, or does not answer: it concerns whatever is sent. */
export const outOfReach: Fault = { of: "sender", scope: "meta", passes: true }

/**
 * What a code that holds a number says: whether it passes, and whether Meta tells it only in statuses as well, after it took
 * the message.
 */
export function readHold(code: number): { scope: SenderScope; passes: boolean; comesLate: boolean } {
  const fault = readFault(code)
  const comesLate = explainError(code).timing !== "sync"
  return fault.of === "sender"
    ? { scope: fault.scope, passes: fault.passes, comesLate }
    : { scope: "number", passes: false, comesLate }
}
