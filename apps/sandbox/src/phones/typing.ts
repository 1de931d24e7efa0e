declare module "../running.ts" {
  interface Running {
    readonly typing: Typing
  }
}

/** Which businesses are seen typing: for 25 seconds, or until their message comes. */
export class Typing {
  readonly #untilMs = new Map<string, number>()

  show(number: number, person: number, untilMs: number): void {
    this.#untilMs.set(`${number}/${person}`, untilMs)
  }

  stop(number: number, person: number): void {
    if (this.#untilMs.size > 0) this.#untilMs.delete(`${number}/${person}`)
  }

  isShown(number: number, person: number, nowMs: number): boolean {
    const untilMs = this.#untilMs.get(`${number}/${person}`)
    return untilMs !== undefined && nowMs < untilMs
  }

  clear(): void {
    this.#untilMs.clear()
  }
}
