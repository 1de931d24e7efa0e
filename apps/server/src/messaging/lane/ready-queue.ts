import type { CompiledContent } from "../content/compile.ts"
import type { PersonalTarget } from "../content/tracked-texts.ts"
import type { ClaimedRow } from "../outbox/claim.ts"
import type { Link } from "./contact-order.ts"
import type { Instant } from "./freshness.ts"

/** A claimed message that may go, as far as its contact and its template are concerned. */
export interface Ready extends Link {
  row: ClaimedRow
  to: ClaimedRow["to"]
  contact: NonNullable<ClaimedRow["contact"]> & { preference_link?: string }
  /** The contact's states by subscription group, where the content names one. */
  subscribedState?: Readonly<Record<string, string>>
  /** Meta's ids of files of the media library, where the content shows some. */
  metaIds?: ReadonlyMap<string, string>
  /** When the claim began: what is known of it is of then. */
  since: Instant
  /** It is written outside the service window: the person counts in the messaging limit. */
  opensConversation: boolean
  /** Why it is left out after everything else, for comparison; null: it is sent. */
  control: "control" | "workspace_control" | null
  compiled: CompiledContent
  /** Where its personal links lead, once it is composed. */
  targets?: readonly PersonalTarget[] | undefined
  /** null when it is none, or of a single message: each of those is judged for itself. */
  templateId: string | null
  /** The template that it is sent as, where that is marketing; null: it is something else. */
  marketingTemplate: string | null
  /** Unless its campaign says otherwise, it goes as its account sends marketing. */
  wantsOptimized: boolean
  isUrgent: boolean
}

/** A message in whose turn its text was rendered by a process apart: it goes before all others. */
export interface Rendered {
  ready: Ready
  content: string
}

/** What is claimed and waits for its place: those that someone waits for go first, whatever was claimed before. */
export class ReadyQueue {
  #rendered: Rendered[] = []
  #urgent: Ready[] = []
  #ordinary: Ready[] = []

  get length(): number {
    return this.#urgent.length + this.#ordinary.length
  }

  get urgentLength(): number {
    return this.#urgent.length
  }

  get isEmpty(): boolean {
    return this.length === 0 && this.#rendered.length === 0
  }

  add(all: readonly Ready[]): void {
    for (const ready of all) (ready.isUrgent ? this.#urgent : this.#ordinary).push(ready)
  }

  addRendered(rendered: Rendered): void {
    this.#rendered.push(rendered)
  }

  /** Who is next: whose turn has started, then who is urgent. */
  get first(): Ready | undefined {
    return this.#rendered[0]?.ready ?? this.#urgent[0] ?? this.#ordinary[0]
  }

  /** @returns with its text, where that is rendered already */
  take(): { ready: Ready; content?: string } | undefined {
    const rendered = this.#rendered.shift()
    if (rendered) return rendered
    const ready = this.#urgent.shift() ?? this.#ordinary.shift()
    return ready && { ready }
  }

  /** Takes out those that were claimed too long ago; of those whose turn has started, nobody waits here for long. */
  takeStale(isStale: (ready: Ready) => boolean): Ready[] {
    const heads = [this.#urgent[0], this.#ordinary[0]]
    if (!heads.some((head) => head !== undefined && isStale(head))) return []
    const stale = [...this.#urgent, ...this.#ordinary].filter(isStale)
    this.#urgent = this.#urgent.filter((ready) => !isStale(ready))
    this.#ordinary = this.#ordinary.filter((ready) => !isStale(ready))
    return stale
  }

  /** Empties it. */
  takeAll(): { ready: Ready[]; rendered: Rendered[] } {
    const all = { ready: [...this.#urgent, ...this.#ordinary], rendered: this.#rendered }
    this.#urgent = []
    this.#ordinary = []
    this.#rendered = []
    return all
  }
}
