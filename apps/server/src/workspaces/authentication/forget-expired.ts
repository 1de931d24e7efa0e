import type { Platform } from "../../platform/index.ts"

const dayMs = 24 * 60 * 60_000

/**
 * Deletes what nobody can use any more: sessions and verifications that ran out, wrong passwords of days ago, and how often
 * each address asked then, which is a row for every address that strangers ever came from.
 */
export async function forgetExpired({ db }: Pick<Platform, "db">, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - dayMs)
  await db.system(async (tx) => {
    await tx.deleteFrom("sessions").where("expires_at", "<", now).execute()
    await tx.deleteFrom("verifications").where("expires_at", "<", now).execute()
    await tx.deleteFrom("rate_limits").where("last_request", "<", yesterday.getTime()).execute()
    await tx.deleteFrom("failed_sign_ins").where("last_at", "<", yesterday).execute()
  })
}
