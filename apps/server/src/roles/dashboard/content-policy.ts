import type { Config } from "../../platform/config.ts"

/**
 * The Content Security Policy of the dashboard's pages: our own scripts, Meta's SDK for Login with Facebook, and
 * pictures from anywhere, for templates show what their owners host. Components style their elements inline.
 */
export function contentPolicy({
  sdkUrl,
  dialogUrl,
  graphUrl,
}: Pick<Config["meta"], "sdkUrl" | "dialogUrl" | "graphUrl">): string {
  const sdk = new URL(sdkUrl).origin
  const meta = [...new Set([sdk, new URL(dialogUrl).origin, new URL(graphUrl).origin])].join(" ")
  return [
    "default-src 'self'",
    `script-src 'self' ${sdk}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: https: ${meta}`,
    `media-src 'self' blob: https: ${meta}`,
    "font-src 'self' data:",
    `connect-src 'self' ${meta}`,
    `frame-src ${meta}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")
}
