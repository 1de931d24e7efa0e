import { explainError } from "@parley/whatsapp/errors"

/** Why a number waits, and what to do. Pure. @param code Meta's; null: there is no answer of Meta's */
export function whyHeld(code: number | null): string {
  if (code === null) return "Sending is paused: Meta can't be reached. It resumes automatically."
  const { meaning, fix, fault } = explainError(code)
  return fault === "meta"
    ? `Sending is paused: Meta has trouble of its own (${code}). It resumes automatically.`
    : `Sending is paused: Meta refuses it (${code}). ${meaning} ${fix}`
}
