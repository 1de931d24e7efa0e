/**
 * Everything that waits for its time: statuses, reviews, retries of webhooks.
 *
 * A binary heap over two typed arrays: 24 bytes for each thing that waits, so a million statuses may wait
 * in 24 MB and one timer serves them all. Nothing here is stored: code that plans something keeps enough in
 * the state to plan it again after a restart, and cancels by ignoring a reference that has lost its meaning.
 */
import type { Clock } from "./clock.ts"

const duties = ["status", "review", "retry", "person", "release", "assessment", "archival", "name"] as const
export type Duty = (typeof duties)[number]

/** Receives what has come due, oldest first; `dues` are the planned instants in virtual milliseconds. */
export type DutyHandler = (refs: readonly number[], dues: readonly number[]) => void

const maxGroup = 2_000
/** Work for at most this long before the HTTP server gets its turn again. */
const sliceMs = 25
/** Due things within this distance share one wake-up; below it timers cost more than they are worth. */
const grainMs = 5
const maxTimeoutMs = 2_000_000_000

export class Agenda {
  readonly #clock: Clock
  readonly #handlers = new Map<Duty, DutyHandler>()
  readonly #sizes = new Map<Duty, number>()
  #dues = new Float64Array(1024)
  #refs = new Float64Array(1024)
  #duties = new Uint8Array(1024)
  #size = 0
  #timer: NodeJS.Timeout | undefined
  #timerDueMs = Number.POSITIVE_INFINITY
  #running = false
  #stopped = false
  #waiters: (() => void)[] = []

  constructor(clock: Clock) {
    this.#clock = clock
    clock.onMove(() => this.#plan(true))
  }

  on(duty: Duty, handler: DutyHandler): void {
    this.#handlers.set(duty, handler)
  }

  /** Plans `ref` (a number its handler understands) for the virtual instant `dueMs`. */
  at(dueMs: number, duty: Duty, ref: number): void {
    if (this.#size === this.#dues.length) this.#grow()
    let i = this.#size++
    while (i > 0) {
      const parent = (i - 1) >> 1
      if ((this.#dues[parent] ?? 0) <= dueMs) break
      this.#copy(parent, i)
      i = parent
    }
    this.#dues[i] = dueMs
    this.#refs[i] = ref
    this.#duties[i] = duties.indexOf(duty)
    this.#sizes.set(duty, (this.#sizes.get(duty) ?? 0) + 1)
    if (!this.#running && dueMs < this.#timerDueMs) this.#plan(false)
  }

  /** How many things of this duty wait. */
  count(duty: Duty): number {
    return this.#sizes.get(duty) ?? 0
  }

  /** When the first of all things is due; Infinity when nothing waits. */
  get nextDueMs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#dues[0] ?? 0)
  }

  /** Resolves when nothing is due any more at the present virtual instant. */
  caughtUp(): Promise<void> {
    if (!this.#running && !this.#isDue()) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiters.push(resolve)
      this.#plan(true)
    })
  }

  clear(): void {
    this.#size = 0
    this.#sizes.clear()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #isDue(): boolean {
    return this.#size > 0 && (this.#dues[0] ?? 0) <= this.#clock.nowMs()
  }

  #plan(evenIfLater: boolean): void {
    if (this.#stopped || this.#running) return
    const due = this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#dues[0] ?? 0)
    if (!evenIfLater && due >= this.#timerDueMs) return
    clearTimeout(this.#timer)
    this.#timerDueMs = due
    const delay = this.#clock.realDelayMs(due)
    if (delay === Number.POSITIVE_INFINITY) {
      this.#timerDueMs = Number.POSITIVE_INFINITY
      this.#release()
      return
    }
    this.#timer = setTimeout(
      () => this.#run(),
      Math.min(delay === 0 ? 0 : Math.max(delay, grainMs), maxTimeoutMs),
    )
  }

  #run(): void {
    if (this.#stopped) return
    this.#running = true
    const began = performance.now()
    while (this.#isDue() && performance.now() - began < sliceMs) this.#runGroup()
    this.#running = false
    this.#timerDueMs = Number.POSITIVE_INFINITY
    this.#release()
    this.#plan(true)
  }

  #runGroup(): void {
    const now = this.#clock.nowMs()
    const duty = this.#duties[0] ?? 0
    const refs: number[] = []
    const dues: number[] = []
    while (this.#size > 0 && refs.length < maxGroup && this.#duties[0] === duty) {
      const due = this.#dues[0] ?? 0
      if (due > now) break
      dues.push(due)
      refs.push(this.#refs[0] ?? 0)
      this.#removeFirst()
    }
    const name = duties[duty]
    if (name === undefined) return
    this.#sizes.set(name, Math.max(0, (this.#sizes.get(name) ?? 0) - refs.length))
    this.#handlers.get(name)?.(refs, dues)
  }

  #release(): void {
    if (this.#waiters.length === 0 || this.#isDue()) return
    const waiters = this.#waiters
    this.#waiters = []
    for (const resolve of waiters) resolve()
  }

  #removeFirst(): void {
    const last = --this.#size
    if (last <= 0) return
    const due = this.#dues[last] ?? 0
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= last) break
      if (child + 1 < last && (this.#dues[child + 1] ?? 0) < (this.#dues[child] ?? 0)) child += 1
      if ((this.#dues[child] ?? 0) >= due) break
      this.#copy(child, i)
      i = child
    }
    this.#copy(last, i)
  }

  #copy(from: number, to: number): void {
    this.#dues[to] = this.#dues[from] ?? 0
    this.#refs[to] = this.#refs[from] ?? 0
    this.#duties[to] = this.#duties[from] ?? 0
  }

  #grow(): void {
    const length = this.#dues.length * 2
    const dues = new Float64Array(length)
    const refs = new Float64Array(length)
    const duties = new Uint8Array(length)
    dues.set(this.#dues)
    refs.set(this.#refs)
    duties.set(this.#duties)
    this.#dues = dues
    this.#refs = refs
    this.#duties = duties
  }
}
