/** What a decision saw, as short texts: `matches: true`. Pure. */
export function sawWords(saw: unknown): string[] {
  if (typeof saw !== "object" || saw === null) return []
  return Object.entries(saw).flatMap(([name, value]: [string, unknown]) =>
    value === null || value === undefined ? [] : [`${name.replaceAll("_", " ")}: ${asText(value)}`],
  )
}

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))
