/** Saves a draft on the server while it is being written: soon after each change, one request at a time, and at once when the page is left. */

/** How an attempt to save ended. */
export type Outcome =
  | { kind: "saved"; revision: number }
  /** Someone else changed, submitted or discarded it: nothing is overwritten. */
  | { kind: "conflict"; problem: unknown }
  /** The same would be refused again. */
  | { kind: "refused"; problem: unknown }
  /** No answer came, or none that says what happened. */
  | { kind: "unknown" }

export type SavingState =
  | { kind: "unchanged" | "saved" | "saving" | "unsaved" }
  | { kind: "conflict" | "refused"; problem: unknown }

interface Saving<Content> {
  /**
   * Asks the server.
   * @param revision what the server has told last; undefined: it knows nothing yet, or is to be overwritten
   * @param isLeaving the request has to outlive the page
   */
  save: (content: Content, revision: number | undefined, isLeaving: boolean) => Promise<Outcome>
  /** Keeps in this browser what may not have arrived; undefined: all of it has. Never throws. */
  keepUnsent: (content: Content | undefined, revision: number | undefined) => void
  /** What the server has told when the draft was opened. */
  revision: number | undefined
}

/** Typing goes on for longer than this between two requests. */
export const pauseMs = 600
const retryMs = 5_000

export class DraftSaver<Content> {
  readonly #saving: Saving<Content>
  readonly #listeners = new Set<() => void>()
  #state: SavingState = { kind: "unchanged" }
  #revision: number | undefined
  /** What is not known to be saved. */
  #unsaved: Content | undefined
  #underWay: Promise<void> | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isOver = false

  constructor(saving: Saving<Content>) {
    this.#saving = saving
    this.#revision = saving.revision
  }

  get state(): SavingState {
    return this.#state
  }

  get revision(): number | undefined {
    return this.#revision
  }

  /** Whether the server has heard of the draft. */
  get isKept(): boolean {
    return this.#revision !== undefined
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The draft as it is now; saved after a pause. */
  write(content: Content): void {
    if (this.#isOver) return
    this.#unsaved = content
    if (this.#state.kind === "conflict") return
    this.#tell({ kind: "unsaved" })
    this.#later(pauseMs)
  }

  /** Saves what is unsaved; resolves when nothing is under way any more. Never rejects. */
  async settle(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#underWay
    if (this.#unsaved === undefined || this.#isOver || this.#state.kind === "conflict") return
    this.#underWay = this.#send(false).finally(() => {
      this.#underWay = undefined
    })
    await this.#underWay
  }

  /** The page is left: what is unsaved goes out beside anything under way, and stays in this browser until it has arrived. */
  leave(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#unsaved === undefined || this.#isOver) return this.#underWay ?? Promise.resolve()
    this.#saving.keepUnsent(this.#unsaved, this.#revision)
    return this.#state.kind === "conflict" ? Promise.resolve() : this.#send(true)
  }

  /** The server has another version: nothing is saved until it is decided which one stays. */
  stopFor(problem: unknown): void {
    clearTimeout(this.#timer)
    if (!this.#isOver) this.#tell({ kind: "conflict", problem })
  }

  /** Saves this version in the place of whatever the server has. */
  overwrite(content: Content): Promise<void> {
    this.#revision = undefined
    this.#unsaved = content
    this.#tell({ kind: "unsaved" })
    return this.settle()
  }

  /** It was submitted or discarded: nothing is saved any more. */
  end(): void {
    this.retire()
    this.#unsaved = undefined
    this.#saving.keepUnsent(undefined, undefined)
  }

  /** Another one saves the draft from here on. */
  retire(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  async #send(isLeaving: boolean): Promise<void> {
    const sent = this.#unsaved
    if (sent === undefined) return
    this.#tell({ kind: "saving" })
    const outcome = await this.#saving
      .save(sent, this.#revision, isLeaving)
      .catch((): Outcome => ({ kind: "unknown" }))
    if (!this.#isOver) this.#hear(outcome, sent)
  }

  #hear(outcome: Outcome, sent: Content): void {
    if (outcome.kind === "saved") {
      this.#revision = Math.max(this.#revision ?? 0, outcome.revision)
      if (this.#unsaved === sent) {
        this.#unsaved = undefined
        this.#saving.keepUnsent(undefined, undefined)
        this.#tell({ kind: "saved" })
      } else this.#again(pauseMs)
    } else if (outcome.kind === "unknown") this.#again(retryMs)
    else this.#tell({ kind: outcome.kind, problem: outcome.problem })
  }

  #again(ms: number): void {
    this.#tell({ kind: "unsaved" })
    this.#later(ms)
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.settle(), ms)
  }

  #tell(state: SavingState): void {
    if (state.kind === this.#state.kind && !("problem" in state)) return
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
