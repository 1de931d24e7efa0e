/** How a kind of thing reads in a file, and what the ways of all kinds have in common. */
import { isDeepStrictEqual } from "node:util"
import { z } from "zod"
import { ownMembers, type References } from "./references.ts"
import { isMembers, type Members } from "./yaml-file.ts"

export interface KindOfFile {
  /** What a file that does not say it means. */
  defaults: Members
  /** As the API takes it, with names in the place of ids. Members at their defaults are left out. */
  toFile(members: Members, references: References): Members
  /** As the API takes it, from what a file says. What is no such thing stays for the API to refuse. */
  toApi(members: Members, references: References): Members
}

export const withDefaults = (defaults: Members, given: Members): Members =>
  ownMembers([...Object.entries({ ...defaults, ...given })])

/** Members in an order for people, and those at their defaults left out. */
export function arranged(members: Members, defaults: Members, first: readonly string[]): Members {
  const names = [...first, ...Object.keys(members).sort()].filter((name) => Object.hasOwn(members, name))
  return ownMembers(
    [...new Set(names)]
      .filter((name) => members[name] !== undefined && !isDeepStrictEqual(members[name], defaults[name]))
      .map((name) => [name, members[name]]),
  )
}

/** A value as a schema reads it, so that what says the same is the same; as it is where the schema refuses it. */
export function read(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value)
  return parsed.success ? JSON.parse(JSON.stringify(parsed.data ?? null)) : value
}

export const texts = z.array(z.string().trim()).transform((list) => [...new Set(list)])
export const trimmed = z.string().trim()

/** Members without which a schema reads the same. */
export function withoutDefaults(schema: z.ZodType, value: unknown): unknown {
  if (!isMembers(value)) return value
  let left = value
  for (const name of Object.keys(value)) {
    const { [name]: _, ...rest } = left
    const parsed = schema.safeParse(rest)
    if (parsed.success && isDeepStrictEqual(JSON.parse(JSON.stringify(parsed.data)), value)) left = rest
  }
  return left
}
