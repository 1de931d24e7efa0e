/** A run of a canvas stepped through in thought: the same rules decide as in production, and nothing is sent. Pure. */
import { isTriggered, type TriggerOccurrence, variablesOfOccurrence } from "../campaign/action-triggers.ts"
import type { FilterContext, FilteredContact } from "../filter/condition.ts"
import { type Filter, filterContext, matches } from "../filter/filter.ts"
import { stepAfter, stepsById } from "./graph.ts"
import { outletHeard } from "./hearing.ts"
import { whoWrote, windowOf } from "./simulate/contact.ts"
import { factsAt } from "./simulate/facts.ts"
import { perform } from "./simulate/perform.ts"
import type { SimulatedInput, SimulatedMoment, Simulation, SimulationOf } from "./simulate/simulation.ts"
import type { CanvasContext, ExitReason, Move, Performed, Saw, SentMessage } from "./step-kind.ts"
import { type CanvasStep, contentsOf, moveAt } from "./steps/index.ts"

export type { SimulatedInput, SimulatedMoment, Simulation, SimulationOf } from "./simulate/simulation.ts"

/**
 * Steps a contact through a canvas. What happens is a list, so that a simulation goes on by one more of them, and back by one less. The
 * contact enters whatever the audience says; whether they are in it is told.
 */
export function simulate(of: SimulationOf): Simulation {
  const run = new SimulatedRun(of)
  run.enter()
  for (const input of of.inputs) run.take(input)
  return run.told()
}

/** Steps that a run may pass without a pause: more is a loop. */
const mostHops = 250
const noId = "00000000-0000-0000-0000-000000000000"

class SimulatedRun {
  readonly #of: SimulationOf
  readonly #steps: ReadonlyMap<string, CanvasStep>
  readonly #numberId: string
  readonly #moments: SimulatedMoment[] = []
  #now: Date
  #arrivedAt: Date
  #contact: FilteredContact
  #context: CanvasContext
  #step: CanvasStep | undefined
  #heard: string | null = null
  #message: SentMessage | null = null
  #performed: Performed | null = null
  #heldUntil: Date | null = null
  #dueAt: Date | null = null

  constructor(of: SimulationOf) {
    this.#of = of
    this.#steps = stepsById(of.definition)
    this.#numberId = of.definition.number_id ?? noId
    this.#now = of.enteredAt
    this.#arrivedAt = of.enteredAt
    this.#contact = of.contact
    this.#context = of.context ?? {}
  }

  told(): Simulation {
    return {
      moments: this.#moments,
      now: this.#now,
      stepId: this.#step?.id ?? null,
      dueAt: this.#dueAt,
      context: this.#context,
      contact: this.#contact,
    }
  }

