/** WhatsApp's marks in a text: *bold*, _italic_, ~struck~, `code`, ```monospace```, addresses. Pure. */

export type Piece =
  | { kind: "plain" | "code" | "mono" | "link"; text: string }
  | { kind: "bold" | "italic" | "struck"; pieces: Piece[] }

/** Marks that hold other marks, and count at the edges of words only. */
const marks = { bold: "\\*", italic: "_", struck: "~" } as const

const source = [
  "```(?<mono>[\\s\\S]+?)```",
  "`(?<code>[^`\\n]+)`",
  "(?<link>https?://[^\\s<>]+[^\\s<>.,;:!?)])",
  ...Object.entries(marks).map(
    ([kind, mark]) =>
      `(?<![\\p{L}\\p{N}${mark}])${mark}(?!\\s)(?<${kind}>[^${mark}\\n]+?)(?<!\\s)${mark}(?![\\p{L}\\p{N}${mark}])`,
  ),
].join("|")

/** A text cut into its pieces, in order. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(new RegExp(source, "gu"))) {
    if (match.index > from) pieces.push({ kind: "plain", text: text.slice(from, match.index) })
    pieces.push(pieceOf(match.groups ?? {}))
    from = match.index + match[0].length
  }
  return from < text.length ? [...pieces, { kind: "plain", text: text.slice(from) }] : pieces
}

function pieceOf(groups: Readonly<Record<string, string | undefined>>): Piece {
  for (const kind of ["bold", "italic", "struck"] as const) {
    const inner = groups[kind]
    if (inner !== undefined) return { kind, pieces: piecesOf(inner) }
  }
  for (const kind of ["mono", "code"] as const) {
    const inner = groups[kind]
    if (inner !== undefined) return { kind, text: inner }
  }
  return { kind: "link", text: groups.link ?? "" }
}
