/**
 * What of a draft may not have reached the server when its page was left: without a connection, or at once. In this browser,
 * until its member signs out.
 */
import { ownKey } from "../../../api/own-keys.ts"
import { isSignedOut } from "../../../api/session-end.ts"
import { type Draft, emptyDraft } from "./draft.ts"
import { withPictures } from "./sample-pictures.ts"

export interface UnsentDraft {
  id: string
  editor: string
  /** What the server has told last; null: nothing. */
  revision: number | null
  accountId: string
  draft: Draft
}

/** Where that of a member's draft is kept, or of their draft of a template. */
export const unsentKey = (memberId: string, workspaceId: string, id: string): string =>
  ownKey(`template ${memberId} ${workspaceId} ${id}`)

export function keepUnsent(key: string, unsent: UnsentDraft | undefined): void {
  const withoutPictures = (name: string, value: unknown) => (name === "pictureUrl" ? null : value)
  try {
    if (unsent === undefined || isSignedOut()) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(unsent, withoutPictures))
  } catch {
    // There is no room: what was sent to the server has to do.
  }
}

export function readUnsent(key: string): UnsentDraft | undefined {
  try {
    const read = JSON.parse(localStorage.getItem(key) ?? "null")
    if (read === null) return undefined
    return { ...read, draft: withPictures({ ...emptyDraft, ...read.draft }) }
  } catch {
    return undefined
  }
}
