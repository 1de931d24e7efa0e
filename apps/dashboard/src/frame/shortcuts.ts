/** What keys do anywhere in the frame. Pure. */

/** What a key does by itself. */
const actionKeys = { c: "create", "/": "search", "[": "rail", "?": "help" } as const
export type KeyAction = (typeof actionKeys)[keyof typeof actionKeys]

/** Before the key of a place. */
export const leader = "g"
/** After the leader the key of a place has to come within this time, as in Gmail and Linear. */
const patienceMs = 1_500

export interface Press {
  key: string
  atMs: number
  /** The key is for something else: a field that is typed into, a browser's shortcut, an open dialog or menu. */
  isTaken: boolean
}

export type Step =
  | { does: "nothing" }
  | { does: "wait"; sinceMs: number }
  | { does: "go"; key: string }
  | { does: KeyAction }

const isActionKey = (key: string): key is keyof typeof actionKeys => Object.hasOwn(actionKeys, key)

/**
 * What a press does, after what the press before it did.
 * @param places the keys that go somewhere after the leader
 */
export function stepOf({ key, atMs, isTaken }: Press, before: Step, places: ReadonlySet<string>): Step {
  if (isTaken) return { does: "nothing" }
  if (before.does === "wait" && atMs - before.sinceMs <= patienceMs && places.has(key))
    return { does: "go", key }
  if (key === leader) return { does: "wait", sinceMs: atMs }
  return isActionKey(key) ? { does: actionKeys[key] } : { does: "nothing" }
}
