import type { FastifyRequest } from "fastify"
import { Problem } from "../errors.ts"

declare module "fastify" {
  interface FastifyContextConfig {
    /** The list of the body whose members the route judges each on its own, by `faultIn`: a bad one refuses no other. */
    judgesEach?: string
  }
}

/** Deeper than anything we ask for; what is nested deeper is an attack on the code that walks it. */
const deepest = 32

/** What cannot be kept, and where it is. */
export interface Fault {
  path: string[]
  what: string
}

/**
 * Refuses text that PostgreSQL cannot keep, a NUL or half of a surrogate pair, wherever it is in a request, numbers that JSON has no form
 * for, and what is nested more than 32 deep.
 * @throws Problem invalid_request, with the field
 */
export async function refuseUnstorable({ params, query, body, routeOptions }: FastifyRequest): Promise<void> {
  const { judgesEach } = routeOptions.config
  const parts = [params, query, ...(Buffer.isBuffer(body) ? [] : [body])]
  for (const part of parts) {
    const fault = faultIn(part, { but: part === body ? judgesEach : undefined })
    if (fault) throw refusal(fault)
  }
}

/**
 * Without recursion, as it is somebody else's.
 * @param but the member of the value that is passed over
 */
export function faultIn(given: unknown, { but }: { but?: string | undefined } = {}): Fault | undefined {
  const open: { value: unknown; path: string[] }[] = [{ value: given, path: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next
    if (typeof value === "string" && !isStorable(value))
      return { path, what: "text without NUL or broken characters" }
    if (typeof value === "number" && !Number.isFinite(value))
      return { path, what: "a number that is not as large" }
    if (typeof value !== "object" || value === null) continue
    if (path.length === deepest) return { path, what: `at most ${deepest} levels, one in another` }
    for (const [key, part] of Object.entries(value)) {
      if (!isStorable(key)) return { path, what: "names without NUL or broken characters" }
      if (path.length > 0 || key !== but) open.push({ value: part, path: [...path, key] })
    }
  }
  return undefined
}

const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed()

function refusal({ path, what }: Fault): Problem {
  const field = path.join(".")
  return new Problem("invalid_request", `${field || "The request"}: ${what}`, field ? { field } : {})
}
