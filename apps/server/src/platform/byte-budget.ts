import { Problem } from "./errors.ts"

/** Gives the room back. */
export type Leave = () => void

interface Waiting {
  bytes: number
  enter: () => void
}

interface ByteBudgetOptions {
  /** The most that is held at once. */
  bytes: number
  /** How long somebody waits in line before they are told to come again. */
  waitMs: number
  /** Hears how much is held after every change. */
  onChange?: (held: number) => void
}

/**
 * Bounds what all callers together hold in memory. Those for whom there is no room wait in line; a large one is not
 * overtaken by smaller ones, or it might wait for ever.
 */
export class ByteBudget {
  readonly #bytes: number
  readonly #waitMs: number
  readonly #onChange: (held: number) => void
  #held = 0
  #line: Waiting[] = []

  constructor({ bytes, waitMs, onChange = () => {} }: ByteBudgetOptions) {
    this.#bytes = bytes
    this.#waitMs = waitMs
    this.#onChange = onChange
  }

  /**
   * Runs `use` once there is room for so many bytes, and keeps the room until it has settled.
   * @throws Problem unavailable when there was no room in time
   */
  async hold<T>(bytes: number, use: () => Promise<T>): Promise<T> {
    const leave = await this.enter(bytes)
    try {
      return await use()
    } finally {
      leave()
    }
  }

  /**
   * Waits until there is room for so many bytes.
   * @returns what gives the room back; to be called once
   * @throws Problem unavailable when there was no room in time
   */
  async enter(bytes: number): Promise<Leave> {
    if (bytes > this.#bytes) throw new RangeError(`${bytes} bytes never fit into ${this.#bytes}`)
    await this.#waitInLine(bytes)
    return () => {
      this.#change(-bytes)
      this.#admit()
    }
  }

  #waitInLine(bytes: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = {
        bytes,
        enter: () => {
          clearTimeout(timer)
          this.#change(bytes)
          resolve()
        },
      }
      const timer = setTimeout(() => {
        this.#line = this.#line.filter((other) => other !== waiting)
        reject(tooBusy())
        this.#admit()
      }, this.#waitMs)
      this.#line.push(waiting)
      this.#admit()
    })
  }

  #admit(): void {
    for (let next = this.#line[0]; next && this.#held + next.bytes <= this.#bytes; next = this.#line[0]) {
      this.#line.shift()
      next.enter()
    }
  }

  #change(bytes: number): void {
    this.#held += bytes
    this.#onChange(this.#held)
  }
}

const tooBusy = () =>
  new Problem("unavailable", "Too many large requests are being handled at this moment.", {
    retryAfterSeconds: 10,
  })
