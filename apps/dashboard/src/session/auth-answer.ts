import { offline, type Problem } from "../api/problem.ts"

/** A refusal of the authentication endpoints, which have an error shape of their own. */
interface Refusal {
  code?: string | undefined
  message?: string | undefined
  status: number
}

/** Words for refusals whose own words do not help, by code. */
const words: Readonly<Record<string, readonly [message: string, help: string]>> = {
  INVALID_EMAIL_OR_PASSWORD: ["Wrong e-mail or password.", "Try again, or reset your password."],
  INVALID_CODE: ["Wrong code.", "Codes change every 30 seconds. Use the current one."],
  CODE_USED: ["This code was already used.", "Each code works once. Wait for the next one."],
  INVALID_BACKUP_CODE: ["This backup code is wrong or was already used.", "Each code works once."],
  INVALID_TOKEN: ["This link was used or has expired.", "Request a new one."],
  AUTH_CANCELLED: ["No passkey was used.", "Try again, or sign in with your password."],
  PASSKEY_NOT_FOUND: [
    "This passkey is unknown or was removed.",
    "Use another, or sign in with your password.",
  ],
  ERROR_CEREMONY_ABORTED: ["No passkey was added.", "Try again, and confirm on your device."],
  ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED: [
    "This device already has a passkey for your account.",
    "Use it, or add one on another device.",
  ],
  INVALID_PASSWORD: ["Wrong password.", "Try again."],
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
      message: "The server isn't responding.",
      help: "Try again shortly.",
    }
  }
  return {
    code: refusal.code ?? "unknown",
    message: refusal.message ?? "Something went wrong.",
    help: "Try again.",
  }
}
