import { setTimeout as sleep } from "node:timers/promises"
import { troubleOf } from "../database/index.ts"
import type { Consumer } from "./durable-log.ts"

/** What was appended together, read to be applied. */
export interface Entry {
  position: number
  payloads: readonly string[]
  receivedAt: Date
}

/** A part of an entry that cannot be applied, as a payload of its own, and why. */
export interface Fault {
  payload: string
  failure: unknown
}

interface Applying extends Consumer {
  /** Aborted when another may have taken over; nothing is set aside then. */
  signal: AbortSignal
  /** Hears of each entry that is done with. */
  applied(entry: Entry): void
  /** Keeps what of an entry could not be applied, and takes the entry out of the log. */
  setAside(entry: Entry, faults: readonly Fault[]): Promise<void>
  /** Hears of each part that was set aside. */
  told(error: unknown, entry: { position: number }): void
}

/**
 * How long an entry at fault is left alone before it is tried again: what another transaction did meanwhile, such as deleting
 * a contact, may be the reason. No longer, as everything after it waits.
 */
const triesAfterMs = [250, 1_000, 4_000] as const
/** So often an entry was tried that is set aside. */
export const triesBeforeAside = triesAfterMs.length + 1

/**
 * Applies entries in their order. A batch that fails for a reason of the data's own is halved until the entry at fault
 * stands alone; that one is tried some times more, then divided until the parts at fault stand alone. Those are set aside,
 * and everything else is applied.
 * @throws what is not the data's fault, at once, with everything before it applied
 */
export async function applyEntries(entries: readonly Entry[], work: Applying): Promise<void> {
  const failure = await failureOf(
    entries.flatMap(({ payloads }) => payloads),
    work,
  )
  if (!failure) {
    for (const entry of entries) work.applied(entry)
    return
  }
  const [first] = entries
  if (entries.length === 1 && first) return applyAlone(first, work)
  const middle = entries.length >> 1
  await applyEntries(entries.slice(0, middle), work)
  await applyEntries(entries.slice(middle), work)
}

async function applyAlone(entry: Entry, work: Applying): Promise<void> {
  let last: { error: unknown } | undefined
  for (const ms of triesAfterMs) {
    await sleep(ms, undefined, { signal: work.signal })
    last = await failureOf(entry.payloads, work)
    if (!last) return work.applied(entry)
  }
  const faults = await faultsAmong(entry.payloads, last?.error, work)
  await work.setAside(entry, faults)
  for (const { failure } of faults) work.told(failure, { position: entry.position })
}

/** The parts of payloads that cannot be applied; all others are, meanwhile. @param failure why all of them together cannot be */
async function faultsAmong(payloads: readonly string[], failure: unknown, work: Applying): Promise<Fault[]> {
  const [payload] = payloads
  if (payload === undefined) return []
  if (payloads.length === 1) return faultsOf({ payload, failure }, work)
  const middle = payloads.length >> 1
  const faults: Fault[] = []
  for (const half of [payloads.slice(0, middle), payloads.slice(middle)]) {
    const failed = await failureOf(half, work)
    if (failed) faults.push(...(await faultsAmong(half, failed.error, work)))
  }
  return faults
}

/** The parts of a payload that cannot be applied; the others are, meanwhile. As one where everything is at fault. */
async function faultsOf(whole: Fault, work: Applying): Promise<Fault[]> {
  const halves = work.halve?.(whole.payload)
  if (!halves) return [whole]
  const faults: Fault[] = []
  for (const payload of halves) {
    const failed = await failureOf([payload], work)
    if (failed) faults.push(...(await faultsOf({ payload, failure: failed.error }, work)))
  }
  const isWhole = faults.length === 2 && faults.every(({ payload }) => halves.includes(payload))
  return isWhole ? [whole] : faults
}

/** Why payloads cannot be applied where they are at fault themselves. @throws anything else */
async function failureOf(
  payloads: readonly string[],
  { apply }: Pick<Consumer, "apply">,
): Promise<{ error: unknown } | undefined> {
  try {
    await apply(payloads)
    return undefined
  } catch (error) {
    if (troubleOf(error) !== "data") throw error
    return { error }
  }
}
