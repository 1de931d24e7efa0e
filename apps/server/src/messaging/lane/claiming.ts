/** From the outbox to what may go: claims, decides, and asks for places, one claim at a time and beside the posts. */
import { setTimeout as sleep } from "node:timers/promises"
import type { Platform } from "../../platform/index.ts"
import { capableOf } from "../caps/caps-of-claim.ts"
import type { LaneNumber } from "../lane-number.ts"
import { admit } from "./admission.ts"
import type { ClaimKind, Claims } from "./claims.ts"
import { addFiles } from "./files/shown-files.ts"
import type { OutcomeWriter } from "./outcome-writer.ts"
import type { Places } from "./places.ts"
import type { Ready, ReadyQueue } from "./ready-queue.ts"
import type { Store } from "./store.ts"

const databaseRetryMs = 500

interface Needs extends Pick<Platform, "clock" | "logger" | "metrics"> {
  store: Store
  claims: Claims
  outcomes: OutcomeWriter
  places: Places
  queue: ReadyQueue
  number: () => LaneNumber
  signal: AbortSignal
  /** A claim has ended. */
  ended: () => void
}

export class Claiming {
  readonly #needs: Needs
  #underWay: Promise<void> | undefined

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** The present claim. */
  get underWay(): Promise<void> | undefined {
    return this.#underWay
  }

  claim(kind: ClaimKind, limit: number): void {
    this.#start(this.#claimAndAdmit(kind, limit), "cannot claim messages; retrying")
  }

  /** Looks for what workers left that are dead, or stood still; where that is due. */
  doubtOthers(): void {
    if (this.#underWay || !this.#needs.claims.isDoubtingDue) return
    this.#start(this.#doubtOthers(), "cannot look for messages of dead workers; retrying")
  }

  #start(work: Promise<void>, trouble: string): void {
    const { logger, number, signal, ended } = this.#needs
    this.#underWay = work
      .catch(async (err) => {
        logger.warn({ err, number: number().id }, trouble)
        await sleep(databaseRetryMs, undefined, { signal }).catch(() => undefined)
      })
      .finally(() => {
        this.#underWay = undefined
        ended()
      })
  }

  async #claimAndAdmit(kind: ClaimKind, limit: number): Promise<void> {
    const { store, claims, outcomes, places, queue, clock } = this.#needs
    const { rows, since } = await claims.claim(kind, limit)
    if (rows.length === 0) return
    const [contents, suppressed] = await Promise.all([
      store.contents(rows.map((row) => row.content_id)),
      store.suppressed(rows),
    ]).catch((error) => {
      outcomes.giveBack(rows)
      throw error
    })
    const number = this.#needs.number()
    const ready: Ready[] = []
    const preferenceLink = (contactId: string | null) => store.preferenceLink(contactId, clock.now())
    for (const row of rows) {
      const admitted = admit(row, { number, contents, suppressed, preferenceLink, since, now: clock.now() })
      if (admitted.kind === "send") ready.push(admitted.ready)
      else if (admitted.kind === "drop") outcomes.drop(row, admitted.reason, admitted.detail)
      else outcomes.waitUntil(row, admitted.until, admitted.reason)
    }
    const withFiles = await addFiles(ready, this.#needs)
    await this.#addSubscribedStates(withFiles)
    const allowed = await this.#heedCaps(number, withFiles, since.wall)
    const { placed, waiting } = await places.find(number, allowed, since.wall).catch((error) => {
      outcomes.giveBack(allowed.map(({ row }) => row))
      throw error
    })
    for (const { row, until } of waiting) outcomes.waitUntil(row, until, "messaging_limit")
    queue.add(placed)
  }

  /** Drops what frequency caps stop. A workspace without any is asked nothing. @returns the others */
  async #heedCaps({ caps }: LaneNumber, ready: readonly Ready[], now: Date): Promise<readonly Ready[]> {
    const { store, outcomes } = this.#needs
    const messages = caps ? ready.flatMap((one) => capableOf(one.row, one.control !== null) ?? []) : []
    const [first] = ready
    if (caps === null || first === undefined || messages.length === 0) return ready
    const { capped, lost } = await store
      .reserve({ claim: first.row.claim, caps, messages, now })
      .catch((error) => {
        outcomes.giveBack(ready.map(({ row }) => row))
        throw error
      })
    for (const { id, row } of ready) {
      const rule = capped.get(id)
      if (rule !== undefined) outcomes.drop(row, "capped", rule)
      else if (lost.has(id)) outcomes.giveBack([row])
    }
    return ready.filter(({ id }) => !capped.has(id) && !lost.has(id))
  }

  /** Where texts name subscription groups. */
  async #addSubscribedStates(all: readonly Ready[]): Promise<void> {
    const asking = all.filter(({ compiled }) => compiled.groupsNamed.length > 0)
    if (asking.length === 0) return
    const { store, outcomes } = this.#needs
    const contactIds = asking.flatMap(({ row }) => row.contact_id ?? [])
    const groupIds = asking.flatMap(({ compiled }) => compiled.groupsNamed)
    const states = await store.subscribedStates(contactIds, groupIds).catch((error) => {
      outcomes.giveBack(all.map(({ row }) => row))
      throw error
    })
    for (const ready of asking) ready.subscribedState = states.get(ready.row.contact_id ?? "") ?? {}
  }

  async #doubtOthers(): Promise<void> {
    const { claims, logger, metrics, number } = this.#needs
    const doubtful = await claims.doubtOthers()
    if (doubtful === 0) return
    metrics.postponed.labels("in_doubt").inc(doubtful)
    logger.warn({ number: number().id, messages: doubtful }, "messages of a dead worker are in doubt")
  }
}
