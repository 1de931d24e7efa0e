/** What becomes of a message by Meta's answer to its post. */
import { explainError, retryDelayMs } from "@parley/whatsapp/errors"
import type { GraphRejection, SendOutcome } from "@parley/whatsapp/graph"
import { type Fault, outOfReach, readFault } from "./faults/fault.ts"

/** Characters that are kept of what Meta says in a refusal; its own texts are a sentence or two. */
const longestDetail = 1_000

/** What is kept of Meta's words. */
export const detailOf = (words: string): string => words.slice(0, longestDetail)

/** What happens to an outbox row after it was posted. */
type Outcome =
  /** `recipient`: the person as Meta names them, where it says both. */
  | { kind: "accepted"; wamid: string; recipient?: { waId: string; bsuid: string } | undefined }
  | { kind: "failed"; reason: string; detail: string }
  /** Goes again at `at`: Meta surely did not take it. `isCounted`: it is asked less and less often. */
  | { kind: "again"; at: Date; reason: string; isCounted: boolean }
  /** Meta may have it. */
  | { kind: "in_doubt" }

/** With what else stops. */
export interface Judgement {
  outcome: Outcome
  fault: Fault | null
  /** Meta's, where it gave one. */
  code: number | null
}

/** So that what was refused together does not come back together. */
const soonMs = 1_000
/**
 * A refusal with an HTTP status that speaks of trouble on Meta's side has not been shown to mean that nothing was done; by
 * then a status has come if it was.
 */
const unsureMs = 30_000
const templateMs = 10 * 60_000
const countryMs = 60 * 60_000

/** What Meta refused for the way it went goes the other way at once: nobody else is concerned. Pure. */
export const againBy = ({ code, httpStatus }: GraphRejection, now: Date): Judgement => ({
  outcome: {
    kind: "again",
    at: new Date(now.getTime() + (httpStatus >= 500 ? unsureMs : 0)),
    reason: String(code),
    isCounted: false,
  },
  fault: null,
  code,
})

/** A refusal as if Meta had given it for what it said before. Pure. */
export const asRefusedFor = (refusal: GraphRejection, code: number): GraphRejection => ({
  ...refusal,
  code,
  subcode: undefined,
  entry: explainError(code),
})

/**
 * Reads an answer of the Graph API. What Meta did not take goes again, however often: it ends with its time. Only what is wrong
 * with the message or its person fails. Pure.
 * @param refusals counted refusals of this message before this one
 * @param isSingle nobody can have it continue with another template
 */
export function judge(
  answer: SendOutcome,
  {
    refusals,
    isSingle,
    now,
    random = Math.random,
  }: { refusals: number; isSingle: boolean; now: Date; random?: () => number },
): Judgement {
  const after = (ms: number) => new Date(now.getTime() + ms)
  const soon = () => after(soonMs * (1 + random()))
  switch (answer.kind) {
    case "accepted": {
      const { wamid, waId, bsuid } = answer
      const recipient = waId === undefined || bsuid === undefined ? undefined : { waId, bsuid }
      return { outcome: { kind: "accepted", wamid, recipient }, fault: null, code: null }
    }
    case "no_answer":
      return { outcome: { kind: "in_doubt" }, fault: outOfReach, code: null }
    case "not_sent":
      return {
        outcome: { kind: "again", at: soon(), reason: "unreachable", isCounted: false },
        fault: outOfReach,
        code: null,
      }
    case "rejected": {
      const { code, subcode, httpStatus, entry } = answer
      const fault = readFault(code, httpStatus, subcode)
      const reason = String(code)
      const again = (at: Date, isCounted = false): Outcome => ({ kind: "again", at, reason, isCounted })
      const byItself = (): Outcome => {
        const delayMs = retryDelayMs(entry, refusals, random)
        return delayMs === null
          ? { kind: "failed", reason, detail: detailOf(answer.details ?? answer.message) }
          : again(after(delayMs), true)
      }
      switch (fault.of) {
        case "message":
          return { outcome: byItself(), fault, code }
        case "pace":
          return { outcome: again(soon()), fault, code }
        case "country":
          return { outcome: again(after(countryMs)), fault, code }
        case "template":
          // A pause ends by itself; a template that is gone is nothing that a single message outlasts.
          return { outcome: isSingle ? byItself() : again(after(templateMs)), fault, code }
        case "sender": {
          if (!fault.passes) return { outcome: again(now), fault, code }
          const isOfMessage = entry.scope === "message"
          const delayMs = isOfMessage ? retryDelayMs(entry, refusals, random) : null
          const at = after(Math.max(delayMs ?? soonMs * (1 + random()), httpStatus >= 500 ? unsureMs : 0))
          return { outcome: again(at, isOfMessage), fault, code }
        }
      }
    }
  }
}
