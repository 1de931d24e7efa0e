/** The kinds of steps, once: what needs something of each kind does not compile until it knows a new one. */
import { z } from "zod"
import {
  type Move,
  type Outlet,
  type RunAtStep,
  type StepKind,
  type StepMembers,
  stepMembers,
} from "../step-kind.ts"
import { type ActionPathsStep, actionPaths } from "./action-paths.ts"
import { type AudiencePathsFacts, type AudiencePathsStep, audiencePaths } from "./audience-paths.ts"
import { type ContextStep, context } from "./context.ts"
import { type DecisionFacts, type DecisionStep, decision } from "./decision.ts"
import { type DelayFacts, type DelayStep, delay } from "./delay.ts"
import { type ExitStep, exit } from "./exit.ts"
import { type ExperimentFacts, type ExperimentPathsStep, experimentPaths } from "./experiment-paths.ts"
import { type HandOverFacts, type HandOverStep, handOver } from "./hand-over.ts"
import { type MessageFacts, type MessageStep, message } from "./message.ts"
import type { PerformFacts } from "./perform.ts"
import { type SendToCanvasStep, sendToCanvas } from "./send-to-canvas.ts"
import { type UserUpdateStep, userUpdate } from "./user-update.ts"
import { type WaitForReplyFacts, type WaitForReplyStep, waitForReply } from "./wait-for-reply.ts"
import { type WebhookStep, webhook } from "./webhook.ts"

interface Steps {
  message: MessageStep
  delay: DelayStep
  decision: DecisionStep
  audience_paths: AudiencePathsStep
  action_paths: ActionPathsStep
  wait_for_reply: WaitForReplyStep
  experiment_paths: ExperimentPathsStep
  user_update: UserUpdateStep
  context: ContextStep
  webhook: WebhookStep
  send_to_canvas: SendToCanvasStep
  hand_over: HandOverStep
  exit: ExitStep
}

/** What the rule of each kind must know. */
export interface FactsOf {
  message: MessageFacts
  delay: DelayFacts
  decision: DecisionFacts
  audience_paths: AudiencePathsFacts
  action_paths: unknown
  wait_for_reply: WaitForReplyFacts
  experiment_paths: ExperimentFacts
  user_update: PerformFacts
  context: PerformFacts
  webhook: PerformFacts
  send_to_canvas: PerformFacts
  hand_over: HandOverFacts
  exit: unknown
}

export type StepKindName = keyof Steps
/** A step of one of the kinds `K`. */
export type CanvasStep<K extends StepKindName = StepKindName> = {
  [P in K]: Steps[P] & StepMembers & { kind: P }
}[K]

const definitions: { [K in StepKindName]: StepKind<Steps[K], FactsOf[K]> } = {
  message,
  delay,
  decision,
  audience_paths: audiencePaths,
  action_paths: actionPaths,
  wait_for_reply: waitForReply,
  experiment_paths: experimentPaths,
  user_update: userUpdate,
  context,
  webhook,
  send_to_canvas: sendToCanvas,
  hand_over: handOver,
  exit,
}

const isKind = (kind: string): kind is StepKindName => Object.hasOwn(definitions, kind)
export const stepKinds: readonly StepKindName[] = Object.keys(definitions).filter(isKind)

export const canvasStep = z
  .discriminatedUnion("kind", [
    message.schema.safeExtend(stepMembers),
    delay.schema.safeExtend(stepMembers),
    decision.schema.safeExtend(stepMembers),
    audiencePaths.schema.safeExtend(stepMembers),
    actionPaths.schema.safeExtend(stepMembers),
    waitForReply.schema.safeExtend(stepMembers),
    experimentPaths.schema.safeExtend(stepMembers),
    userUpdate.schema.safeExtend(stepMembers),
    context.schema.safeExtend(stepMembers),
    webhook.schema.safeExtend(stepMembers),
    sendToCanvas.schema.safeExtend(stepMembers),
    handOver.schema.safeExtend(stepMembers),
    exit.schema.safeExtend(stepMembers),
  ])
  .meta({ id: "CanvasStep" })

/** What becomes of a run at a step. Pure. */
export const moveAt = <K extends StepKindName>(
  step: CanvasStep<K>,
  run: RunAtStep,
  facts: FactsOf[K],
  now: Date,
): Move => definitions[step.kind].move(step, run, facts, now)

export const outletsOf = <K extends StepKindName>(step: CanvasStep<K>): readonly Outlet[] =>
  definitions[step.kind].outlets(step)

export const contentsOf = <K extends StepKindName>(step: CanvasStep<K>) =>
  definitions[step.kind].contents?.(step) ?? []

export const filtersOf = <K extends StepKindName>(step: CanvasStep<K>) =>
  definitions[step.kind].filters?.(step) ?? []

export const listensFor = <K extends StepKindName>(step: CanvasStep<K>) =>
  definitions[step.kind].listens?.(step) ?? []

export const liquidOf = <K extends StepKindName>(step: CanvasStep<K>) =>
  definitions[step.kind].liquid?.(step) ?? []

/** The longest that a run stays at a step before it takes an outlet, in milliseconds; Infinity: nobody knows. */
export const longestMsAt = <K extends StepKindName>(step: CanvasStep<K>, outlet: string): number =>
  definitions[step.kind].longestMs?.(step, outlet) ?? 0

/** The shortest, in milliseconds; 0 also where something must happen first, which {@link listensFor} says. */
export const shortestMsAt = <K extends StepKindName>(step: CanvasStep<K>, outlet: string): number =>
  definitions[step.kind].shortestMs?.(step, outlet) ?? 0
