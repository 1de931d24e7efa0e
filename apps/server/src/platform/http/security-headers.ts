/** A year, as browsers and scanners ask for. Other names of the domain are none of our business. */
const onlyEncrypted = "max-age=31536000"
const unused = ["camera", "geolocation", "microphone", "payment", "usb"]

/**
 * What browsers are told with every answer. No page of ours is shown inside another's, and no address of ours is told to
 * others, as links carry tokens. Windows that others open hold no handle on ours; those that we open do, as Meta's login
 * answers through it. Where the public address is https, browsers never come without encryption again.
 */
export function securityHeaders(publicUrl: string): Record<string, string> {
  return {
    "content-security-policy": "frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin-allow-popups",
    "permissions-policy": unused.map((feature) => `${feature}=()`).join(", "),
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    ...(publicUrl.startsWith("https:") ? { "strict-transport-security": onlyEncrypted } : {}),
  }
}
