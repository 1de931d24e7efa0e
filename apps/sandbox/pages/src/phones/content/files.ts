/** Files in messages: which they are, and where a phone may show them from. Pure. */

import { at, textAt } from "../json.ts"
import type { FileSource, Header } from "./content.ts"

/** Kinds of messages that are a file. */
export const fileKinds = ["image", "video", "document", "audio", "sticker"] as const
export type FileKind = (typeof fileKinds)[number]

/** `file` is a media object of a message: `{id | link, filename?, voice?}`. */
export function fileHeader(kind: Header["kind"], file: unknown): Header {
  return { kind, text: fileLabel(file), file: sourceOf(file) }
}

/** What it was called, or where it is; "" for a file that goes by an id only. */
function fileLabel(file: unknown): string {
  if (at(file, "voice") === true) return "Voice message"
  return textAt(file, "filename") || textAt(file, "name") || textAt(file, "link")
}

function sourceOf(file: unknown): FileSource | undefined {
  const id = textAt(file, "id")
  const link = textAt(file, "link")
  if (id === "" && link === "") return undefined
  return { id, link, isVoice: at(file, "voice") === true }
}

const loopback = /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/i

/**
 * The address to show a file from: the sandbox's own copy, or a link to this machine. Undefined for every other
 * address: what a test sends must not make a browser call strangers.
 */
export function shownFrom({ id, link }: FileSource): string | undefined {
  if (id !== "") return `/_sandbox/files/${encodeURIComponent(id)}`
  return loopback.test(link) ? link : undefined
}
