/** What a simulation is given, and what it tells. */
import type { InboundText, TriggerOccurrence } from "../../campaign/action-triggers.ts"
import type { MessageContent } from "../../content/content.ts"
import type { FilterContext, FilteredContact } from "../../filter/condition.ts"
import type { CanvasDefinition } from "../definition.ts"
import type { CanvasContext, ExitReason, Performed, Saw, SentMessage } from "../step-kind.ts"
import type { CanvasStep, FactsOf, StepKindName } from "../steps/index.ts"

export interface SimulationOf {
  definition: CanvasDefinition
  /** Real or made up, as filters see them. */
  contact: FilteredContact
  enteredAt: Date
  /** IANA: the workspace's. */
  timeZone: string
  /** What the run begins with. */
  context?: CanvasContext
  /** The id of the variant that is taken; left out: the first that has a weight. */
  variant?: string
  /** What happens, in order: the same things again give the same path. */
  inputs: readonly SimulatedInput[]
  /** What filters ask beside the contact. Left out: there are no segments. */
  filterContext?(now: Date): FilterContext
  /** The bucket of a person at an experiment: from 0 to `assignmentBuckets` - 1. Left out: 0, which takes its first share. */
  bucketOf?(step: CanvasStep<"experiment_paths">): number
  /** Liquid as text; undefined: it cannot be rendered. Left out: what has Liquid is not. */
  render?(text: string, at: { contact: FilteredContact; context: CanvasContext }): string | undefined
  /** What becomes of a message. Left out: it is sent at once, and in free form only while the window is open. */
  fateOf?(step: CanvasStep, content: MessageContent): Pick<SentMessage, "state" | "reason">
  /** What comes of a webhook. Left out: it succeeds, and answers nothing. */
  answerOf?(step: CanvasStep<"webhook">): Performed & { answer?: unknown }
  /** Has a step decide by other facts than those of the contact, which are given. */
  factsFor?(step: CanvasStep, usual: FactsOf[StepKindName], now: Date): FactsOf[StepKindName]
}

export type SimulatedInput =
  /** Time goes on: to an instant, or to when the run is due next. */
  | { kind: "advance"; to?: Date }
  /** They write, tap a button, or choose a row. */
  | { kind: "reply"; text: string; type?: string }
  /** Anything else that may happen to them, now. */
  | { kind: "occurs"; occurrence: TriggerOccurrence; said?: InboundText }
  /** They are another now, as filters see them. */
  | { kind: "change"; contact: Partial<FilteredContact> }
  /** What becomes of a message that waits. */
  | { kind: "message"; state: "sent" | "failed" | "dropped"; reason?: string }
  /** A person releases what was handed over. */
  | { kind: "release" }

/** One thing that was decided, or happened. */
export type SimulatedMoment = { at: Date; stepId: string | null } & (
  | { kind: "enters"; variantId: string; isInAudience: boolean }
  | { kind: "arrives" }
  | { kind: "sends"; path: string; content: MessageContent; message: SentMessage }
  | { kind: "performs"; performed: Performed; changed: Saw }
  | { kind: "waits"; until: Date | null }
  /** @property outlet that it has the run take; null: none */
  | { kind: "happens"; input: SimulatedInput; outlet: string | null }
  | { kind: "goes"; outlet: string; to: string | null; saw: Saw }
  | { kind: "leaves"; reason: ExitReason; saw: Saw }
)

export interface Simulation {
  moments: readonly SimulatedMoment[]
  now: Date
  /** Where the run is; null: it is over. */
  stepId: string | null
  /** When it is due next; null: when something happens, or never. */
  dueAt: Date | null
  context: CanvasContext
  contact: FilteredContact
}
