import { offline, type Problem } from "../api/problem.ts"

/** A refusal of the authentication endpoints, which have an error shape of their own. */
interface Refusal {
  code?: string | undefined
  message?: string | undefined
  status: number
}

/** Words for refusals whose own words do not help, by code. */
const words: Readonly<Record<string, readonly [message: string, help: string]>> = {
  INVALID_EMAIL_OR_PASSWORD: [
    "This e-mail and password do not go together.",
    "Try again, or set a new password.",
  ],
  INVALID_CODE: ["This code is not right.", "Codes change every 30 seconds: use the one shown now."],
  CODE_USED: ["This code was used before.", "Each code works once: wait for the next one."],
  INVALID_BACKUP_CODE: ["This backup code is not right, or was used before.", "Each code works once."],
  INVALID_TOKEN: ["This link is no longer good.", "Ask for a new one."],
  AUTH_CANCELLED: ["No passkey was used.", "Try again, or sign in with your password."],
  PASSKEY_NOT_FOUND: [
    "This passkey is not known here, or was removed.",
    "Use another, or sign in with your password.",
  ],
  ERROR_CEREMONY_ABORTED: ["No passkey was added.", "Try again, and confirm on your device."],
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: [
    "This device holds a passkey of yours already.",
    "Use that one, or add one on another device.",
  ],
  INVALID_PASSWORD: ["This is not your password.", "Try again."],
}

/** Reads a refusal of an authentication call in the shape that all problems have. */
export function authProblem(refusal: Refusal): Problem {
  if (refusal.code === offline.code) return offline
  const known = refusal.code === undefined ? undefined : words[refusal.code]
  if (known !== undefined) return { code: refusal.code ?? "", message: known[0], help: known[1] }
  if (refusal.status === 429) {
    return {
      code: "too_many_requests",
      message: refusal.message ?? "Too many attempts.",
      help: "Wait a few minutes, then try again.",
    }
  }
  if (refusal.status === 0 || refusal.status >= 500) {
    return {
      code: "unavailable",
      message: "The server cannot answer at the moment.",
      help: "Try again shortly.",
    }
  }
  return {
    code: refusal.code ?? "unknown",
    message: refusal.message ?? "This did not work.",
    help: "Try again.",
  }
}
