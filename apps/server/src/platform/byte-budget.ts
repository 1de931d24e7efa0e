import { Problem } from "./errors.ts"

/** Gives the room back. */
export type Leave = () => void

interface Waiting {
  bytes: number
  owner: string | undefined
  enter: () => void
}

interface ByteBudgetOptions {
  /** The most that is held at once. */
  bytes: number
  /** The most of it that one owner holds, so that others have some, too. All of it where it is not said. */
  bytesOfOne?: number
  /** How long someone waits in line before they are told to come again. */
  waitMs: number
  /** Hears how much is held after every change. */
  onChange?: (held: number) => void
}

/**
 * Bounds what all callers together hold in memory. Callers for which there is no room wait in line; a large one is not
 * overtaken by smaller ones, or it might wait forever. Someone who has all of their own share is passed over.
 */
export class ByteBudget {
  readonly #bytes: number
  readonly #bytesOfOne: number
  readonly #waitMs: number
  readonly #onChange: (held: number) => void
  #held = 0
  readonly #heldBy = new Map<string, number>()
  #line: Waiting[] = []

  constructor({ bytes, bytesOfOne = bytes, waitMs, onChange = () => {} }: ByteBudgetOptions) {
    this.#bytes = bytes
    this.#bytesOfOne = bytesOfOne
    this.#waitMs = waitMs
    this.#onChange = onChange
  }

  /**
   * Runs `use` once there is room for so many bytes, and keeps the room until it has settled.
   * @throws Problem unavailable when there was no room in time
   */
  async hold<T>(bytes: number, use: () => Promise<T>, owner?: string): Promise<T> {
    const leave = await this.enter(bytes, owner)
    try {
      return await use()
    } finally {
      leave()
    }
  }

  /**
   * Waits until there is room for so many bytes.
   * @param owner whose share they are of, such as a workspace; undefined: nobody's
   * @returns what gives the room back; to be called once
   * @throws Problem unavailable when there was no room in time
   */
  async enter(bytes: number, owner?: string): Promise<Leave> {
    const most = owner === undefined ? this.#bytes : this.#bytesOfOne
    if (bytes > most) throw new RangeError(`${bytes} bytes never fit into ${most}`)
    await this.#waitInLine(bytes, owner)
    return () => {
      this.#change(-bytes, owner)
      this.#admit()
    }
  }

  #waitInLine(bytes: number, owner: string | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = {
        bytes,
        owner,
        enter: () => {
          clearTimeout(timer)
          this.#change(bytes, owner)
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
    const line = this.#line
    this.#line = []
    for (const [place, waiting] of line.entries()) {
      if (!this.#hasShare(waiting)) this.#line.push(waiting)
      else if (this.#held + waiting.bytes <= this.#bytes) waiting.enter()
      else {
        this.#line.push(...line.slice(place))
        return
      }
    }
  }

  #hasShare({ bytes, owner }: Waiting): boolean {
    return owner === undefined || (this.#heldBy.get(owner) ?? 0) + bytes <= this.#bytesOfOne
  }

  #change(bytes: number, owner: string | undefined): void {
    this.#held += bytes
    if (owner !== undefined) {
      const held = (this.#heldBy.get(owner) ?? 0) + bytes
      if (held > 0) this.#heldBy.set(owner, held)
      else this.#heldBy.delete(owner)
    }
    this.#onChange(this.#held)
  }
}

const tooBusy = () =>
  new Problem("unavailable", "Too many large requests are being handled at this moment.", {
    retryAfterSeconds: 10,
  })
