/** The queue in front of one callback of one app for one account. The tail of a long queue stays on disk. */
import type { Store } from "../store/database.ts"
import { type Update, updateSchema } from "./update.ts"

/** Updates of one channel in memory; beyond it they wait in the state file only. */
const maxInMemory = 20_000
const refillBelow = 5_000

export interface ChannelAddress {
  appId: string
  /** Business account (or portfolio) the updates are about. */
  accountId: string
  url: string
}

export class Channel {
  readonly key: string
  readonly address: ChannelAddress
  /** The channel's number on the agenda. */
  readonly ref: number
  inFlight = 0
  /** After a connection failed, new updates wait until this virtual instant. */
  coolUntilMs = 0
  failuresInRow = 0
  /** Real instant (performance.now) of the last POST that was sent without being full. */
  lastPostAt = Number.NEGATIVE_INFINITY
  isLingering = false
  readonly #store: Store
  #waiting: Update[] = []
  #delayed: { update: Update; dueMs: number }[] = []
  #onDisk = 0
  #lastInMemory = 0

  constructor(key: string, ref: number, store: Store) {
    this.key = key
    this.address = addressOf(key)
    this.ref = ref
    this.#store = store
  }

  static keyOf(address: ChannelAddress): string {
    return `${address.appId} ${address.accountId} ${address.url}`
  }

  get length(): number {
    return this.#waiting.length + this.#delayed.length + this.#onDisk
  }

  /** Updates that may be sent now. */
  get ready(): number {
    return this.#waiting.length + this.#onDisk
  }

  /** Adds at the end. False when it was left to the disk: the caller writes it and lets it go. */
  push(update: Update): boolean {
    if (this.#onDisk > 0 || this.#waiting.length >= maxInMemory) {
      this.#onDisk += 1
      return false
    }
    this.#waiting.push(update)
    this.#lastInMemory = update.id
    return true
  }

  delay(update: Update, dueMs: number): void {
    this.#delayed.push({ update, dueMs })
  }

  /** Moves what has waited long enough to the queue. */
  release(nowMs: number): void {
    if (this.#delayed.length === 0) return
    const due = this.#delayed.filter((delayed) => delayed.dueMs <= nowMs)
    this.#delayed = this.#delayed.filter((delayed) => delayed.dueMs > nowMs)
    for (const { update } of due) {
      this.#waiting.push(update)
      this.#lastInMemory = Math.max(this.#lastInMemory, update.id)
    }
  }

  /** Takes up to `count` updates from the front, or from anywhere when `shuffle` picks (0 to 1 for each). */
  take(count: number, shuffle?: () => number): Update[] {
    if (this.#onDisk > 0 && this.#waiting.length < refillBelow) this.#refill()
    if (shuffle !== undefined) {
      for (let i = this.#waiting.length - 1; i > 0; i--)
        swap(this.#waiting, i, Math.floor(shuffle() * (i + 1)))
    }
    if (count >= this.#waiting.length) {
      const all = this.#waiting
      this.#waiting = []
      return all
    }
    return this.#waiting.splice(0, count)
  }

  /** Counts what an earlier run left on disk for this channel. */
  adopt(count: number): void {
    this.#onDisk += count
  }

  #refill(): void {
    this.#store.flush()
    const rows = this.#store.database
      .prepare("SELECT * FROM updates WHERE channel = ? AND id > ? ORDER BY id LIMIT ?")
      .all(this.key, this.#lastInMemory, maxInMemory - this.#waiting.length)
    for (const row of rows) {
      this.#waiting.push({ ...updateSchema.parse(row), id: Number(row.id), isStored: true, isSettled: false })
      this.#lastInMemory = Number(row.id)
    }
    this.#onDisk = rows.length === 0 ? 0 : Math.max(0, this.#onDisk - rows.length)
  }
}

function addressOf(key: string): ChannelAddress {
  const [appId = "", accountId = "", ...url] = key.split(" ")
  return { appId, accountId, url: url.join(" ") }
}

function swap(list: Update[], a: number, b: number): void {
  const first = list[a]
  const second = list[b]
  if (first === undefined || second === undefined) return
  list[a] = second
  list[b] = first
}
