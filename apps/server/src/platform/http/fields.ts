import { z } from "zod"

/** Fields that many routes share. */

export const id = z.uuid({
  error: ({ input }) => (input === undefined ? "is missing" : "an id as this API gave it"),
})
export const byId = z.object({ id })

const aName = "must be a name of 1 to 100 characters"

/** What a person calls something, without the space around it. */
export const name = z.string(aName).trim().min(1, aName).max(100, aName)

/** An instant of an answer; ISO 8601 on the wire. */
export const timestamp = z.date()

/** An instant of a request: ISO 8601 with an offset. */
export const instant = z.iso
  .datetime({ offset: true, error: "an instant in ISO 8601 with an offset, such as 2026-11-22T09:00:00Z" })
  .transform((value) => new Date(value))

/** Of a request: a name of the IANA's time zone database. */
export const timeZone = z.string().refine(isZone, { error: "must be a time zone such as America/Lima" })

/** Lists of zones have one name of each: Asia/Calcutta in Chromium and Node, Asia/Kolkata elsewhere. An offset is no zone. */
function isZone(name: string): boolean {
  try {
    return /^[A-Z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** Of a query: one of some words, or several with commas between them. */
export const someOf = <T extends string>(words: readonly T[]) =>
  z
    .string()
    .transform((list) => list.split(","))
    .pipe(z.array(z.enum(words)).min(1))
    .describe(`One or, with commas between them, several of: ${words.join(", ")}`)

/** Of an answer: another number after every change. */
export const revision = z.int().describe("Changes with every edit; send it back with yours")

/** Of a request that changes what was read before. */
export const revisionRead = z
  .int()
  .optional()
  .describe(
    "The `revision` that you have read. Answers 409 when the template has changed since; when absent, it is not checked",
  )

/** Keyset paging: rows after the id `after`, newest last. */
export const paging = z.object({
  after: id.optional().describe("Continue after this id: the `next` of the page before"),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})

export const pageOf = <T extends z.ZodType>(row: T) =>
  z.object({ data: z.array(row), next: id.nullable().describe("`after` of the next page; null on the last") })

/** Cuts the one row too many that a query asked for, to learn whether there is a next page. */
export function toPage<T extends { id: string }>(
  rows: T[],
  limit: number,
): { data: T[]; next: string | null } {
  const data = rows.slice(0, limit)
  return { data, next: rows.length > limit ? (data.at(-1)?.id ?? null) : null }
}

/** The error shape of every answer that is not a success. */
export const problem = z
  .object({
    error: z.looseObject({
      code: z.string().describe("Stable; build on it"),
      message: z.string(),
      field: z.string().optional(),
      issues: z
        .array(
          z.object({
            field: z.string(),
            message: z.string(),
            code: z.string().optional(),
            help: z.string().optional(),
          }),
        )
        .optional()
        .describe(
          "Of a body that is not valid: all that is wrong, of which `message` and `field` name the first",
        ),
      help: z.string().describe("What to do about it"),
      request_id: z.string(),
    }),
  })
  .meta({ id: "Problem" })

/** The error answers that any route under /v1 may give. */
export const problems = { 401: problem, 403: problem, 404: problem, 409: problem, 422: problem, 503: problem }
