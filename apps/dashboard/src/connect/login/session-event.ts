/** What the login dialog tells on its way. It comes from a browser and proves nothing: only words on a screen depend on it. */
export interface SessionEvent {
  event: string
  /** Where the person was when they left. */
  step?: string
  /** What the person reported as broken. */
  error?: string
}

/** Reads a message of Meta's dialog ("Embedded Signup", session info); undefined for every other message. */
export function readSessionEvent({
  origin,
  data,
}: {
  origin: string
  data: unknown
}): SessionEvent | undefined {
  if (!isFacebook(origin) || typeof data !== "string") return undefined
  const said = parse(data)
  if (member(said, "type") !== "WA_EMBEDDED_SIGNUP") return undefined
  const event = member(said, "event")
  if (typeof event !== "string") return undefined
  const details = member(said, "data")
  const step = member(details, "current_step")
  const error = member(details, "error_message")
  return {
    event,
    ...(typeof step === "string" ? { step } : {}),
    ...(typeof error === "string" ? { error } : {}),
  }
}

function isFacebook(origin: string): boolean {
  try {
    return /(^|\.)facebook\.com$/.test(new URL(origin).hostname)
  } catch {
    return false
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
}

const steps: Readonly<Record<string, string>> = {
  BUSINESS_ACCOUNT_SELECTION: "choosing the business portfolio",
  WABA_PHONE_PROFILE_PICKER: "choosing the WhatsApp account",
  WHATSAPP_BUSINESS_PROFILE_SETUP: "describing the business",
  PHONE_NUMBER_SETUP: "adding the phone number",
  PHONE_NUMBER_VERIFICATION: "verifying the phone number",
  PERMISSIONS: "reviewing the permissions",
}

/** What to say to someone who left the dialog. */
export function farewell(session: SessionEvent | undefined): string {
  const kept = "Log in again to continue."
  if (session?.error !== undefined) return `Meta's dialog reported: ${session.error} ${kept}`
  const where = session?.step === undefined ? undefined : steps[session.step]
  return where === undefined
    ? "You closed the login before it was finished. Nothing was connected."
    : `You left while ${where}. Nothing was connected yet. ${kept}`
}
