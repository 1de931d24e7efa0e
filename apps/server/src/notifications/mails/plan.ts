/** When what a member wants to hear of is mailed. Pure. */

/** A notification that a member of a workspace wants by mail and has not got. */
export interface Pending {
  notificationId: string
  workspaceId: string
  memberId: string
  createdAt: Date
  /** When the member was last mailed for this workspace. */
  lastMailAt: Date | null
}

/** So long what comes is gathered: what breaks together is one mail, and what passes at once is none. */
export const gatherMs = 60_000
/** A member gets at most one mail of a workspace in this time, however much happens. */
export const pauseMs = 15 * 60_000

/** Those of `pending` that are mailed now, each group as one mail to one member of one workspace. */
export function dueMails<Row extends Pending>(pending: readonly Row[], now: Date): Row[][] {
  const groups = Map.groupBy(pending, ({ memberId, workspaceId }) => `${memberId} ${workspaceId}`)
  return [...groups.values()].filter((rows) => {
    const oldestMs = Math.min(...rows.map(({ createdAt }) => createdAt.getTime()))
    const lastMs = rows[0]?.lastMailAt?.getTime() ?? Number.NEGATIVE_INFINITY
    return now.getTime() - oldestMs >= gatherMs && now.getTime() - lastMs >= pauseMs
  })
}
