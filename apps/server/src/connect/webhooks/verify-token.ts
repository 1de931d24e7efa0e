import type { Platform } from "../../platform/index.ts"
import { keptSecret, randomHex } from "../../platform/secrets.ts"

/** The word by which Meta's handshake is recognised: configured, or made once and kept in the data folder. */
export async function webhookVerifyToken({ config }: Pick<Platform, "config">): Promise<string> {
  return (
    config.meta.verifyToken ?? (await keptSecret(config.dataDir, "webhook-verify-token", () => randomHex(24)))
  )
}
