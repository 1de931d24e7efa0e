/** What keeps passkeys from working on this page, in words; undefined: nothing does. */
export function passkeyObstacle(
  /** Where the installation has them work; null: nowhere. */
  offeredAt: string | null,
  here: { origin: string; hasPasskeys: boolean },
): string | undefined {
  if (offeredAt === null) {
    return "Passkeys need a domain over https, or localhost. Your operator sets it as PUBLIC_URL."
  }
  if (here.origin !== offeredAt) return `Passkeys work at ${offeredAt} only. Open this page there.`
  if (!here.hasPasskeys) return "This browser doesn't support passkeys."
}

/** The page that is open. */
export const thisPage = () => ({
  origin: window.location.origin,
  hasPasskeys: "PublicKeyCredential" in window,
})
