/** Which of a claim's messages have a place in the portfolio's messaging limit. */
import type { LaneNumber } from "../lane-number.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { isSingle } from "./admission.ts"
import type { Ready } from "./ready-queue.ts"
import type { Store } from "./store.ts"

/** What has a place and was not posted after all is back by then. */
const returnMs = 5_000
/** A source whose people have no place is looked at again after this, however long it is until one is free. */
const lookAgainMs = 60_000

interface Places {
  placed: readonly Ready[]
  /** What has none, and when it is due: single messages later, others as before, as their source waits. */
  waiting: { row: ClaimedRow; until: Date }[]
}

/**
 * Asks for places. What has none waits with its source, until another place is free; or shortly, while there are still people who
 * have one: their message may come back to be claimed again, and does not lose a day by others.
 */
export async function findPlaces(
  store: Pick<Store, "grant" | "holdSources">,
  { portfolioId, messagingLimit: limit }: LaneNumber,
  ready: readonly Ready[],
  now: Date,
): Promise<Places> {
  const opening = ready.filter((one) => one.opensConversation)
  if (portfolioId === null || limit === null || opening.length === 0) return { placed: ready, waiting: [] }
  const people = opening.map(personOf)
  const { granted, freeAt } = await store.grant({ portfolioId, limit, people, now })
  if (freeAt === null) return { placed: ready, waiting: [] }
  const hasNone = (one: Ready) => one.opensConversation && !granted.has(personOf(one))
  const without = ready.filter(hasNone)
  const sources = new Set(without.filter(({ row }) => !isSingle(row)).map(({ row }) => row.source_id))
  // Others that have a place may be on their way back to the outbox: they are found when it is looked again.
  const looksAgainAt = new Date(now.getTime() + (granted.size > 0 ? returnMs : lookAgainMs))
  const until = looksAgainAt < freeAt ? looksAgainAt : freeAt
  if (sources.size > 0) await store.holdSources([...sources], { until, reason: "messaging_limit" })
  return {
    placed: ready.filter((one) => !hasNone(one)),
    waiting: without.map(({ row }) => ({ row, until: isSingle(row) ? freeAt : row.send_after })),
  }
}

const personOf = ({ contact }: Ready): string => contact.phone ?? contact.bsuid ?? ""
