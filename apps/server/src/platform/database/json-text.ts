/** `JSON.stringify` writes what PostgreSQL cannot keep, a NUL or half of a surrogate pair, as one of these escapes. */
const unstorable = /\\u(?:0000|d[89a-f])/
/** Escape by escape, so that `\\u0000`, a backslash and five characters, is passed over. */
const escapes = /\\(?:u(?:0000|d[89a-f][0-9a-f]{2})|.)/g

/**
 * A value as JSON for a parameter of type `json` or `jsonb`: the one way to hand one to SQL. Texts and names may come from
 * anyone; what of them PostgreSQL refuses is replaced by U+FFFD, so that no text keeps the rows beside it from being written.
 */
export function jsonText(value: unknown): string {
  const json = JSON.stringify(value)
  return unstorable.test(json)
    ? json.replace(escapes, (written) => (written.length > 2 ? "\ufffd" : written))
    : json
}

/** A text as a column of type `text` can keep it, in the same way. */
export const storableText = (text: string): string => text.replaceAll("\0", "\ufffd").toWellFormed()
