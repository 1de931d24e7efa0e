/** The form of every kind of step, in the order of the palette. A new kind does not compile until it has one. */
import type { StepKindName } from "@parley/model"
import type { StepDraft } from "../editing/draft.ts"
import { actionPathsForm } from "./action-paths.tsx"
import { audiencePathsForm } from "./audience-paths.tsx"
import { contextForm } from "./context.tsx"
import { decisionForm } from "./decision.tsx"
import { delayForm } from "./delay.tsx"
import { exitForm } from "./exit.tsx"
import { experimentPathsForm } from "./experiment-paths.tsx"
import { handOverForm } from "./hand-over.tsx"
import { messageForm } from "./message.tsx"
import { sendToCanvasForm } from "./send-to-canvas.tsx"
import type { Mistakes, Names, StepForm } from "./step-form.ts"
import { userUpdateForm } from "./user-update.tsx"
import { waitForReplyForm } from "./wait-for-reply.tsx"
import { webhookForm } from "./webhook.tsx"

const stepForms = {
  message: messageForm,
  wait_for_reply: waitForReplyForm,
  delay: delayForm,
  decision: decisionForm,
  audience_paths: audiencePathsForm,
  action_paths: actionPathsForm,
  experiment_paths: experimentPathsForm,
  user_update: userUpdateForm,
  context: contextForm,
  webhook: webhookForm,
  send_to_canvas: sendToCanvasForm,
  hand_over: handOverForm,
  exit: exitForm,
} satisfies { [K in StepKindName]: StepForm<K> }

export const formOf = <K extends StepKindName>(kind: K): StepForm<K> =>
  (stepForms as { [P in StepKindName]: StepForm<P> })[kind]

const isStepKind = (kind: string): kind is StepKindName => Object.hasOwn(stepForms, kind)
export const paletteKinds: readonly StepKindName[] = Object.keys(stepForms).filter(isStepKind)

/** A step of a kind, as it begins. */
export const beginStep = <K extends StepKindName>(kind: K, newId: () => string): StepDraft<K> =>
  ({
    id: newId(),
    kind,
    name: "",
    note: "",
    position: null,
    next: {},
    ...formOf(kind).begin(newId),
  }) as StepDraft<K>

/** What it is called: by its name, or else by its kind. */
export const nameOfStep = ({ name, kind }: Pick<StepDraft, "name" | "kind">): string =>
  name.trim() === "" ? formOf(kind).label : name

export const sentenceOf = <K extends StepKindName>(step: StepDraft<K>, names: Names): string =>
  formOf<K>(step.kind as K).sentence(step, names)

export const mistakesOf = <K extends StepKindName>(step: StepDraft<K>): Mistakes =>
  formOf<K>(step.kind as K).mistakes?.(step) ?? []

/** What outlets are called that no member named. */
const outletWords: Readonly<Record<string, string>> = {
  next: "Next",
  yes: "Yes",
  no: "No",
  else: "Everyone else",
  other: "Any other reply",
  no_reply: "No reply",
  not_sent: "Not sent",
  control: "Control group",
}

export const nameOfOutlet = ({ id, name }: { id: string; name?: string }): string =>
  name ?? outletWords[id] ?? id
