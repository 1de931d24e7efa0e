/** Where texts name content blocks, and how those are put in their places. Pure. */

/** A block in a block in a block. */
export const mostNested = 3

/** What a block is called: as Braze has it. */
export const blockName = /^[\w-]{1,100}$/

/** Braze's own composer adds an id, which says nothing here. */
const reference =
  /\{\{(-?)\s*content_blocks\.\$\{([^{}]*)\}\s*(?:\|\s*id\s*:\s*(?:'[^']*'|"[^"]*")\s*)?(-?)\}\}/g

/** The blocks that a text names, each once. */
export function blocksNamed(text: string): string[] {
  if (!text.includes("content_blocks")) return []
  return [...new Set(Array.from(text.matchAll(reference), ([, , name = ""]) => name.trim()))]
}

/** The blocks that the texts of a content name, each once. */
export const blocksOfContent = (content: unknown): string[] => [
  ...new Set(textsIn(content).flatMap(blocksNamed)),
]

/** Every text in a content. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : []
}

export type FilledIn =
  | { ok: true; text: string }
  | { ok: false; why: "unknown" | "nested" | "too_long"; block: string }

/**
 * A text with its blocks in their places, and the blocks within those.
 * @param blocks contents by name
 * @param most characters that may come of it
 */
export function fillInBlocks(text: string, blocks: ReadonlyMap<string, string>, most: number): FilledIn {
  let fault: (FilledIn & { ok: false }) | undefined
  let length = 0
  const fillIn = (source: string, depth: number): string => {
    if (!source.includes("content_blocks")) return source
    const pieces: string[] = []
    let at = 0
    let cutsNext = false
    for (const match of source.matchAll(reference)) {
      const [whole, cutBefore, given = "", cutAfter] = match
      const name = given.trim()
      const before = source.slice(at, match.index)
      const trimmed = cutsNext ? before.trimStart() : before
      pieces.push(cutBefore === "-" ? trimmed.trimEnd() : trimmed)
      cutsNext = cutAfter === "-"
      at = match.index + whole.length
      if (fault) continue
      const content = blocks.get(name)
      if (content === undefined) fault = { ok: false, why: "unknown", block: name }
      else if (depth >= mostNested) fault = { ok: false, why: "nested", block: name }
      else {
        length += content.length
        if (length > most) fault = { ok: false, why: "too_long", block: name }
        else pieces.push(fillIn(content, depth + 1))
      }
    }
    const rest = source.slice(at)
    pieces.push(cutsNext ? rest.trimStart() : rest)
    return pieces.join("")
  }
  const filled = fillIn(text, 0)
  return fault ?? { ok: true, text: filled }
}
