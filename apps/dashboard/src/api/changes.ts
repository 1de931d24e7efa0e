/** Which answers a change makes old, as the rooms say. */
import { rooms } from "../rooms.ts"

const touched = new Map<string, string[]>()
for (const [kind, paths] of rooms.flatMap(({ staleAfter = {} }) => Object.entries(staleAfter)))
  touched.set(kind, [...(touched.get(kind) ?? []), ...paths])

/**
 * Tells which answers are old after some changes. A kind of which no room speaks makes all of them old.
 * @param changes what events said, each `{"type": …, "id": …}` in JSON
 * @returns whether the answer of a path such as `/v1/templates/{id}` should be asked for again
 */
export function staleAfter(changes: readonly string[]): (path: string) => boolean {
  const kinds = new Set(changes.map(kindOf))
  const all = [...kinds].some((kind) => !touched.has(kind))
  const beginnings = [...kinds].flatMap((kind) => touched.get(kind) ?? [])
  return (path) => all || path === "/v1/audit" || beginnings.some((beginning) => path.startsWith(beginning))
}

function kindOf(change: string): string {
  try {
    const said: unknown = JSON.parse(change)
    return typeof said === "object" && said !== null && "type" in said ? String(said.type) : ""
  } catch {
    return ""
  }
}
