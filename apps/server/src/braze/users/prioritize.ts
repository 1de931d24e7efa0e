import type { User } from "./find-users.ts"

/** Who is meant where several users have one e-mail address or phone. */
const narrowings = {
  identified: (users: readonly User[]) => users.filter(({ external_id }) => external_id !== null),
  unidentified: (users: readonly User[]) => users.filter(({ external_id }) => external_id === null),
  most_recently_updated: (users: readonly User[]) => users.slice(0, 1),
  least_recently_updated: (users: readonly User[]) => users.slice(-1),
} as const
export type Priority = keyof typeof narrowings

const isPriority = (value: unknown): value is Priority =>
  typeof value === "string" && Object.hasOwn(narrowings, value)

/** @returns undefined for what is no list of priorities */
export function readPrioritization(value: unknown): Priority[] | undefined {
  if (!Array.isArray(value) || !value.every(isPriority)) return undefined
  const both = value.includes("identified") && value.includes("unidentified")
  return both ? undefined : value
}

/**
 * The one user that is meant: what comes first in the list narrows them down first. Nobody where more than one is left, after
 * "if more than one user matches from a prioritization, then merging does not occur".
 * @param users the one that changed last first
 */
export function prioritize(users: readonly User[], by: readonly Priority[]): User | undefined {
  const left = by.reduce<readonly User[]>((some, priority) => narrowings[priority](some), users)
  return left.length === 1 ? left[0] : undefined
}
