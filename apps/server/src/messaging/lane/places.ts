/** Which of a claim's messages have a place in the portfolio's messaging limit, and what becomes of places that are not used. */
import { errorCodes } from "@parley/whatsapp/errors"
import type { Logger } from "../../platform/telemetry.ts"
import type { LaneNumber } from "../lane-number.ts"
import type { Place } from "../limit/grants.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import { phoneWrittenTo } from "../phone-written-to.ts"
import { isSingle } from "./admission.ts"
import type { Outcome } from "./outcome-writer.ts"
import type { Ready } from "./ready-queue.ts"
import type { Store } from "./store.ts"

/** What has a place and was not posted after all is back by then. */
const returnMs = 5_000
/** A source whose people have no place is looked at again after this, however long it is until one is free. */
const lookAgainMs = 60_000
/** By these Meta says that there are fewer places than seemed: those that are taken stay so. */
const ofLimit = new Set([errorCodes.spamLimitReached, errorCodes.limitLowered].map(String))

interface Placed {
  placed: readonly Ready[]
  /** What has none, and when it is due: single messages later, others as before, as their source waits. */
  waiting: { row: ClaimedRow; until: Date }[]
}

interface Needs {
  store: Pick<Store, "grant" | "freePlaces" | "holdSources">
  logger: Logger
}

export class Places {
  readonly #needs: Needs
  /** Those that were given for a message whose outcome is not written yet, by its id. */
  readonly #given = new Map<string, Place>()
  /** Those that nobody was written to with. */
  #unused: Place[] = []
  #freeing: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /**
   * Asks for places. What has none waits with its source, until another place is free; or shortly, while there are still people
   * who have one: their message may come back, and its place be free again.
   */
  async find(
    { portfolioId, messagingLimit: limit }: LaneNumber,
    ready: readonly Ready[],
    now: Date,
  ): Promise<Placed> {
    const { store } = this.#needs
    const opening = ready.filter((one) => one.opensConversation)
    if (portfolioId === null || limit === null || opening.length === 0) return { placed: ready, waiting: [] }
    const people = opening.map(personOf)
    const { granted, opened, freeAt } = await store.grant({ portfolioId, limit, people, now })
    for (const person of opened) {
      const [first, another] = opening.filter((one) => personOf(one) === person)
      if (first && !another) this.#given.set(first.id, { portfolioId, person, openedAt: now })
    }
    if (freeAt === null) return { placed: ready, waiting: [] }
    const hasNone = (one: Ready) => one.opensConversation && !granted.has(personOf(one))
    const without = ready.filter(hasNone)
    const sources = new Set(without.filter(({ row }) => !isSingle(row)).map(({ row }) => row.source_id))
    const looksAgainAt = new Date(now.getTime() + (granted.size > 0 ? returnMs : lookAgainMs))
    const until = looksAgainAt < freeAt ? looksAgainAt : freeAt
    if (sources.size > 0) await store.holdSources([...sources], { until, reason: "messaging_limit" })
    return {
      placed: ready.filter((one) => !hasNone(one)),
      waiting: without.map(({ row }) => ({ row, until: isSingle(row) ? freeAt : row.send_after })),
    }
  }

  /** Outcomes are written: the places of messages that nobody received, and that are not in doubt, are free again. */
  written(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const { id } = "settled" in outcome ? outcome.settled : outcome.postponed
      const place = this.#given.get(id)
      if (place === undefined) continue
      this.#given.delete(id)
      if (isUnused(outcome)) this.#unused.push(place)
    }
    this.#free()
  }

  /** Resolves when the places that are free are known to be. */
  async allFreed(): Promise<void> {
    while (this.#freeing) await this.#freeing
  }

  #free(): void {
    if (this.#freeing || this.#unused.length === 0) return
    const places = this.#unused
    this.#unused = []
    let hasFailed = false
    this.#freeing = this.#needs.store
      .freePlaces(places)
      .catch((err) => {
        hasFailed = true
        this.#unused.push(...places)
        this.#needs.logger.warn(
          { err, places: places.length },
          "cannot free places; trying with the next ones",
        )
      })
      .finally(() => {
        this.#freeing = undefined
        if (!hasFailed) this.#free()
      })
  }
}

function isUnused(outcome: Outcome): boolean {
  if ("settled" in outcome) {
    const { status, reason } = outcome.settled
    return status !== "accepted" && !ofLimit.has(reason ?? "")
  }
  const { state, reason } = outcome.postponed
  return state === "due" && !ofLimit.has(reason ?? "")
}

const personOf = ({ to }: Ready): string => phoneWrittenTo(to) ?? to.bsuid ?? ""
