/** Which answers a change makes old, as beginnings of paths. A kind that is not listed makes all of them old. */
const touched: Readonly<Record<string, readonly string[]>> = {
  template: ["/v1/template"],
  number: ["/v1/numbers", "/v1/business-accounts", "/v1/connect", "/v1/subscription-groups", "/v1/doctor"],
  business_account: ["/v1/business-accounts", "/v1/numbers", "/v1/connect", "/v1/template", "/v1/doctor"],
  subscription_group: ["/v1/subscription-groups", "/v1/numbers"],
  launch: ["/v1/launches", "/v1/campaigns", "/v1/templates/{id}/uses"],
  campaign: ["/v1/campaigns", "/v1/templates/{id}/uses"],
  import: ["/v1/imports", "/v1/contacts"],
  contact: ["/v1/contacts"],
  subscription: ["/v1/subscription-groups", "/v1/contacts"],
  inbound_message: ["/v1/messages", "/v1/conversations"],
  member: ["/v1/members", "/v1/me", "/v1/invitations"],
  invitation: ["/v1/invitations"],
  api_key: ["/v1/api-keys"],
}

/**
 * Tells which answers are old after some changes.
 * @param changes what events said, each `{"type": …, "id": …}` in JSON
 * @returns whether the answer of a path such as `/v1/templates/{id}` should be asked for again
 */
export function staleAfter(changes: readonly string[]): (path: string) => boolean {
  const kinds = new Set(changes.map(kindOf))
  const all = [...kinds].some((kind) => touched[kind] === undefined)
  const beginnings = [...kinds].flatMap((kind) => touched[kind] ?? [])
  return (path) => all || path === "/v1/audit" || beginnings.some((beginning) => path.startsWith(beginning))
}

function kindOf(change: string): string {
  try {
    const said: unknown = JSON.parse(change)
    return typeof said === "object" && said !== null && "type" in said ? String(said.type) : ""
  } catch {
    return ""
  }
}
