/** What an app asks of the login dialog, in the words of its address. */

export interface LoginRequest {
  clientId: string
  /** Empty for a plain Facebook Login, otherwise Embedded Signup. */
  configId: string
  /** Permissions of a plain login, as the address names them. */
  scope: string
  /** `code`, and where it holds `granted_scopes` the redirect names what was given and denied. */
  responseType: string
  /** Empty when the dialog was opened as a popup by the SDK. */
  redirectUri: string
  state: string
  /** Where the SDK's popup reports to; empty in the URL flow. */
  sdkOrigin: string
  /** Embedded Signup by a link to Meta's own page: nobody is told in the browser, only by webhook. */
  isHosted: boolean
  /** `extras.featureType`, such as `only_waba_sharing`. */
  featureType: string
  /** `extras.setup`: what the app knows about the business already. */
  prefill: { businessName: string; countryCode: string; phoneNumber: string }
}

export const hostedPath = "/messaging/whatsapp/onboard"

/** Never throws: `extras` that are not JSON count as absent, as at Meta. */
export function readRequest({ pathname, search }: { pathname: string; search: string }): LoginRequest {
  const query = new URLSearchParams(search)
  const extras = parse(query.get("extras"))
  const phone = member(member(member(extras, "setup"), "business"), "phone")
  return {
    clientId: query.get("client_id") ?? query.get("app_id") ?? "",
    configId: query.get("config_id") ?? "",
    scope: query.get("scope") ?? "",
    responseType: query.get("response_type") ?? "code",
    redirectUri: query.get("redirect_uri") ?? "",
    state: query.get("state") ?? "",
    sdkOrigin: query.has("sdk") ? (query.get("origin") ?? "") : "",
    isHosted: pathname.startsWith(hostedPath),
    featureType: text(member(extras, "featureType") ?? member(extras, "feature_type")),
    prefill: {
      businessName: text(member(member(member(extras, "setup"), "business"), "name")),
      countryCode: text(member(phone, "code")),
      phoneNumber: text(member(phone, "number")),
    },
  }
}

function parse(json: string | null): unknown {
  if (json === null) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : ""
}
