import { appAccessToken, GraphClient } from "@parley/whatsapp/graph"
import { currentWatch } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import type { Platform } from "../../platform/index.ts"

/** What a client needs of a row of `business_accounts`. */
export interface SealedAccess {
  waba_id: string
  sealed_token: Buffer
}

/**
 * A client that speaks for a business account.
 * @throws Problem not_sendable when the encryption key is not the one that sealed the token
 */
export function graphClient(
  platform: Pick<Platform, "config" | "graph" | "secrets">,
  account: SealedAccess,
): GraphClient {
  return tokenGraph(platform, openToken(platform, account))
}

function openToken({ secrets }: Pick<Platform, "secrets">, { waba_id, sealed_token }: SealedAccess): string {
  try {
    return secrets.open(sealed_token, waba_id)
  } catch {
    throw new Problem("not_sendable", `The access of ${waba_id} was stored with another encryption key.`, {
      help: "Restore the ENCRYPTION_KEY (or DATA_DIR) of that time, or connect the business account again.",
    })
  }
}

/** A client that speaks for the app itself: code exchange, token inspection, the app's webhook subscription. */
export function appGraph(platform: Pick<Platform, "config" | "graph">): GraphClient {
  const { appId, appSecrets } = platform.config.meta
  return tokenGraph(platform, appAccessToken(appId, appSecrets[0]))
}

/** A client with a token that is not stored yet. */
export function tokenGraph(
  { config, graph }: Pick<Platform, "config" | "graph">,
  accessToken: string,
): GraphClient {
  const { graphUrl, version, appSecrets, timeoutMs } = config.meta
  const watch = currentWatch()
  return new GraphClient({
    baseUrl: graphUrl,
    version,
    accessToken,
    appSecret: appSecrets[0],
    timeoutMs,
    dispatcher: graph,
    beginChange: watch && (() => watch.beforeCall()),
    mediaDispatcher: graph,
  })
}
