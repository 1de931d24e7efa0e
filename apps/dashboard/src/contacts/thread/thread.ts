/** A thread as it is put together from its pages, and what is read out of it. Pure. */
import type { Shapes } from "../../api/client.ts"
import { dayIn } from "../../look/time/instants.ts"

export type Entry = Shapes["ThreadEntry"]

export interface Thread {
  /** The newest first, each once. */
  entries: readonly Entry[]
  /** There may be more than these. */
  hasOlder: boolean
}

/** So many entries are asked for at a time. */
export const pageSize = 50

const isOlder = (one: Entry, other: Entry) => (one.at === other.at ? one.id < other.id : one.at < other.at)

/**
 * What is known with the newest page as it is now: what came is added, what changed is replaced, what is gone goes. Where so
 * much came that the page does not reach what is known, it starts again from there.
 */
export function withNewest(known: Thread | undefined, newest: readonly Entry[]): Thread {
  const last = newest.at(-1)
  const isWhole = newest.length < pageSize
  if (known === undefined || last === undefined || isWhole) return { entries: newest, hasOlder: !isWhole }
  const ids = new Set(newest.map(({ id }) => id))
  if (!known.entries.some(({ id }) => ids.has(id))) return { entries: newest, hasOlder: true }
  const before = known.entries.filter((entry) => !ids.has(entry.id) && isOlder(entry, last))
  return { entries: [...newest, ...before], hasOlder: known.hasOlder }
}

/** What is known with the page before it. */
export function withOlder(known: Thread, older: readonly Entry[]): Thread {
  const ids = new Set(known.entries.map(({ id }) => id))
  return {
    entries: [...known.entries, ...older.filter(({ id }) => !ids.has(id))],
    hasOlder: older.length === pageSize,
  }
}

const minuteMs = 60_000
const onItsWay: ReadonlySet<string> = new Set(["queued", "in_doubt", "accepted", "sent"])

/** In how many milliseconds the ticks of our messages are worth asking for again; false: they will hardly change. */
export function ticksChangeIn(entries: readonly Entry[], now: Date): number | false {
  const youngest = (isSuch: (status: string) => boolean) =>
    Math.min(
      ...entries
        .filter(({ status }) => status !== null && isSuch(status))
        .map(({ at }) => now.getTime() - Date.parse(at)),
    )
  const unsettledMs = youngest((status) => onItsWay.has(status))
  if (unsettledMs < 5 * minuteMs) return 1_500
  if (youngest((status) => status === "delivered") < 10 * minuteMs) return 4_000
  return unsettledMs < 24 * 60 * minuteMs ? 30_000 : false
}

interface Day {
  /** Such as `2026-11-22`, in the reader's zone. */
  day: string
  /** The oldest first. */
  entries: readonly Entry[]
}

/** The entries of each day, the oldest day first, as they are read. */
export function daysOf(entries: readonly Entry[], zone: string): Day[] {
  const dayOf = dayIn(zone)
  const days = Map.groupBy(entries.toReversed(), ({ at }) => dayOf(new Date(at)))
  return [...days].map(([day, within]) => ({ day, entries: within }))
}

/** What people put on a message, by WhatsApp's id of that: each side has one at a time, and may take it back. */
export function reactionsIn(entries: readonly Entry[]): ReadonlyMap<string, string[]> {
  const last = new Map<string, { on: string; emoji: string | undefined }>()
  for (const entry of entries.toReversed()) {
    const reaction = reactionOf(entry)
    if (reaction) last.set(`${entry.direction} ${reaction.on}`, reaction)
  }
  const shown = new Map<string, string[]>()
  for (const { on, emoji } of last.values()) if (emoji) shown.set(on, [...(shown.get(on) ?? []), emoji])
  return shown
}

/** The message it is put on, and what; undefined: it is no reaction, or was taken back. */
export function reactionOf({ content, type }: Entry): { on: string; emoji: string | undefined } | undefined {
  if (type !== "reaction" || typeof content !== "object" || content === null) return undefined
  const on = "messageId" in content && typeof content.messageId === "string" ? content.messageId : undefined
  const emoji = "emoji" in content && typeof content.emoji === "string" ? content.emoji : undefined
  return on === undefined ? undefined : { on, emoji }
}
