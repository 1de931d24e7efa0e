/** Pictures that were uploaded as samples, for previews: Meta takes them and gives none back. Kept in this browser tab by their handle. */
import { ownKey } from "../../../api/own-keys.ts"
import type { Draft, DraftHeader } from "./draft.ts"

const longestPicture = 200_000
const key = (handle: string) => ownKey(`sample ${handle}`)

/** Remembers what a handle stands for; a large picture until the page is reloaded. */
export function keepPicture(handle: string, pictureUrl: string | null): void {
  if (pictureUrl === null) return
  ofThisPage.set(handle, pictureUrl)
  if (pictureUrl.length > longestPicture) return
  try {
    sessionStorage.setItem(key(handle), pictureUrl)
  } catch {
    // There is no room: the preview shows a mark in its place.
  }
}

const ofThisPage = new Map<string, string>()

/** The draft with the pictures of its headers, as far as they are known here. */
export function withPictures(draft: Draft): Draft {
  return {
    ...draft,
    header: pictured(draft.header),
    cards: draft.cards.map((card) => ({ ...card, header: pictured(card.header) })),
  }
}

function pictured(header: DraftHeader): DraftHeader {
  if (header.format !== "IMAGE" || header.handle === "" || header.pictureUrl !== null) return header
  return {
    ...header,
    pictureUrl: ofThisPage.get(header.handle) ?? sessionStorage.getItem(key(header.handle)),
  }
}
