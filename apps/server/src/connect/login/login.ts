import {
  type AccessGrant,
  debugToken,
  exchangeCode,
  type GraphClient,
  listBusinesses,
  listClientAccounts,
  listOwnedAccounts,
  type TokenInfo,
} from "@parley/whatsapp/graph"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"
import { appGraph, tokenGraph } from "../accounts/graph.ts"
import { answered } from "../refusal.ts"
import { missingScopes, namedAccounts, neededScopes } from "./scopes.ts"

/** What a person granted in the login dialog, as Meta (never the browser) tells it. */
export interface Login {
  accessToken: string
  token: TokenInfo
  /** Business accounts that it may open; whether it does is shown by asking for them. */
  wabaIds: string[]
}

/**
 * Turns the code of a login into a token and the business accounts it may open.
 * Follows Meta, "Embedded Signup": exchange within 30 seconds, then inspect the token.
 * @throws Problem meta_rejected (code used, expired, foreign), forbidden (wrong app, no account)
 */
export async function redeemCode(
  platform: Platform,
  code: string,
  redirectUri: string | undefined,
): Promise<Login> {
  const { appId, appSecrets } = platform.config.meta
  const app = appGraph(platform)
  const grant: AccessGrant = answered(
    await exchangeCode(app, {
      appId,
      appSecret: appSecrets[0],
      code,
      ...(redirectUri ? { redirectUri } : {}),
    }),
    "Log in with Facebook again: a code works once, and for 30 seconds.",
  )
  const token = answered(await debugToken(app, grant.accessToken))
  requireUsable(token, appId)
  return {
    accessToken: grant.accessToken,
    token,
    wabaIds: await possibleAccounts(token, tokenGraph(platform, grant.accessToken)),
  }
}

/** @throws Problem forbidden when the token is another app's or is not valid */
export function requireUsable(token: TokenInfo, appId: string): void {
  if (token.appId !== appId) {
    throw new Problem("forbidden", `The login was made for app ${token.appId}, not for app ${appId}.`, {
      help: "Open the login dialog with the app id of this installation (META_APP_ID).",
    })
  }
  if (!token.isValid) {
    throw new Problem(
      "forbidden",
      `Meta says that the token is not valid: ${token.error?.message ?? "no reason given"}`,
      {
        help: "Log in with Facebook again.",
      },
    )
  }
}

/** Where the scopes of WhatsApp name no account they are granted for everything, which only the portfolios can tell. */
async function possibleAccounts(token: TokenInfo, graph: GraphClient): Promise<string[]> {
  const named = namedAccounts(token)
  const wabaIds = named.length > 0 ? named : [...new Set(await accountsOfPortfolios(graph))]
  if (wabaIds.length === 0) throw noAccount(token)
  return wabaIds
}

/** A login that opens no business account; names what Meta does not list, as that is the likely reason. */
export function noAccount(token: TokenInfo, wabaIds: readonly string[] = []): Problem {
  const isMissing = (scope: string) =>
    wabaIds.length > 0
      ? wabaIds.every((id) => missingScopes(token, id).includes(scope))
      : missingScopes({ ...token, granularScopes: [] }, "").includes(scope)
  const missing = neededScopes.filter(isMissing)
  if (missing.length === 0) {
    return new Problem("forbidden", "The login grants no WhatsApp Business account.", {
      help: "Log in with Facebook again and choose a WhatsApp Business account, or create one on the way.",
    })
  }
  return new Problem("forbidden", `The login did not grant ${missing.join(" and ")}.`, {
    help: "Log in with Facebook again and leave every permission that it asks for switched on.",
    extra: { missing_scopes: missing },
  })
}

async function accountsOfPortfolios(graph: GraphClient): Promise<string[]> {
  const businesses = answered(await listBusinesses(graph))
  const lists = await Promise.all(
    businesses.flatMap(({ id }) => [listOwnedAccounts(graph, id), listClientAccounts(graph, id)]),
  )
  return lists.flatMap((list) => answered(list)).map((account) => account.id)
}
