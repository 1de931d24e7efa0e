/** What this browser keeps of a member, such as what they typed and searched for, until they sign out: its keys begin alike. */

const prefix = "parley.own "

/**
 * The key of `localStorage` or `sessionStorage` for what is a member's own. What outlives the tab says whose it is:
 * `ownKey(`test phone ${member.id}`)`.
 */
export const ownKey = (name: string): string => prefix + name

/** Everything that is kept under such a key, as when its member signs out. */
export function forgetOwn(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "")
  for (const key of keys) if (key.startsWith(prefix)) storage.removeItem(key)
}

/**
 * Says who this tab works for. What it kept of another member goes, who signed out in another tab or whose session ended. What
 * outlives the tab stays for them.
 */
export function claimTab(memberId: string): void {
  if (sessionStorage.getItem(ownKey("member")) === memberId) return
  forgetOwn(sessionStorage)
  sessionStorage.setItem(ownKey("member"), memberId)
}
