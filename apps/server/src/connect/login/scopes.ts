/**
 * What Meta says that a token grants. It is a hint, not a proof: Meta has renamed scopes and left targets out before, so
 * what a token opens is shown by asking for it. Pure.
 */
import type { TokenInfo } from "@parley/whatsapp/graph"

/** What the login dialog asks for: to manage accounts, numbers and templates, and to send. */
export const neededScopes = ["whatsapp_business_management", "whatsapp_business_messaging"] as const

type Granted = Pick<TokenInfo, "scopes" | "granularScopes">

/** The needed scopes that Meta does not list for a business account. A scope without targets is granted for everything. */
export function missingScopes({ scopes, granularScopes }: Granted, wabaId: string): string[] {
  return neededScopes.filter((needed) => {
    const granular = granularScopes.filter(({ scope }) => isSame(scope, needed))
    const targets = granular.flatMap(({ targetIds }) => targetIds)
    const isListed = granular.length > 0 || scopes.some((scope) => isSame(scope, needed))
    return !isListed || (targets.length > 0 && !targets.includes(wabaId))
  })
}

/** The ids that scopes of WhatsApp name, whatever those are called; none when only the portfolios can tell. */
export function namedAccounts({ granularScopes }: Pick<TokenInfo, "granularScopes">): string[] {
  return [
    ...new Set(
      granularScopes
        .filter(({ scope }) => scope.toLowerCase().startsWith("whatsapp_"))
        .flatMap(({ targetIds }) => targetIds),
    ),
  ]
}

const isSame = (one: string, other: string) => one.toLowerCase() === other
