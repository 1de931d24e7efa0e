import type pg from "pg"
import { expect } from "vitest"

/** Of the lock that a stopped server waits for. */
const key = 4_711

/**
 * From now on the server comes no further than this change of a table, so that what happens to it meanwhile happens there.
 * @param change such as `INSERT ON contacts FOR EACH STATEMENT`
 * @param condition in SQL: it is stopped only where this holds
 */
export async function stopAt(
  database: pg.Client,
  change: string,
  condition = "true",
): Promise<{ isThere(): Promise<void>; goOn(): Promise<void> }> {
  await database.query(`
    CREATE OR REPLACE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF ${condition} THEN PERFORM pg_advisory_xact_lock_shared(${key}); END IF;
      RETURN coalesce(NEW, OLD);
    END $$;
    CREATE OR REPLACE TRIGGER stop_here BEFORE ${change} EXECUTE FUNCTION stop_here();
    SELECT pg_advisory_lock(${key})`)
  return {
    async isThere() {
      const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${key} AND NOT granted`
      await expect.poll(async () => (await database.query(waiting)).rowCount).toBe(1)
    },
    async goOn() {
      await database.query("SELECT pg_advisory_unlock_all()")
      await database.query(`DROP TRIGGER stop_here ON ${change.split(" ON ")[1]?.split(" ")[0]}`)
    },
  }
}
