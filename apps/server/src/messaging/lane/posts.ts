/** From a message whose place has come to what Meta said of it, in the order of each contact. */
import type { SendOutcome } from "@parley/whatsapp/graph"
import type { SendEndpoint } from "@parley/whatsapp/marketing"
import { envelopeMessage } from "@parley/whatsapp/messages"
import type { Clock } from "../../platform/clock.ts"
import { type Composed, withMetaIds } from "../content/compile.ts"
import type { OutsideContent } from "../content/outside/ask-outside.ts"
import type { Passes, SenderBreakers } from "../faults/breakers.ts"
import type { ContentFaults, ContentPasses } from "../faults/content-faults.ts"
import { newsOf } from "../history/learn-recipients.ts"
import { isLogged } from "../log/keep-log.ts"
import { againBy, asRefusedFor, type Judgement, judge } from "../outcome.ts"
import { phoneWrittenTo } from "../phone-written-to.ts"
import type { DropReason, HoldReason } from "../reasons.ts"
import { isSingle } from "./admission.ts"
import { Asking } from "./asking.ts"
import { ContactOrder } from "./contact-order.ts"
import { type Instant, isFresh } from "./freshness.ts"
import type { InFlight } from "./in-flight.ts"
import type { OutcomeWriter } from "./outcome-writer.ts"
import type { Pace, PairPace } from "./pace.ts"
import type { Ready, ReadyQueue } from "./ready-queue.ts"
import { personalFor, Rendering } from "./rendering.ts"
import type { Way, Ways } from "./ways.ts"

/** Meta said that the number is too fast. */
const tooFastPauseMs = 1_000
/** Where the turn to have texts rendered did not come. */
const busyPauseMs = 5_000

interface Needs {
  clock: Clock
  workspaceId: string
  signal: AbortSignal
  /** Posts. @param mayStart asked at the last moment before anything leaves */
  post(body: string, how: { endpoint: SendEndpoint; mayStart: () => boolean }): Promise<SendOutcome>
  ways: Ways
  /** Whether the account of the number has the Marketing Messages API turned on. */
  optimizes: () => boolean
  breakers: () => SenderBreakers
  content: ContentFaults
  pace: Pace
  pairs: PairPace
  inFlight: InFlight
  outcomes: OutcomeWriter
  queue: ReadyQueue
  outside: OutsideContent
  /** Whether another post may start without being asked for. */
  mayGo: () => boolean
  /** A post has ended, or a text is there. @param judgement what Meta said */
  ended: (judgement?: Judgement) => void
}

/** What a post was started with. */
interface Started {
  at: Date
  passes: Passes
  ofContent: ContentPasses
  way: Way
}

export class Posts {
  readonly #needs: Needs
  readonly #order = new ContactOrder<Ready>()
  readonly #rendering: Rendering
  readonly #asking: Asking

