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

/** Without the first no template, number or webhook can be managed; without the second nothing can be sent. */
export const neededScopes = ["whatsapp_business_management", "whatsapp_business_messaging"] as const

/** What a person granted in the login dialog, as Meta (never the browser) tells it. */
export interface Login {
  accessToken: string
  scopes: string[]
  expiresAt: Date | null
  wabaIds: string[]
}

/**
 * Turns the code of a login into a token and the business accounts it opens.
 * Follows Meta, "Embedded Signup": exchange within 30 seconds, then inspect the token.
 * @throws Problem meta_rejected (code used, expired, foreign), forbidden (wrong app, a scope or every account missing)
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
    scopes: token.scopes,
    expiresAt: token.expiresAt ?? null,
    wabaIds: await grantedAccounts(token, tokenGraph(platform, grant.accessToken)),
  }
}

/** @throws Problem forbidden when the token is another app's, is not valid, or lacks a scope */
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
  const missing = neededScopes.filter((scope) => !token.scopes.includes(scope))
  if (missing.length > 0) {
    throw new Problem("forbidden", `The login did not grant ${missing.join(" and ")}.`, {
      help: "Log in with Facebook again and leave every permission that it asks for switched on.",
      extra: { missing_scopes: missing },
    })
  }
}

/**
 * The business accounts for which both scopes were granted. A scope without targets is granted for everything the
 * person has, which only the portfolios can tell.
 */
async function grantedAccounts(token: TokenInfo, graph: GraphClient): Promise<string[]> {
  const targets = neededScopes.map(
    (scope) => token.granularScopes.find((granular) => granular.scope === scope)?.targetIds ?? [],
  )
  const named = targets.filter((ids) => ids.length > 0)
  const wabaIds =
    named.length === 0
      ? await accountsOfPortfolios(graph)
      : named.reduce((granted, ids) => granted.filter((id) => ids.includes(id)))
  if (wabaIds.length === 0) {
    throw new Problem("forbidden", "The login grants no WhatsApp Business account.", {
      help: "Log in with Facebook again and choose a WhatsApp Business account, or create one on the way.",
    })
  }
  return [...new Set(wabaIds)]
}

async function accountsOfPortfolios(graph: GraphClient): Promise<string[]> {
  const businesses = answered(await listBusinesses(graph))
  const lists = await Promise.all(
    businesses.flatMap(({ id }) => [listOwnedAccounts(graph, id), listClientAccounts(graph, id)]),
  )
  return lists.flatMap((list) => answered(list)).map((account) => account.id)
}
