import { sql } from "../../platform/database/index.ts"
import type { Kept, Platform } from "../../platform/define-room.ts"
import { measureRows } from "../../platform/retention/index.ts"

const mostAtOnce = 5_000

/** The audit log: who changed what. */
export const auditKept = ({ db }: Platform): Kept => ({
  what: "audit_records",
  description: "The audit log: who changed what",
  atLeastDays: 30,
  measure: (tx, before) => measureRows(tx, "audit_records", sql`id < uuidv7_floor(${before})`),
  async deleteSome({ before }) {
    const { rows } = await db.system((tx) =>
      sql<{ gone: number }>`SELECT forget_audit_records(${before}, ${mostAtOnce}) AS gone`.execute(tx),
    )
    return rows[0]?.gone === mostAtOnce
  },
})
