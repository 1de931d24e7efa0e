import { waitAtMost } from "../../platform/until-aborted.ts"

/** Texts that take longer than this to render hold up no other message of their number. */
const patienceMs = 1_000

/** One lane's batch of texts that a process apart renders; the next batch with such texts waits a moment for its turn. */
export class RenderingTurn {
  #underWay: Promise<void> | undefined
  #sinceMs = 0

  /** The present batch, until its messages are posted. */
  get underWay(): Promise<void> | undefined {
    return this.#underWay
  }

  /** @returns whether the next batch may start; at once, where the present one has taken long enough already */
  async isFree(): Promise<boolean> {
    if (this.#underWay === undefined) return true
    return waitAtMost(Math.max(0, this.#sinceMs + patienceMs - performance.now()), this.#underWay)
  }

  begin(work: Promise<void>): void {
    this.#sinceMs = performance.now()
    this.#underWay = work.finally(() => {
      this.#underWay = undefined
    })
  }
}
