/** Stops what would be refused, and finds out with single messages when it no longer is. */

/** Answers that are looked at. */
const window = 20
/** With fewer than these nothing is concluded: one answer proves no outage. */
const fewest = 5
const firstProbeMs = 1_000
/** After one that waited 30 s for an answer, and Meta returned meanwhile, posting resumes within a minute all the same. */
const longestProbeMs = 25_000
/** Where a person has to do something, asking more often would not help. */
const lastingProbeMs = 60_000
/** The longest where each probe costs a message: Meta takes it and lets it fail later. */
const longestLateProbeMs = 32 * 60_000
/** How long a message that Meta took may take to fail by a status. */
const trialMs = 30_000

/** Why it is open. */
export interface Trouble {
  /** Meta's; null: it cannot be reached, or does not answer. */
  code: number | null
  /** By itself, within minutes. */
  passes: boolean
  /** Meta tells it in statuses as well: that it takes a message proves nothing yet. */
  comesLate: boolean
}

export type Answer =
  | "accepted"
  /** Neither taken nor a sign of trouble: the message itself was refused. */
  | "other"
  /** A sign of trouble that passes. */
  | "trouble"

/** What a post was started as. */
export interface Pass {
  isProbe: boolean
  /** How often the breaker had opened or closed before. */
  turn: number
}

export type Admission = { kind: "go" } | { kind: "probe" } | { kind: "wait"; ms: number }

type State =
  | { is: "closed" }
  | { is: "open"; trouble: Trouble; probeMs: number; delayMs: number }
  /** A probe is under way. */
  | { is: "probing"; trouble: Trouble; delayMs: number }
  /** A probe was taken, and may yet fail by a status. */
  | { is: "trial"; trouble: Trouble; delayMs: number; endsMs: number }

/**
 * Closed, it lets everything pass and looks at the answers: it opens when half of the last ones are trouble, and at once for a
 * trouble that lasts. Open, it lets one message at a time pass, later and later, and closes when Meta takes one, or is there again to refuse one for itself. All times are
 * in milliseconds.
 */
export class Breaker {
  #state: State = { is: "closed" }
  #turn = 0
  #recent: boolean[] = []

  /** Why nothing but probes passes; null: everything does. */
  get trouble(): Trouble | null {
    return this.#state.is === "closed" ? null : this.#state.trouble
  }

  /** When something passes next; null while that depends on an answer, or nothing stops it. */
  get nextMs(): number | null {
    if (this.#state.is === "open") return this.#state.probeMs
    return this.#state.is === "trial" ? this.#state.endsMs : null
  }

  ask(nowMs: number): Admission {
    const state = this.#state
    switch (state.is) {
      case "closed":
        return { kind: "go" }
      case "open":
        return state.probeMs <= nowMs ? { kind: "probe" } : { kind: "wait", ms: state.probeMs - nowMs }
      case "probing":
        return { kind: "wait", ms: firstProbeMs }
      case "trial":
        if (state.endsMs > nowMs) return { kind: "wait", ms: state.endsMs - nowMs }
        this.close()
        return { kind: "go" }
    }
  }

  /** A post starts. */
  begin(): Pass {
    const state = this.#state
    if (state.is !== "open") return { isProbe: false, turn: this.#turn }
    this.#state = { is: "probing", trouble: state.trouble, delayMs: state.delayMs }
    return { isProbe: true, turn: this.#turn }
  }

  /** What a post came to that started as `pass`. Of what started before it opened or closed nothing is learned. */
  learn(pass: Pass, answer: Answer, trouble: Trouble, nowMs: number): void {
    if (pass.turn !== this.#turn) return
    const state = this.#state
    if (state.is === "probing" && pass.isProbe) {
      const { passes, comesLate } = state.trouble
      // What Meta refuses for itself shows as well that an outage is over; of an account that is locked it shows nothing.
      const isOver = answer === "accepted" || (passes && answer === "other")
      const isLatest = answer === "trouble" && trouble.passes === passes
      if (!isOver) this.#askAgain(isLatest ? { ...state, trouble } : state, nowMs)
      else if (comesLate && !passes) this.#state = { ...state, is: "trial", endsMs: nowMs + trialMs }
      else this.close()
      return
    }
    if (state.is !== "closed") return
    this.#recent.push(answer === "trouble")
    if (this.#recent.length > window) this.#recent.shift()
    const troubled = this.#recent.filter((isTrouble) => isTrouble).length
    if (this.#recent.length >= fewest && troubled * 2 >= this.#recent.length) this.open(trouble, nowMs)
  }

  /** A post that started as `pass` was none after all, so that it tells nothing: the next one is the probe. */
  forget(pass: Pass, nowMs: number): void {
    const state = this.#state
    if (state.is === "probing" && pass.isProbe && pass.turn === this.#turn)
      this.#state = { is: "open", trouble: state.trouble, delayMs: state.delayMs, probeMs: nowMs }
  }

  /** Stops everything, until `untilMs` at least where that is said. Of two troubles the one that lasts counts. */
  open(trouble: Trouble, nowMs: number, untilMs?: number): void {
    const state = this.#state
    const start = (delayMs: number) => {
      this.#turn++
      this.#recent = []
      this.#state = { is: "open", trouble, delayMs, probeMs: untilMs ?? nowMs + delayMs }
    }
    if (state.is === "closed" || (state.trouble.passes && !trouble.passes)) start(firstDelayMs(trouble))
    else if (state.is === "trial") this.#waitLonger(state, nowMs, untilMs)
    else if (state.is === "open" && untilMs !== undefined)
      this.#state = { ...state, probeMs: Math.max(state.probeMs, untilMs) }
  }

  /** Lets everything pass: what stopped it is over. */
  close(): void {
    if (this.#state.is === "closed") return
    this.#turn++
    this.#state = { is: "closed" }
  }

  /** The probe was refused, and cost no message. */
  #askAgain(state: { trouble: Trouble; delayMs: number }, nowMs: number): void {
    if (state.trouble.passes) this.#waitLonger(state, nowMs)
    else this.#state = { ...state, is: "open", probeMs: nowMs + lastingProbeMs }
  }

  #waitLonger(
    { trouble, delayMs }: { trouble: Trouble; delayMs: number },
    nowMs: number,
    untilMs: number = nowMs,
  ): void {
    const longer = longerMs(trouble, delayMs)
    this.#state = { is: "open", trouble, probeMs: Math.max(untilMs, nowMs + longer), delayMs: longer }
  }
}

const firstDelayMs = ({ passes }: Trouble): number => (passes ? firstProbeMs : lastingProbeMs)

function longerMs({ passes, comesLate }: Trouble, delayMs: number): number {
  if (passes) return Math.min(2 * delayMs, longestProbeMs)
  return comesLate ? Math.min(2 * delayMs, longestLateProbeMs) : lastingProbeMs
}
