import type { FastifyRequest } from "fastify"
import { Problem } from "../errors.ts"

/** Deeper than anything we ask for; what is nested deeper is an attack on the code that walks it. */
const deepest = 32

/**
 * Refuses text that PostgreSQL cannot keep, a NUL or half of a surrogate pair, wherever it is in a request, and
 * JSON that is nested more than 32 deep.
 * @throws Problem invalid_request, with the field
 */
export async function refuseUnstorable({ params, query, body }: FastifyRequest): Promise<void> {
  const open: { value: unknown; path: string[] }[] = [
    { value: params, path: [] },
    { value: query, path: [] },
  ]
  if (!Buffer.isBuffer(body)) open.push({ value: body, path: [] })
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === "string" && !isStorable(value))
      throw refusal(path, "text without NUL or broken characters")
    if (typeof value !== "object" || value === null) continue
    if (path.length === deepest) throw refusal(path, `at most ${deepest} levels, one in another`)
    for (const [key, part] of Object.entries(value)) {
      if (!isStorable(key)) throw refusal(path, "names without NUL or broken characters")
      open.push({ value: part, path: [...path, key] })
    }
  }
}

const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed()

function refusal(path: string[], what: string): Problem {
  const field = path.join(".")
  return new Problem("invalid_request", `${field || "The request"}: ${what}`, field ? { field } : {})
}
