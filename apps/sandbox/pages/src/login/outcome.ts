/** How the dialog ends: what the page that opened it is told, and where the browser goes. */
import type { LoginRequest } from "./request.ts"

/** Where a person was when they left, as a CANCEL reports it. */
export type CurrentStep =
  | "BUSINESS_ACCOUNT_SELECTION"
  | "WABA_PHONE_PROFILE_PICKER"
  | "WHATSAPP_BUSINESS_PROFILE_SETUP"
  | "PHONE_NUMBER_SETUP"
  | "PHONE_NUMBER_VERIFICATION"
  | "PERMISSIONS"

export interface Connected {
  code: string
  businessId: string
  wabaId: string
  /** Absent when only the account was shared. */
  phoneNumberId: string | undefined
}

/** The session event as text, as Meta posts it. */
function sessionEvent(event: string, data: object): string {
  return JSON.stringify({ data, type: "WA_EMBEDDED_SIGNUP", event, version: "3" })
}

/** What a person gave an app in a plain login. */
export interface LoggedIn {
  code: string
  grantedScopes: readonly string[]
  deniedScopes: readonly string[]
}

/** What the sandbox said last, to be reported. */
export interface Problem {
  message: string
  /** Meta's number for it; the general one where it has none. */
  errorId: string | undefined
}

/** A plain login ends: no session event, only the code. */
export function finishLogin(request: LoginRequest, { code, grantedScopes, deniedScopes }: LoggedIn): void {
  const isAsked = request.responseType.includes("granted_scopes")
  leave(
    request,
    undefined,
    { code, userID: null, expiresIn: null },
    {
      code,
      ...(isAsked ? { granted_scopes: grantedScopes.join(","), denied_scopes: deniedScopes.join(",") } : {}),
    },
  )
}

/** The person finished Embedded Signup: session event, then the code by redirect or to the SDK. */
export function finishSignup(request: LoginRequest, connected: Connected): void {
  const { code, businessId, wabaId, phoneNumberId } = connected
  const event = sessionEvent(phoneNumberId === undefined ? "FINISH_ONLY_WABA" : "FINISH", {
    ...(phoneNumberId === undefined ? {} : { phone_number_id: phoneNumberId }),
    waba_id: wabaId,
    business_id: businessId,
  })
  leave(request, event, { code, userID: null, expiresIn: null }, { code })
}

/** The person left; before the first choice (`step` undefined) there is no session to speak of. */
export function cancel(request: LoginRequest, step: CurrentStep | undefined): void {
  leave(
    request,
    step === undefined ? undefined : sessionEvent("CANCEL", { current_step: step }),
    null,
    denied,
  )
}

/** The person left saying that something is broken: the event carries an error in the place of the step. */
export function cancelWithProblem(
  request: LoginRequest,
  problem: Problem | undefined,
  sessionId: string,
  at: Date,
): void {
  const event = sessionEvent("CANCEL", {
    error_message: problem?.message ?? "The person reported a problem.",
    error_code: problem?.errorId ?? "524126",
    session_id: sessionId,
    timestamp: String(Math.floor(at.getTime() / 1000)),
  })
  leave(request, event, null, denied)
}

const denied = {
  error: "access_denied",
  error_code: "200",
  error_description: "Permissions error",
  error_reason: "user_denied",
}

function leave(
  request: LoginRequest,
  event: string | undefined,
  authResponse: object | null,
  answer: Record<string, string>,
): void {
  if (request.isHosted) return
  if (event !== undefined) post(request, event)
  if (request.sdkOrigin !== "") {
    opener()?.postMessage({ authResponse }, request.sdkOrigin)
    window.close()
    return
  }
  const target = new URL(request.redirectUri)
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value)
  if (request.state !== "") target.searchParams.set("state", request.state)
  window.location.assign(target)
}

/** To the SDK in an envelope, to a page that opened the address by itself as the plain text. */
function post(request: LoginRequest, session: string): void {
  if (request.sdkOrigin !== "") opener()?.postMessage({ session }, request.sdkOrigin)
  else opener()?.postMessage(session, "*")
}

function opener(): Window | null {
  const opened: unknown = window.opener
  return opened === null ? null : window.opener
}
