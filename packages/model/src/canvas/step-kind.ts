/** What every kind of step offers; a kind is one file in steps/. */
import { z } from "zod"
import type { ActionTrigger } from "../campaign/action-triggers.ts"
import type { MessageContent } from "../content/content.ts"
import type { Filter } from "../filter/filter.ts"

/** By which steps, paths and variants are known inside of one canvas. */
export const localId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "an id: up to 64 letters, digits, - and _")

/** What is kept of one run. At most {@link mostContextBytes} as JSON. */
export type CanvasContext = Readonly<Record<string, unknown>>
export const mostContextBytes = 50 * 1024

export const stepMembers = {
  id: localId,
  name: z.string().trim().max(100).default("").describe("Empty: it is called by its kind"),
  note: z.string().trim().max(2000).default("").describe("For the team; nobody is sent this"),
  position: z
    .strictObject({ x: z.number().min(-1e6).max(1e6), y: z.number().min(-1e6).max(1e6) })
    .nullable()
    .default(null)
    .describe("Where it is drawn; null: it is laid out"),
  next: z
    .record(localId, localId)
    .default({})
    .describe(
      "The step that each of its outlets leads to, by the outlet's id; one that is absent ends the canvas",
    ),
}

/** What all steps have. */
export type StepMembers = z.output<z.ZodObject<typeof stepMembers>>

/** A way out of a step. */
export interface Outlet {
  id: string
  /** Of a path that a member named. */
  name?: string
}

/** What became of the message of a step, as far as it is known. */
export interface SentMessage {
  id: string
  state: "waiting" | "sent" | "failed" | "dropped"
  sentAt: Date | null
  /** Why it did not go, or waits: a reason of ours, or Meta's code. */
  reason: string | null
}

/** What came of what a worker did for a step. */
export type Performed = { ok: true; outlet?: string; saw?: Saw } | { ok: false; reason: string; saw?: Saw }

/** A run at the step it is at, as rules see it. */
export interface RunAtStep {
  id: string
  /** Since when it is at this step, and in the canvas. */
  arrivedAt: Date
  enteredAt: Date
  context: CanvasContext
  /** The outlet of what it waited for and what came; null: nothing did. */
  heard: string | null
}

/** What a decision saw, to be shown as the reason for it. */
export type Saw = Readonly<Record<string, unknown>>

export type ExitReason =
  | "end"
  | "exit_step"
  | "exit_event"
  | "exit_audience"
  | "not_valid"
  | "date_passed"
  | "no_date"
  | "failed"
  | "control"
  | "stopped"
  | "removed"
  | "loop"

/** What becomes of a run at its step. */
export type Move =
  | { kind: "go"; outlet: string; saw?: Saw }
  /** @property until null: for as long as nothing comes */
  | { kind: "wait"; until: Date | null }
  /** @property content of the contents of the step, its place */
  | { kind: "send"; content: number; saw?: Saw }
  /** A worker does what takes time, or talks to others. */
  | { kind: "perform" }
  | { kind: "exit"; reason: ExitReason; saw?: Saw }

/** What a kind of step says of itself, for one step `S`, and of which facts `F` its rule decides. */
export interface StepKind<S, F> {
  /** Without what all steps have. */
  schema: z.ZodType<S>
  outlets(step: S): readonly Outlet[]
  /** What becomes of a run here. Pure and total: production, simulation and backtest ask it. */
  move(step: S, run: RunAtStep, facts: F, now: Date): Move
  /** What it may send, in the order in which `send` counts. */
  contents?(step: S): readonly { path: string; content: MessageContent }[]
  filters?(step: S): readonly { path: string; filter: Filter }[]
  /** What it waits for, in the order in which one is chosen over others. */
  listens?(step: S): readonly { path: string; trigger: ActionTrigger; outlet: string }[]
  /** Liquid outside of contents. */
  liquid?(step: S): readonly { path: string; text: string }[]
  /** The longest that a run stays before it takes an outlet, in milliseconds; Infinity: nobody knows. Default: 0. */
  longestMs?(step: S, outlet: string): number
  /** The shortest, in milliseconds; of an outlet that waits for what people do 0, as they may do it at once. Default: 0. */
  shortestMs?(step: S, outlet: string): number
}

export const next = { id: "next" } as const
