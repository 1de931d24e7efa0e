/** Proof that a call comes from a server that knows the app's secret. */
import { createHmac } from "node:crypto"

/**
 * `appsecret_proof`: lower-case hex HMAC-SHA256 of the access token under the app secret.
 * @example appsecretProof("EAAG", "s3cret").slice(0, 8) // "3873c1d8"
 */
export function appsecretProof(token: string, secret: string): string {
  return createHmac("sha256", secret).update(token).digest("hex")
}

/**
 * The token by which an app speaks for itself (subscriptions, debug_token): never let it reach a browser.
 * @example appAccessToken("671034288211", "s3cret") // "671034288211|s3cret"
 */
export function appAccessToken(appId: string, appSecret: string): string {
  return `${appId}|${appSecret}`
}
