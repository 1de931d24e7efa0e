import type { Shapes } from "../../api/client.ts"

/** Which contacts something is done to: those that are named, or all that a list has. */
type Which = { contact_ids: string[] } | { matching: Shapes["ContactFilters"] }

/** What each dialog is given. */
export interface BulkDialog {
  which: Which
  /** Such as `3 contacts`. */
  what: string
  /** The static list that is shown; undefined: none. */
  list: Pick<Shapes["ContactList"], "id" | "name"> | undefined
  groups: readonly Shapes["SubscriptionGroup"][]
  /** Closes it. */
  onClose: () => void
  /** It is done: the ticks go. */
  onDone: () => void
}
