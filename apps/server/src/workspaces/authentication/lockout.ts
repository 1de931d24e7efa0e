import { sql, type Tx } from "../../platform/database/index.ts"
import { digest } from "../../platform/secrets.ts"

const allowedFailures = 10
const lockMs = 15 * 60_000

const keyOf = (email: string): string => digest(email.trim().toLowerCase())

/** Until when no password is tried for this address; undefined: it may be. */
export async function lockedUntil(tx: Tx, email: string, now: Date): Promise<Date | undefined> {
  const row = await tx
    .selectFrom("failed_sign_ins")
    .select("locked_until")
    .where("email_digest", "=", keyOf(email))
    .executeTakeFirst()
  return row?.locked_until && row.locked_until > now ? row.locked_until : undefined
}

/**
 * Counts a wrong password. The tenth in a row locks the address for 15 minutes; failures more than that apart do not add
 * up. It is counted for addresses nobody has as well, so that being locked tells nothing about who is a member.
 */
export async function countFailure(tx: Tx, email: string, now: Date): Promise<void> {
  const recent = new Date(now.getTime() - lockMs)
  const lock = new Date(now.getTime() + lockMs)
  await sql`
    INSERT INTO failed_sign_ins AS known (email_digest, failures, last_at) VALUES (${keyOf(email)}, 1, ${now})
    ON CONFLICT (email_digest) DO UPDATE SET
      failures = CASE WHEN known.last_at < ${recent} THEN 1 ELSE known.failures + 1 END,
      locked_until = CASE WHEN known.last_at >= ${recent} AND known.failures + 1 >= ${allowedFailures}
        THEN ${lock}::timestamptz ELSE known.locked_until END,
      last_at = ${now}
  `.execute(tx)
}

/** Forgets the failures: the right password was given, or a new one was set. */
export async function forgetFailures(tx: Tx, email: string): Promise<void> {
  await tx.deleteFrom("failed_sign_ins").where("email_digest", "=", keyOf(email)).execute()
}
