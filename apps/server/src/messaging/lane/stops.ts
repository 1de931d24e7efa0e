/** Why a number sends nothing, told to people and to other processes, and heard from them. */
import type { Logger } from "../../platform/telemetry.ts"
import type { SenderBreakers, Stop } from "../faults/breakers.ts"
import type { LaneNumber } from "../lane-number.ts"
import type { Store } from "./store.ts"

/** What a probe may take: until it is answered the number is still held for everyone who reads it. */
const answerMs = 20_000
/** A hold that ends so much later than the next probe is somebody else's. */
const foreignMs = answerMs + 5_000

const retryMs = 1_000

interface Needs {
  store: Pick<Store, "hold" | "lift">
  breakers: () => SenderBreakers
  logger: Logger
  /** The domain's, in milliseconds. */
  nowMs: () => number
}

type Shown = Pick<Stop, "scope" | "code" | "nextMs">

export class Stops {
  readonly #needs: Needs
  /** What the database says by us; undefined: not known. */
  #shown: Shown | null | undefined = null
  #writing: Promise<void> | undefined
  /** Monotonic: what could not be written is not tried again before. */
  #retryMs = 0

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /** Writes what stops the number now, where that is something else than before. */
  show(): void {
    const { breakers, logger, nowMs } = this.#needs
    const { stop } = breakers()
    if (this.#writing || stop?.nextMs === null || isSame(stop, this.#shown)) return
    if (performance.now() < this.#retryMs) return
    const before = this.#shown
    this.#shown = stop
    if (stop && (!before || before.code !== stop.code))
      logger.error(
        { ...stop, until: new Date(stop.nextMs ?? nowMs()) },
        "the number waits: Meta takes no message of it",
      )
    if (!stop) logger.info("the number sends again")
    this.#writing = this.#write(stop, before ?? null)
      .catch((error) => {
        this.#shown = undefined
        this.#retryMs = performance.now() + retryMs
        logger.warn({ err: error }, "cannot say why the number waits")
      })
      .finally(() => {
        this.#writing = undefined
      })
  }

  async #write(stop: Stop | null, before: Shown | null): Promise<void> {
    const { store } = this.#needs
    if (before && (before.code !== stop?.code || before.scope !== stop.scope))
      await store.lift(before.scope, before.code)
    if (stop?.nextMs)
      await store.hold(stop.passes ? "number" : stop.scope, {
        until: new Date(stop.nextMs + answerMs),
        code: stop.code,
      })
  }

  /** Resolves when what was to be written is. */
  get written(): Promise<void> | undefined {
    return this.#writing
  }

  /** To be asked before the number is read: whether what is read then counts. */
  mark(): () => boolean {
    const shown = this.#shown
    const isQuiet = this.#writing === undefined
    return () => isQuiet && this.#writing === undefined && this.#shown === shown
  }

  /**
   * What the number as it was read says: others may have held it, or let it go.
   * @returns Meta's code by which they hold it since
   */
  follow({ heldUntil, holdCode }: Pick<LaneNumber, "heldUntil" | "holdCode">): number | null {
    const breakers = this.#needs.breakers()
    const nowMs = this.#needs.nowMs()
    const { stop } = breakers
    if (heldUntil === null) {
      if (stop && this.#shown) {
        breakers.lift()
        this.#shown = null
      }
      return null
    }
    const untilMs = heldUntil.getTime()
    if (stop?.nextMs === null || untilMs <= (stop?.nextMs ?? nowMs) + (stop ? foreignMs : 0)) return null
    breakers.hold({ code: holdCode, untilMs }, nowMs)
    return holdCode
  }

  /** What the number says as its lane begins: what held it last is still to be tried. */
  begin({ heldUntil, holdCode }: Pick<LaneNumber, "heldUntil" | "holdCode">): void {
    const breakers = this.#needs.breakers()
    const nowMs = this.#needs.nowMs()
    const { stop } = breakers
    if (heldUntil === null) {
      if (stop && stop.scope !== "meta") breakers.lift()
    } else if (!stop) breakers.hold({ code: holdCode, untilMs: Math.max(nowMs, heldUntil.getTime()) }, nowMs)
    const present = breakers.stop
    this.#shown = present && heldUntil !== null ? { ...present } : null
  }
}

const isSame = (stop: Stop | null, shown: Shown | null | undefined): boolean =>
  shown !== undefined &&
  (stop === null || shown === null
    ? stop === shown
    : stop.code === shown.code && stop.scope === shown.scope && stop.nextMs === shown.nextMs)
