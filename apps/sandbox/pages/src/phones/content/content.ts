/** What a message looks like on a phone, whatever it was made of. */

export interface Content {
  header: Header | undefined
  body: string
  footer: string
  taps: readonly Tap[]
  list: { button: string; sections: readonly { title: string; rows: readonly Row[] }[] } | undefined
  cards: readonly Content[]
  /** The wamid this is a reaction to, or answers. */
  refersTo: string | undefined
}

export interface Header {
  kind: "text" | "image" | "video" | "document" | "audio" | "sticker" | "location" | "product"
  /** The text, or what the file, the place or the product goes by. */
  text: string
  file?: FileSource | undefined
}

/** Where a file's bytes are: an id of the sandbox's media, or an address; "" for the one that was not given. */
export interface FileSource {
  id: string
  link: string
  isVoice: boolean
}

/** A button: what it says, and what the person sends by tapping it, or what it opens. */
export interface Tap {
  label: string
  kind: "reply" | "link" | "call" | "copy" | "flow" | "products"
  /** Beside the label: the address, the number, the code. */
  detail: string
  /** The message that is written by the tap, in the words of the `messages` webhook. */
  writes: Written | undefined
  /** What is filled in before anything is written. */
  opens?: Opening
}

export type Written = { type: string; [member: string]: unknown }

export type Opening = FlowOpening | ProductsOpening | { kind: "location" }

/** How a message opens a flow. */
export interface FlowOpening {
  kind: "flow"
  /** Id or name. */
  flow: string
  label: string
  token: string
  /** The first screen comes from the business's endpoint. */
  isExchange: boolean
  /** "" for the flow's first. */
  screen: string
  data: Readonly<Record<string, unknown>>
}

export interface ProductsOpening {
  kind: "products"
  label: string
  catalogId: string
  sections: readonly { title: string; retailerIds: readonly string[] }[]
  /** The whole catalogue is open, of which the sandbox knows no product. */
  isWhole: boolean
}

export interface Row {
  id: string
  title: string
  description: string
}

export const blank: Content = {
  header: undefined,
  body: "",
  footer: "",
  taps: [],
  list: undefined,
  cards: [],
  refersTo: undefined,
}
