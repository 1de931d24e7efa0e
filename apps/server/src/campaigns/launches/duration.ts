/** Whether what a launch has to send can go out before it expires. */
import { ratePerSecond } from "../../messaging/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { Problem } from "../../platform/errors.ts"
import { nextQuiet, type QuietTimes, quietMinutes, quietUntil } from "../../workspaces/index.ts"
import { countPeople, type LaunchTo } from "./launch-audience.ts"

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** So many days are looked at one by one. Those before have the usual hours, so that no figure makes it take seconds. */
const daysWalked = 31

/** What bounds how fast people are reached. */
export interface SendingBounds {
  ratePerSecond: number
  /** Different people in a rolling 24 hours; null: as many as one likes, or not known. */
  messagingLimit: number | null
  quiet: QuietTimes | null
}

/**
 * When the last of so many people has a message, where nothing else is sent. Pure.
 * @param bounds.quiet when nothing is sent; null: never
 */
export function endOfSending(
  people: number,
  starts: Date,
  { ratePerSecond, messagingLimit, quiet }: SendingBounds,
): Date {
  if (people === 0) return starts
  const fullDays = messagingLimit === null ? 0 : Math.ceil(people / messagingLimit) - 1
  const rest = people - fullDays * (messagingLimit ?? 0)
  return afterSending(new Date(starts.getTime() + fullDays * dayMs), (rest / ratePerSecond) * 1000, quiet)
}

/** When so many milliseconds of sending are over that begin then. */
function afterSending(starts: Date, sendingMs: number, quiet: QuietTimes | null): Date {
  let [at, leftMs] = [starts, sendingMs]
  if (quiet !== null) {
    const sendingADayMs = dayMs - quietMinutes(quiet) * minuteMs
    const days = Math.max(0, Math.floor(leftMs / sendingADayMs) - daysWalked)
    at = new Date(at.getTime() + days * dayMs)
    leftMs -= days * sendingADayMs
  }
  while (quiet !== null) {
    at = quietUntil(quiet, quiet.zone, at) ?? at
    const pause = nextQuiet(quiet, quiet.zone, at)
    const untilPauseMs = pause.getTime() - at.getTime()
    if (leftMs <= untilPauseMs) break
    leftMs -= untilPauseMs
    at = pause
  }
  return new Date(at.getTime() + leftMs)
}

const round = (rate: number): string => rate.toLocaleString("en", { maximumSignificantDigits: 3 })

/**
 * @param times.quiet when nothing of it is sent
 * @param times.fastest messages a second that the campaign itself allows
 * @throws Problem launch_too_long when what is left at `expires` would not be sent
 */
export async function refuseTooLong(
  tx: Tx,
  scope: { workspaceId: string; now: Date },
  launch: LaunchTo,
  {
    starts,
    expires,
    quiet,
    fastest,
  }: { starts: Date; expires: Date; quiet: QuietTimes | null; fastest: number },
): Promise<void> {
  const number = await tx
    .selectFrom("numbers")
    .select(["rate_per_second", "throughput_level", "messaging_limit"])
    .where("id", "=", launch.numberId)
    .executeTakeFirstOrThrow()
  const { messaging_limit: limit } = number
  const bounds = {
    ratePerSecond: Math.min(ratePerSecond(number), fastest),
    messagingLimit: limit === null || limit <= 0 ? null : limit,
    quiet,
  }
  const people = await countPeople(tx, scope, launch)
  const ends = endOfSending(people, starts, bounds)
  if (ends <= expires) return
  const why = [
    bounds.messagingLimit === null
      ? `${fastest < ratePerSecond(number) ? "The campaign" : "The number"} sends ${round(bounds.ratePerSecond)} messages a second.`
      : `The number's portfolio may reach ${bounds.messagingLimit.toLocaleString("en")} different people a day.`,
    quiet &&
      `No marketing messages are sent from ${quiet.from} to ${quiet.until}, the workspace's quiet hours.`,
  ]
  throw new Problem(
    "launch_too_long",
    `${people.toLocaleString("en")} people cannot be reached before the launch expires. ${why.filter(Boolean).join(" ")}`,
    {
      field: "expires_at",
      help: "Let it expire later, choose a smaller audience, or say `even_if_incomplete` to send what can be sent.",
      extra: { audience: people, ends_at: ends, expires_at: expires },
    },
  )
}
