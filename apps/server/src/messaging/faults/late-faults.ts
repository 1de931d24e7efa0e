/** Faults of the sender that Meta tells in statuses, after it took the messages: what is left is kept from the same fate. */
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { holdNumbers } from "../../connect/index.ts"
import type { Tx } from "../../platform/database/index.ts"
import { holdSourcesOf } from "../sources/hold.ts"
import { ourId } from "../statuses.ts"
import { closeCountries, closedBy } from "./closed-countries.ts"
import { readFault, type SenderScope } from "./fault.ts"

/** A message of ours that failed later. */
export interface LateFailure {
  messageId: string
  /** Meta's. */
  code: number
  at: Date
}

const minuteMs = 60_000
/** So many within a minute are no accident. */
const certain = 20
/** Longer than a lane waits for the fate of a message that it sent to find out. */
const holdMs = 90_000
const templateHoldMs = 10 * 60_000

interface Tally {
  failed: Map<string, { code: number; atMs: number }>
  /** When messages were sent that did not fail, as far as is known. */
  sentMs: number[]
}

const emptyTally = (): Tally => ({ failed: new Map(), sentMs: [] })

/** What failed later of each number within the last minute, in the memory of the process that applies its webhooks. */
export class LateFaults {
  readonly #tallies = new Map<string, Tally>()

  /**
   * Counts what statuses say, of which each counts once.
   * @param sent when other messages were sent
   * @returns the code that the number is to be held by: twenty of a scope within a minute, or fewer where all of that minute failed
   */
  count(numberId: string, failures: readonly LateFailure[], sent: readonly Date[]): number | undefined {
    const tally = this.#tallies.get(numberId) ?? emptyTally()
    for (const { messageId, code, at } of failures)
      if (scopeThatLasts(code) !== null) tally.failed.set(messageId, { code, atMs: at.getTime() })
    if (tally.failed.size === 0 && sent.length === 0) return undefined
    tally.sentMs.push(...sent.map((at) => at.getTime()))
    const timesMs = [...tally.sentMs, ...[...tally.failed.values()].map(({ atMs }) => atMs)]
    const latestMs = timesMs.reduce((latest, atMs) => Math.max(latest, atMs), 0)
    for (const [id, { atMs }] of tally.failed) if (atMs < latestMs - minuteMs) tally.failed.delete(id)
    // More than a few tell nothing that a few do not.
    tally.sentMs = tally.sentMs.filter((atMs) => atMs >= latestMs - minuteMs).slice(-certain)
    if (tally.failed.size > 0 || tally.sentMs.length > 0) this.#tallies.set(numberId, tally)
    else this.#tallies.delete(numberId)
    return failures.length > 0 ? codeToHold(tally) : undefined
  }
}

function codeToHold({ failed, sentMs }: Tally): number | undefined {
  const byScope = Map.groupBy([...failed.values()], ({ code }) => scopeThatLasts(code))
  for (const alike of byScope.values())
    if (alike.length >= certain || sentMs.length === 0) return alike.at(-1)?.code
  return undefined
}

/** null: it concerns no sender, or passes by itself. */
function scopeThatLasts(code: number): SenderScope | null {
  const fault = readFault(code)
  return fault.of === "sender" && !fault.passes ? fault.scope : null
}

const lateFaults = new LateFaults()

/** Holds what Meta says of the number or its account with no message: each of these errors is of all of them. */
export async function holdByErrors(
  tx: Tx,
  { numberId, now }: { numberId: string; now: Date },
  codes: readonly number[],
): Promise<void> {
  const [lasting] = codes.filter((code) => scopeThatLasts(code) !== null)
  if (lasting !== undefined) await holdBy(tx, numberId, lasting, now)
}

async function holdBy(tx: Tx, numberId: string, code: number, now: Date): Promise<void> {
  const scope = scopeThatLasts(code) ?? "number"
  await holdNumbers(tx, { numberId, scope }, { until: new Date(now.getTime() + holdMs), code })
}

/**
 * Holds what a batch of statuses shows to be refused as a whole: the number, or all numbers of its account; and at once a
 * country, and what sends a template that is paused or disabled. In the transaction that applies the statuses.
 */
export async function holdByStatuses(
  tx: Tx,
  { numberId, now }: { numberId: string; now: Date },
  statuses: readonly StatusEvent[],
): Promise<void> {
  const failures = statuses.flatMap((event): LateFailure[] => {
    const messageId = ourId(event)
    const code = event.errors[0]?.code
    return event.status === "failed" && messageId !== undefined && code !== undefined
      ? [{ messageId, code, at: event.timestamp }]
      : []
  })
  const sent = statuses.flatMap(({ status, timestamp }) => (status === "sent" ? [timestamp] : []))
  const code = lateFaults.count(numberId, failures, sent)
  if (code !== undefined) await holdBy(tx, numberId, code, now)
  await closeCountries(tx, numberId, closedBy(statuses), new Date(now.getTime() + holdMs))
  const ofTemplate = failures.filter((failure) => readFault(failure.code).of === "template")
  if (ofTemplate.length === 0) return
  const ids = ofTemplate.map(({ messageId }) => messageId)
  const until = new Date(now.getTime() + templateHoldMs)
  await holdSourcesOf(tx, ids, { until, reason: String(ofTemplate[0]?.code) })
}
