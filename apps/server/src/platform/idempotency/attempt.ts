import { z } from "zod"
import { type Database, type EffectWatch, type Lease, type Tx, watchedBy } from "../database/index.ts"
import { Problem } from "../errors.ts"
import type { SecretBox } from "../secrets.ts"
import { freeKey, markActed, markAsking, storeAnswer } from "./keys.ts"

interface Answer {
  status: number
  body: string
}

const withId = z.object({ id: z.uuid() })

/**
 * One attempt at a request that has claimed its key. It watches what the request does: the mark that it took effect
 * commits in the same transaction as the effect, so after a crash at any moment one knows whether there is anything that
 * must not be done twice. An attempt whose key was taken over, as its process seemed dead, cannot commit any more.
 */
export class Attempt implements EffectWatch {
  readonly #id: string
  readonly #within: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly #secrets: SecretBox
  readonly #lease: Lease
  /** Something was done that must not be done again. */
  #hasActed = false

  constructor(options: {
    id: string
    db: Database
    workspaceId: string | undefined
    secrets: SecretBox
    lease: Lease
  }) {
    const { id, db, workspaceId, secrets, lease } = options
    this.#id = id
    this.#secrets = secrets
    this.#lease = lease
    // What is written about the request is none of its effects.
    this.#within = (work) =>
      watchedBy(undefined, () =>
        workspaceId === undefined ? db.system(work) : db.workspace(workspaceId, work),
      )
  }

  async beforeCommit(tx: Tx): Promise<() => void> {
    if (this.#hasActed) return () => undefined
    const { wrote, isOwn } = await markActed(tx, this.#id)
    if (wrote && !isOwn) throw takenOver()
    return () => {
      this.#hasActed ||= wrote
    }
  }

  async beforeCall(): Promise<(mayBeDone: boolean) => void> {
    if (!this.#hasActed && !(await this.#within((tx) => markAsking(tx, this.#id)))) throw takenOver()
    return (mayBeDone) => {
      this.#hasActed ||= mayBeDone
    }
  }

  /**
   * The request is over: its answer is kept when it succeeded, or failed after something was done. A failure before that
   * gives the key back, so that the request can be corrected or tried again.
   */
  async end(answer: Answer): Promise<void> {
    try {
      const isKept = answer.status < 400 || this.#hasActed
      await this.#within((tx) =>
        isKept ? storeAnswer(tx, this.#id, this.#seal(answer)) : freeKey(tx, this.#id),
      )
      this.#hasActed = isKept
    } finally {
      await this.#lease.release().catch(() => undefined) // it went with its connection
    }
  }

  #seal({ status, body }: Answer) {
    const named = withId.safeParse(body === "" ? undefined : JSON.parse(body))
    return {
      status,
      sealed: this.#secrets.seal(body, this.#id),
      subjectId: named.success ? named.data.id : null,
    }
  }
}

const takenOver = () =>
  new Problem("idempotency_in_progress", "Another attempt at this request has taken its place.")
