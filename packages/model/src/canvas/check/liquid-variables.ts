/** Which variables of a run's context Liquid uses. */

export interface UsedVariable {
  name: string
  /** Something stands there where it is empty, or the text asks for it before. */
  isGuarded: boolean
}

const output = /\{\{-?([\s\S]*?)-?\}\}|\{%-?([\s\S]*?)-?%\}/g
const variable =
  /\b(?:context|canvas_entry_properties)\s*(?:\.\s*\$\{\s*([A-Za-z_]\w*)|\.\s*([A-Za-z_]\w*)|\[\s*(?:'([^']+)'|"([^"]+)")\s*\])/g
const asks = /^\s*(?:if|unless|elsif|case|when)\b/
const hasDefault = /\|\s*default\s*:/
const quoted = /'[^']*'|"[^"]*"/g

/** Each variable once; guarded where each use of it is. */
export function variablesUsed(text: string): UsedVariable[] {
  if (!text.includes("context") && !text.includes("canvas_entry_properties")) return []
  const asked = new Set<string>()
  const guarded = new Map<string, boolean>()
  for (const [, shown, tag] of text.matchAll(output)) {
    const code = shown ?? tag ?? ""
    for (const name of namesIn(code)) {
      if (tag !== undefined && asks.test(tag)) asked.add(name)
      guarded.set(name, (guarded.get(name) ?? true) && hasDefault.test(code.replaceAll(quoted, "''")))
    }
  }
  return [...guarded].map(([name, isGuarded]) => ({ name, isGuarded: isGuarded || asked.has(name) }))
}

/** What stands in quotes is text, but for the name of a variable in brackets. */
const namesIn = (code: string): string[] =>
  Array.from(
    code
      .replaceAll(quoted, (text, at: number) => (code.slice(0, at).trimEnd().endsWith("[") ? text : "''"))
      .matchAll(variable),
    ([, braced, plain, single, double]) => braced ?? plain ?? single ?? double ?? "",
  )
