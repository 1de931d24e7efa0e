/**
 * JSON without what a terminal obeys: names are what people and Meta call things, and one that moves the cursor, hides text or turns
 * its direction could show someone another launch than the one they are asked about. Line feeds and tabs stay. Pure.
 */
export const plainJson = (json: string): string =>
  json.replaceAll(bare, "").replaceAll(escaped, (all, code?: string) => {
    if (code === undefined) return all === "\\b" || all === "\\f" || all === "\\r" ? "" : all
    return obeyed.test(String.fromCharCode(Number.parseInt(code, 16))) ? "" : all
  })

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const obeyed = /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/
const bare = new RegExp(obeyed, "g")
/** One character of a string of JSON that is written with a backslash, the backslash itself among them. */
const escaped = /\\(?:u([\da-fA-F]{4})|[\s\S])/g

/** A text without what a terminal obeys. */
export const plain = (text: string): string => text.replaceAll(bare, "")
