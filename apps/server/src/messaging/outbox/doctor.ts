import type { Check } from "../../connect/index.ts"
import { sql } from "../../platform/database/index.ts"
import type { Platform } from "../../platform/define-room.ts"
import { quietMinutes, quietWorkspaces, readQuietTimes } from "../../workspaces/index.ts"
import { classes, type PriorityClass } from "../sources/sources.ts"
import { oldestDue } from "./measures.ts"

const minute = 60
const hour = 60 * minute

/**
 * How long a message may wait in the outbox that nothing holds, in seconds, until something is wrong. Somebody waits for an
 * answer or a code; a launch of a million takes hours at 80 a second, and ends after three days.
 */
const patience = new Map<PriorityClass, { seconds: number; what: string }>([
  [classes.reply, { seconds: minute, what: "Answers to people" }],
  [classes.authentication, { seconds: minute, what: "Codes to sign in with, or tests," }],
  [classes.utility, { seconds: 15 * minute, what: "Messages that people asked for" }],
  [classes.marketing, { seconds: 12 * hour, what: "Messages of launches" }],
])

const overdueHelp =
  "See that a process with the role lanes runs and what its log says, and that the number's rate is not lower than what is sent."
const doubtHelp =
  "Meta may have them or not, and nothing more will tell. `parley doubts list` shows them, and `parley doubts decide` sends them again, which may reach somebody twice, or leaves them; as POST /v1/messages/decide does."
const pausedHelp =
  "Nothing of a paused launch is sent, and it expires all the same. `parley launch list --state paused` shows which; resume or cancel it."

/** Is what is due sent, and is there anything that waits for a person to decide about it? */
export async function checkSending({ db, clock, config }: Platform, workspaceId: string): Promise<Check[]> {
  const name = "sending"
  const now = clock.now()
  const undecidedSince = new Date(now.getTime() - config.inDoubtGraceMs)
  const { quiet, overdue, doubts, paused } = await db.workspace(workspaceId, async (tx) => ({
    quiet: await readQuietTimes(tx),
    overdue: (await oldestDue(now, await quietWorkspaces(tx, now)).execute(tx)).rows,
    doubts: (
      await sql<{ messages: number; since: Date | null }>`
        SELECT count(*) AS messages, min(posted_at) AS since FROM outbox
        WHERE state = 'in_doubt' AND posted_at <= ${undecidedSince}`.execute(tx)
    ).rows[0],
    paused: (
      await sql<{ paused: number }>`
        SELECT count(*) AS paused FROM sources
        WHERE kind = 'launch' AND state = 'paused' AND ended_at IS NULL AND expires_at > ${now} AND NOT is_late_retry`.execute(
        tx,
      )
    ).rows[0]?.paused,
  }))
  const found = [...patience].flatMap(([number, { seconds, what }]): Check[] => {
    const oldest = overdue.find((each) => each.class === number)?.seconds ?? 0
    // What waited through the quiet hours has been due for as long as they last.
    const quietSeconds = quiet !== null && number === classes.marketing ? quietMinutes(quiet) * minute : 0
    if (oldest <= seconds + quietSeconds) return []
    const message = `${what} have been waiting to be sent for ${Math.round(oldest / minute)} minutes.`
    return [{ name, state: "warning", message, help: overdueHelp }]
  })
  if (doubts?.since) {
    const count = doubts.messages === 1 ? "1 message is" : `${doubts.messages} messages are`
    const message = `${count} in doubt since ${doubts.since.toISOString()} at the earliest.`
    found.push({ name, state: "warning", message, help: doubtHelp })
  }
  if (paused !== undefined && paused > 0) {
    const message = paused === 1 ? "1 launch is paused." : `${paused} launches are paused.`
    found.push({ name, state: "warning", message, help: pausedHelp })
  }
  return found.length > 0 ? found : [{ name, state: "ok", message: "What is due is sent." }]
}