  constructor(needs: Needs) {
    this.#needs = needs
    this.#rendering = new Rendering({
      workspaceId: needs.workspaceId,
      signal: needs.signal,
      rendered: (ready, composed) => this.#rendered(ready, composed),
    })
    this.#asking = new Asking({
      workspaceId: needs.workspaceId,
      outside: needs.outside,
      signal: needs.signal,
      composed: (ready, outcome) => {
        if (typeof outcome === "string" || !("laterMs" in outcome)) this.#rendered(ready, outcome)
        else {
          this.#waitLonger(ready, outcome.laterMs, "connected_content")
          needs.ended()
        }
      },
    })
  }

  /** Texts that a process apart renders, or other systems are asked for, at present. */
  get rendering(): Promise<void> | undefined {
    const all = [this.#rendering.underWay, this.#asking.underWay].filter((one) => one !== undefined)
    return all.length === 0 ? undefined : Promise.all(all).then(() => undefined)
  }

  /** Has a process apart begin with what waits for it. */
  render(): void {
    this.#rendering.begin()
  }

  /** The place of a message has come. */
  begin(ready: Ready): void {
    const { outcomes, clock } = this.#needs
    if (!this.#isFresh(ready)) {
      outcomes.giveBack([ready.row])
      return
    }
    const turn = this.#order.begin(ready, clock.now())
    if (turn === "go") this.#goInTurn(ready)
    else if (turn !== "behind") outcomes.waitUntil(ready.row, turn.until, turn.reason)
  }

  /** The place of a message has come whose text was rendered in its turn. */
  send(ready: Ready, content: string): void {
    if (this.#isFresh(ready)) this.#post(ready, content)
    else this.#giveBackInTurn(ready)
  }

  /** Gives back what waits for another message, or for its text, longer than it may. */
  giveBackStale(now: Instant): void {
    const isStale = (ready: Ready) => !isFresh(ready.since, now)
    this.#giveBack(this.#order.takeWaiting(isStale))
    for (const ready of this.#rendering.takeWaiting(isStale)) this.#waitForRendering(ready)
    for (const ready of this.#asking.takeWaiting(isStale)) this.#giveBackInTurn(ready)
  }

  /** Nothing more is to be posted: gives back what waits. */
  giveBackAll(): void {
    this.#giveBack(this.#order.takeWaiting(() => true))
    const waiting = [this.#rendering, this.#asking].flatMap((one) => one.takeWaiting(() => true))
    for (const ready of waiting) this.#giveBackInTurn(ready)
  }

  /** Gives back messages whose texts were rendered in their turns. */
  giveBackRendered(rendered: readonly { ready: Ready; content: string }[]): void {
    for (const { ready, content } of rendered) {
      this.#rendering.keep(ready, { ok: true, content, ...(ready.targets && { targets: ready.targets }) })
      this.#giveBackInTurn(ready)
    }
  }

  #goInTurn(ready: Ready): void {
    const { outcomes, content, pairs, clock } = this.#needs
    const now = clock.now()
    const refusal = content.refusalOf(ready, now.getTime())
    if (refusal) {
      outcomes.waitUntil(ready.row, refusal.at, refusal.reason)
      this.#endTurn(ready)
      return
    }
    const pairWaitMs = ready.control ? 0 : pairs.take(ready.contactId, performance.now())
    if (pairWaitMs > 0) {
      this.#waitInTurn(ready, { at: new Date(now.getTime() + pairWaitMs), reason: "pair_limit" })
      return
    }
    const { compiled } = ready
    const known = this.#rendering.take(ready)
    const composed = known ?? (compiled.callsOut ? undefined : compiled.compose(personalFor(ready)))
    if (composed === undefined) (compiled.callsOut ? this.#asking : this.#rendering).add(ready)
    else if (!composed.ok) this.#drop(ready, composed)
    else if (ready.control) this.#drop(ready, { reason: ready.control, detail: null })
    else {
      ready.targets = composed.targets
      this.#post(ready, composed.content)
    }
  }

  #rendered(ready: Ready, composed: Composed | "busy" | "ended"): void {
    const { queue, ended } = this.#needs
    if (composed === "ended") this.#giveBackInTurn(ready)
    else if (composed === "busy") this.#waitForRendering(ready)
    else if (!this.#isFresh(ready)) {
      this.#rendering.keep(ready, composed)
      this.#giveBackInTurn(ready)
    } else if (!composed.ok) this.#drop(ready, composed)
    else if (ready.control) this.#drop(ready, { reason: ready.control, detail: null })
    else {
      ready.targets = composed.targets
      queue.addRendered({ ready, content: composed.content })
    }
    ended()
  }

  /** Posts, without waiting for the answer. */
  #post(ready: Ready, content: string): void {
    const { pace, inFlight, breakers, clock, ways, optimizes } = this.#needs
    const at = clock.now()
    const way = ways.of({ ...routeOf(ready), optimizes: optimizes() }, at.getTime())
    if (ready.targets) this.#needs.outcomes.keepTargets(ready.row, ready.targets)
    const to = { phone: phoneWrittenTo(ready.to), bsuid: ready.to.bsuid, callbackData: ready.id }
    const said = ready.metaIds === undefined ? content : withMetaIds(content, ready.metaIds)
    const body =
      way.endpoint === "messages"
        ? envelopeMessage(to, said)
        : envelopeMessage({ ...to, productPolicy: "CLOUD_API_FALLBACK" }, said)
    pace.take(performance.now())
    inFlight.begin()
    const ofContent = this.#needs.content.begin(ready)
    void this.#postAndConclude(ready, body, { at, passes: breakers().begin(), ofContent, way })
  }

  async #postAndConclude(ready: Ready, body: string, started: Started): Promise<void> {
    const { post, inFlight, content, clock, pace, ended, ways, optimizes } = this.#needs
    const breakers = this.#needs.breakers()
    const startedMs = performance.now()
    const { endpoint } = started.way
    const answer = await post(body, { endpoint, mayStart: () => this.#isFresh(ready) }).catch(
      (cause): SendOutcome => ({ kind: "no_answer", cause }),
    )
    inFlight.end(performance.now() - startedMs)
    const now = clock.now()
    if (answer.kind === "not_sent" && !this.#isFresh(ready)) {
      breakers.forget(started.passes, now.getTime())
      content.forget(ready, started.ofContent, now.getTime())
      this.#giveBackInTurn(ready)
      ended()
      return
    }
    const other =
      answer.kind === "rejected" &&
      ways.refused({ ...routeOf(ready), optimizes: optimizes() }, started.way, answer.code, now.getTime())
    if (answer.kind === "rejected" && other) {
      // It tells nothing of whether anything may be sent.
      breakers.forget(started.passes, now.getTime())
      content.forget(ready, started.ofContent, now.getTime())
      const judgement = againBy(answer, now)
      this.#conclude(ready, judgement, started, body)
      ended(judgement)
      return
    }
    const closedFor = answer.kind === "rejected" ? ways.closedFor(started.way, answer.code) : undefined
    const said =
      answer.kind === "rejected" && closedFor !== undefined ? asRefusedFor(answer, closedFor) : answer
    const judgement = judge(said, { refusals: ready.row.refusals, isSingle: isSingle(ready.row), now })
    breakers.learn(started.passes, judgement, now.getTime())
    content.learn(ready, judgement, started.ofContent, now.getTime())
    if (judgement.fault?.of === "pace") pace.pause(performance.now(), tooFastPauseMs)
    this.#conclude(ready, judgement, started, body)
    ended(judgement)
  }

  #conclude(ready: Ready, { outcome, fault }: Judgement, started: Started, body: string): void {
    const { outcomes } = this.#needs
    const { id, row } = ready
    const settled = {
      id,
      claim: row.claim,
      contentId: row.content_id,
      reason: null,
      detail: null,
      wamid: null,
      ...(isLogged(row) ? { payload: body } : {}),
      endpoint: started.way.endpoint === "messages" ? null : started.way.endpoint,
      otherWayFor: started.way.otherWayFor,
    }
    const postponed = { id, claim: row.claim, contentId: row.content_id }
    switch (outcome.kind) {
      case "accepted":
        outcomes.settle({
          ...settled,
          status: "accepted",
          wamid: outcome.wamid,
          recipient: newsOf(id, outcome.recipient, ready.to.bsuid),
        })
        this.#endTurn(ready)
        break
      case "failed":
        outcomes.settle({ ...settled, status: "failed", reason: outcome.reason, detail: outcome.detail })
        this.#endTurn(ready)
        break
      case "again": {
        const { at, reason, isCounted } = outcome
        outcomes.postpone({ ...postponed, state: "due", at, reason, counts: isCounted ? "refusal" : null })
        // What its template or its country is refused for concerns no other message to the person.
        this.#endTurn(ready, fault?.of === "template" || fault?.of === "country" ? undefined : outcome)
        break
      }
      case "in_doubt":
        outcomes.postpone({
          ...postponed,
          state: "in_doubt",
          at: started.at,
          reason: "in_doubt",
          counts: "unanswered",
        })
        this.#endTurn(ready)
    }
  }

  /** Its turn among the messages to its contact is over: the next one goes, or all wait on with it. */
  #endTurn(ready: Ready, again?: { at: Date; reason: string | null }): void {
    const { outcomes, mayGo } = this.#needs
    const { next, later } = this.#order.end(ready, again)
    if (again?.reason) for (const { row } of later) outcomes.waitUntil(row, again.at, again.reason)
    else this.#giveBack(later)
    if (next === undefined) return
    if (mayGo() && this.#isFresh(next)) this.#goInTurn(next)
    else {
      this.#giveBack([next])
      this.#endTurn(next)
    }
  }

  #waitInTurn(ready: Ready, again: { at: Date; reason: string }): void {
    this.#needs.outcomes.waitUntil(ready.row, again.at, again.reason)
    this.#endTurn(ready, again)
  }

  #waitForRendering(ready: Ready): void {
    this.#waitLonger(ready, busyPauseMs, "rendering")
  }

  #waitLonger(ready: Ready, ms: number, reason: HoldReason): void {
    this.#waitInTurn(ready, { at: new Date(this.#needs.clock.now().getTime() + ms), reason })
  }

  #giveBackInTurn(ready: Ready): void {
    this.#giveBack([ready])
    this.#endTurn(ready, { at: this.#needs.clock.now(), reason: null })
  }

  #drop(ready: Ready, { reason, detail }: { reason: DropReason; detail: string | null }): void {
    this.#needs.outcomes.drop(ready.row, reason, detail)
    this.#endTurn(ready)
  }

  #giveBack(all: readonly Ready[]): void {
    this.#needs.outcomes.giveBack(all.map(({ row }) => row))
  }

  #isFresh({ since }: Ready): boolean {
    return isFresh(since, { monotonicMs: performance.now(), wall: this.#needs.clock.now() })
  }
}

const routeOf = ({ marketingTemplate, wantsOptimized }: Ready) => ({ marketingTemplate, wantsOptimized })
