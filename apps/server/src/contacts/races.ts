import pg from "pg"

/** Unique violation, deadlock, serialization failure: another transaction was first, so this one begins again. */
const lost = new Set(["23505", "40P01", "40001"])
const attempts = 5

/** Runs a transaction again when another one got in its way; it then finds what that one wrote. */
export async function afterRaces<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === attempts || !isLostRace(error)) throw error
    }
  }
}

export function isLostRace(error: unknown): boolean {
  return error instanceof pg.DatabaseError && lost.has(error.code ?? "")
}
