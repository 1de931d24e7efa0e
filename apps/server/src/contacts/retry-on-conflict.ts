import { isRace } from "../platform/database/index.ts"

const attempts = 5

/** Runs a transaction again when another one got in its way; it then finds what that one wrote. */
export async function afterRaces<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === attempts || !isRace(error)) throw error
    }
  }
}
