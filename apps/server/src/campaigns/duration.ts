/** Whether what a launch has to send can go out before it expires. */
import { ratePerSecond } from "../messaging/index.ts"
import type { Tx } from "../platform/database/index.ts"
import { Problem } from "../platform/errors.ts"
import { countPeople, type LaunchTo } from "./launch-audience.ts"

const dayMs = 24 * 60 * 60_000

/** What bounds how fast people are reached. */
interface Bounds {
  ratePerSecond: number
  /** Different people in a rolling 24 hours; null: as many as one likes, or not known. */
  messagingLimit: number | null
}

/** Milliseconds until the last of so many people has a message, where nothing else is sent. Pure. */
export function durationMs(people: number, { ratePerSecond, messagingLimit }: Bounds): number {
  if (people === 0) return 0
  const fullDays = messagingLimit === null ? 0 : Math.ceil(people / messagingLimit) - 1
  const rest = people - fullDays * (messagingLimit ?? 0)
  return fullDays * dayMs + (rest / ratePerSecond) * 1000
}

/** @throws Problem launch_too_long when what is left at `expires` would not be sent */
export async function refuseTooLong(
  tx: Tx,
  launch: LaunchTo,
  { starts, expires }: { starts: Date; expires: Date },
): Promise<void> {
  const number = await tx
    .selectFrom("numbers")
    .select(["rate_per_second", "throughput_level", "messaging_limit"])
    .where("id", "=", launch.numberId)
    .executeTakeFirstOrThrow()
  const { messaging_limit: limit } = number
  const bounds = {
    ratePerSecond: ratePerSecond(number),
    messagingLimit: limit === null || limit <= 0 ? null : limit,
  }
  const people = await countPeople(tx, launch)
  const ends = new Date(starts.getTime() + durationMs(people, bounds))
  if (ends <= expires) return
  const why =
    bounds.messagingLimit === null
      ? `The number sends ${bounds.ratePerSecond} messages a second.`
      : `The number's portfolio may reach ${bounds.messagingLimit.toLocaleString("en")} different people a day.`
  throw new Problem(
    "launch_too_long",
    `${people.toLocaleString("en")} people cannot be reached before the launch expires. ${why}`,
    {
      field: "expires_at",
      help: "Let it expire later, choose a smaller audience, or say `even_if_incomplete` to send what can be sent.",
      extra: { audience: people, ends_at: ends, expires_at: expires },
    },
  )
}
