import type { Platform } from "../../platform/index.ts"

/** What members of all workspaces were told of, in its order: whether each lasts, its condition and its parts. */
export async function told({ db }: Pick<Platform, "db">) {
  const rows = await db.system((tx) => tx.selectFrom("notifications").selectAll().orderBy("id").execute())
  return rows.map(({ about, condition, resolved_at, times }) => ({
    about,
    condition,
    lasts: condition !== null && resolved_at === null,
    times,
  }))
}
