/** Deeper than anything that is kept. */
const deepest = 32

/**
 * Why an object cannot be kept at all: text that PostgreSQL has no form for, or that was not UTF-8; numbers that are none; more
 * levels than anyone means. Undefined when it can. Without recursion, as it is somebody else's.
 * @param isBroken the body was no valid UTF-8, so that U+FFFD stands for what could not be read
 */
export function whyNotStorable(object: unknown, { isBroken }: { isBroken: boolean }): string | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: object, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    const fault = typeof value === "string" ? textFault(value, isBroken) : numberFault(value)
    if (fault !== undefined) return fault
    if (typeof value !== "object" || value === null) continue
    if (depth === deepest) return `It has more than ${deepest} levels, one in another`
    for (const [key, part] of Object.entries(value)) {
      const keyFault = textFault(key, isBroken)
      if (keyFault !== undefined) return keyFault
      open.push({ value: part, depth: depth + 1 })
    }
  }
  return undefined
}

function textFault(text: string, isBroken: boolean): string | undefined {
  if (text.includes("\u0000")) return "It has a NUL character"
  if (!text.isWellFormed()) return "It has half of a surrogate pair"
  return isBroken && text.includes("\ufffd") ? "It is not valid UTF-8" : undefined
}

const numberFault = (value: unknown) =>
  typeof value === "number" && !Number.isFinite(value) ? "It has a number that is too large" : undefined
