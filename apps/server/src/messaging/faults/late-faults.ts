/** Faults of the sender that Meta tells in statuses, after it took the messages: what is left is kept from the same fate. */
import type { StatusEvent } from "@parley/whatsapp/webhooks"
import { holdNumbers } from "../../connect/index.ts"
import { sql, type Tx } from "../../platform/database/index.ts"
import { ourId } from "../statuses.ts"
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

/** What failed later of each number within the last minute, in the memory of the process that applies its webhooks. */
export class LateFaults {
  readonly #tallies = new Map<string, Tally>()

  /**
   * Counts what statuses say, of which each counts once.
   * @param sent when other messages were sent
   * @returns the code that the number is to be held by: twenty of a scope within a minute, or fewer where all of that minute failed
   */
  count(numberId: string, failures: readonly LateFailure[], sent: readonly Date[]): number | undefined {
    const tally = this.#tallies.get(numberId) ?? { failed: new Map(), sentMs: [] }
    for (const { messageId, code, at } of failures)
      if (scopeThatLasts(code) !== null) tally.failed.set(messageId, { code, atMs: at.getTime() })
    if (tally.failed.size === 0 && sent.length === 0) return undefined
    tally.sentMs.push(...sent.map((at) => at.getTime()))
    const latestMs = Math.max(...[...tally.failed.values()].map(({ atMs }) => atMs), ...tally.sentMs.slice(-certain))
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

/**
 * Holds what a batch of statuses shows to be refused as a whole: the number, or all numbers of its account; and at once what
 * sends a template that is paused or disabled. In the transaction that applies the statuses.
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
  if (code !== undefined) {
    const scope = scopeThatLasts(code) ?? "number"
    await holdNumbers(tx, { numberId, scope }, { until: new Date(now.getTime() + holdMs), code })
  }
  const ofTemplate = failures.filter((failure) => readFault(failure.code).of === "template")
  if (ofTemplate.length > 0) await holdSourcesOf(tx, ofTemplate, new Date(now.getTime() + templateHoldMs))
}

async function holdSourcesOf(tx: Tx, failures: readonly LateFailure[], until: Date): Promise<void> {
  await sql`
    UPDATE sources AS s SET held_until = ${until}, hold_reason = ${String(failures[0]?.code)}
    WHERE s.ended_at IS NULL AND s.kind IN ('launch', 'trigger', 'canvas_step') AND (s.held_until IS NULL OR s.held_until < ${until})
      AND s.id IN (SELECT source_id FROM messages WHERE id = ANY(${failures.map(({ messageId }) => messageId)}::uuid[]))
  `.execute(tx)
}
