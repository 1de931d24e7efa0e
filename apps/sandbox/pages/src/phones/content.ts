/** What a message looks like on a phone, whatever it was made of. */

export interface Content {
  header:
    | { kind: "text" | "image" | "video" | "document" | "audio" | "sticker" | "location"; text: string }
    | undefined
  body: string
  footer: string
  taps: readonly Tap[]
  list: { button: string; sections: readonly { title: string; rows: readonly Row[] }[] } | undefined
  cards: readonly Content[]
  /** The wamid this is a reaction to, or answers. */
  refersTo: string | undefined
}

/** A button: what it says, and what the person sends by tapping it; links send nothing. */
export interface Tap {
  label: string
  kind: "reply" | "link" | "call" | "copy" | "flow"
  /** Beside the label: the address, the number, the code. */
  detail: string
  /** The message that is written by the tap, in the words of the `messages` webhook. */
  writes: { type: string; [member: string]: unknown } | undefined
}

export interface Row {
  id: string
  title: string
  description: string
}

export const BLANK: Content = {
  header: undefined,
  body: "",
  footer: "",
  taps: [],
  list: undefined,
  cards: [],
  refersTo: undefined,
}