  enter(): void {
    const { variants, audience } = this.#of.definition
    const variant =
      variants.find(({ id }) => id === this.#of.variant) ?? variants.find(({ weight }) => weight > 0)
    this.#tell({
      ...{ kind: "enters", variantId: variant?.id ?? "" },
      isInAudience: this.#passes(audience),
    })
    this.#arrive(variant?.first == null ? undefined : this.#steps.get(variant.first))
    this.#goOn()
  }

  take(input: SimulatedInput): void {
    if (this.#step === undefined) return
    switch (input.kind) {
      case "advance":
        this.#advance(input.to)
        break
      case "reply":
        this.#contact = whoWrote(this.#contact, this.#numberId, this.#now)
        this.#hear(this.#inbound(input.type ?? "text"), input)
        break
      case "occurs":
        this.#hear(input.occurrence, input)
        break
      case "change":
        this.#contact = { ...this.#contact, ...input.contact }
        this.#hear(this.#changed(input.contact), input)
        break
      case "message":
        if (this.#message?.state !== "waiting") return
        this.#message = {
          ...{ id: this.#message.id, state: input.state, reason: input.reason ?? null },
          sentAt: input.state === "sent" ? this.#now : null,
        }
        this.#tell({ kind: "happens", input, outlet: null })
        this.#goOn()
        break
      case "release":
        this.#heldUntil = null
        this.#tell({ kind: "happens", input, outlet: null })
        this.#goOn()
        break
    }
  }

  /** To every instant at which it is due on the way. */
  #advance(to: Date | undefined): void {
    const until = to ?? this.#dueAt
    if (until === null || until < this.#now) return
    while (this.#dueAt !== null && this.#dueAt <= until) {
      this.#now = this.#dueAt
      this.#goOn()
    }
    this.#now = until
    // A date that filters look at may have passed.
    this.#goOn()
  }

  #hear(occurrence: TriggerOccurrence, input: SimulatedInput): void {
    const step = this.#step
    if (step === undefined) return
    const said =
      input.kind === "reply" ? { text: input.text } : input.kind === "occurs" ? input.said : undefined
    const { timeZone, definition } = this.#of
    const happens = { numberId: this.#numberId, said, now: this.#now, timeZone }
    if (definition.exits.triggers.some((trigger) => isTriggered(trigger, occurrence, happens))) {
      this.#tell({ kind: "happens", input, outlet: null })
      this.#leave("exit_event")
      return
    }
    const before = { heard: this.#heard, hasAsked: this.#message !== null }
    const outlet = outletHeard(step, before, (trigger) => isTriggered(trigger, occurrence, happens))
    this.#tell({ kind: "happens", input, outlet: outlet ?? null })
    if (outlet !== undefined) {
      this.#heard = outlet
      this.#context = { ...this.#context, ...variablesOfOccurrence(occurrence, said) }
    }
    this.#goOn()
  }

  /** Until it rests. */
  #goOn(): void {
    const { filter } = this.#of.definition.exits
    let isResting = false
    for (let hop = 0; this.#step !== undefined && !isResting; hop += 1) {
      if (filter !== null && this.#passes(filter)) this.#leave("exit_audience")
      else if (hop === mostHops) this.#leave("loop")
      else isResting = this.#act(this.#step)
    }
  }

  /** @returns whether it rests now */
  #act(step: CanvasStep): boolean {
    const move = this.#moveAt(step)
    switch (move.kind) {
      case "send":
        this.#send(step, move.content)
        return false
      case "perform":
        this.#perform(step)
        return false
      case "wait":
        this.#rest(move.until)
        return true
      case "exit":
        this.#leave(move.reason, move.saw)
        return false
      case "go": {
        const to = stepAfter(this.#steps, step, move.outlet)
        this.#tell({ kind: "goes", outlet: move.outlet, to: to?.id ?? null, saw: move.saw ?? {} })
        this.#arrive(to)
        return false
      }
    }
  }

  #moveAt(step: CanvasStep): Move {
    const run = {
      ...{ id: noId, arrivedAt: this.#arrivedAt, enteredAt: this.#of.enteredAt },
      ...{ context: this.#context, heard: this.#heard },
    }
    const usual = factsAt(step, {
      ...{ contact: this.#contact, context: this.#context, message: this.#message },
      ...{ performed: this.#performed, heldUntil: this.#heldUntil, asked: this.#asked() },
      ...{ numberId: this.#numberId, bucketOf: this.#of.bucketOf },
    })
    return moveAt(step, run, this.#of.factsFor?.(step, usual, this.#now) ?? usual, this.#now)
  }

  #send(step: CanvasStep, place: number): void {
    const content = contentsOf(step)[place]
    if (content === undefined) {
      this.#leave("failed")
      return
    }
    const isOpen = content.content.kind === "template" || windowOf(this.#contact, this.#numberId, this.#now)
    const usual = isOpen
      ? ({ state: "sent", reason: null } as const)
      : ({ state: "dropped", reason: "window_closed" } as const)
    const { state, reason } = this.#of.fateOf?.(step, content.content) ?? usual
    const message = { id: step.id, state, reason, sentAt: state === "sent" ? this.#now : null }
    this.#message = message
    this.#tell({ kind: "sends", ...content, message })
  }

  #perform(step: CanvasStep): void {
    const done = perform(step, {
      ...{ contact: this.#contact, context: this.#context, now: this.#now },
      ...{ render: this.#of.render, answerOf: this.#of.answerOf },
    })
    this.#contact = done.contact
    this.#context = done.context
    this.#heldUntil = done.heldUntil
    this.#performed = done.performed
    this.#tell({ kind: "performs", performed: done.performed, changed: done.changed })
  }

  #rest(until: Date | null): void {
    this.#dueAt = until
    const before = this.#moments.at(-1)
    const isTold = before?.kind === "waits" && before.until?.getTime() === until?.getTime()
    if (!isTold) this.#tell({ kind: "waits", until })
  }

  #arrive(step: CanvasStep | undefined): void {
    this.#step = step
    this.#arrivedAt = this.#now
    this.#heard = null
    this.#message = null
    this.#performed = null
    this.#heldUntil = null
    this.#dueAt = null
    if (step === undefined) this.#leave("end")
    else this.#tell({ kind: "arrives" })
  }

  #leave(reason: ExitReason, saw: Saw = {}): void {
    this.#tell({ kind: "leaves", reason, saw })
    this.#step = undefined
    this.#dueAt = null
  }

  #passes(filter: Filter): boolean {
    return matches(filter, this.#contact, this.#asked())
  }

  #asked(): FilterContext {
    const { filterContext: given, timeZone } = this.#of
    return given?.(this.#now) ?? filterContext({ ...{ now: this.#now, timeZone }, ...nothingElse })
  }

  #tell(moment: Told): void {
    this.#moments.push({ at: this.#now, stepId: this.#step?.id ?? null, ...moment })
  }

  #inbound(type: string): TriggerOccurrence {
    const at = this.#now.toISOString()
    return {
      ...{ kind: "inbound_message", workspace_id: noId, contact_id: this.#contact.id, at, sent_at: at },
      ...{ inbound_message_id: noId, conversation_id: noId, number_id: this.#numberId, type },
      ...{ opens_window: true, consent_word: null, group_id: null, forwarded: null, referral: null },
      ...{ referred_product: null, errors: [] },
    }
  }

  #changed(contact: Partial<FilteredContact>): TriggerOccurrence {
    return {
      ...{ kind: "contact_changed", workspace_id: noId, contact_id: this.#contact.id },
      at: this.#now.toISOString(),
      fields: Object.keys(contact).filter((name) => name !== "attributes"),
      attributes: Object.keys(contact.attributes ?? {}),
    }
  }
}

/** A moment without when and where it was. */
type Told = SimulatedMoment extends infer M ? (M extends unknown ? Omit<M, "at" | "stepId"> : never) : never
const nothingElse = { segments: new Map<string, Filter>(), sourcesOf: new Map<string, readonly string[]>() }
