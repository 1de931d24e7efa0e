import type { Clock } from "../../platform/clock.ts"
import type { Database } from "../../platform/database/index.ts"
import type { Measure } from "../../platform/measures/measures.ts"

/** How many connected numbers stand still because Meta refused their account. */
export const heldNumbers = (db: Database, clock: Clock): Measure => ({
  gauges: { parley_numbers_held: { help: "Connected numbers that are held: Meta refused the account" } },
  async read() {
    const { held } = await db.system((tx) =>
      tx
        .selectFrom("numbers")
        .select(({ fn }) => fn.countAll<number>().as("held"))
        .where("disconnected_at", "is", null)
        .where("held_until", ">", clock.now())
        .executeTakeFirstOrThrow(),
    )
    return [{ gauge: "parley_numbers_held", value: held }]
  },
})
