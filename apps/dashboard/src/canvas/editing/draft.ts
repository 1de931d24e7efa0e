/** A canvas while it is being written: as its form has it, and as the API takes it. Pure. */
import type { CanvasDefinition, CanvasEntry, CanvasStep, StepKindName } from "@parley/model"
import type { ConversionDraft } from "../../campaigns/compose/conversions.ts"
import type { RecurringDraft } from "../../campaigns/compose/when/delivery-draft.ts"
import type { TriggerDraft } from "../../campaigns/compose/when/trigger-kinds/trigger-draft.ts"
import { type ContentDraft, givenContent, isBlank } from "../../composer/content.ts"
import { type FilterDraft, opened } from "../../segments/builder/draft.ts"
import type { Canvas, CanvasBody } from "../api.ts"

/** The same with filters, triggers and contents that may still lack something. */
type Loose<T> = T extends readonly (infer One)[]
  ? Loose<One>[]
  : T extends object
    ? { [K in keyof T]: LooseMember<K, T[K]> }
    : T
type LooseMember<K, V> = K extends "filter"
  ? FilterDraft | Extract<V, null>
  : K extends "triggers"
    ? TriggerDraft[]
    : K extends "content" | "fallback"
      ? ContentDraft | null
      : Loose<V>

/** A step of one of the kinds `K`. */
export type StepDraft<K extends StepKindName = StepKindName> = {
  [P in K]: Loose<CanvasStep<P>> & { kind: P }
}[K]

export type EntryDraft = Loose<Exclude<CanvasEntry, { kind: "recurring" }>> | RecurringDraft
export type VariantDraft = CanvasDefinition["variants"][number]

/** What is drawn: the steps, and which of them the people of each variant begin with. */
export interface Graph {
  steps: readonly StepDraft[]
  variants: readonly VariantDraft[]
}

export type CanvasValues = Omit<
  Loose<CanvasDefinition>,
  "audience" | "entry" | "conversions" | "steps" | "variants"
> & {
  name: string
  tags: string[]
  folder: string
  audience: FilterDraft
  entry: EntryDraft
  conversions: ConversionDraft[]
  steps: StepDraft[]
  variants: VariantDraft[]
}

/** The members that drafts and canvases have alike. */
const shared = [
  "number_id",
  "entry",
  "re_entry",
  "entry_limit",
  "exits",
  "variants",
  "control_share",
  "conversions",
  "controls",
  "context",
  "steps",
] as const

export function valuesOf(canvas: Canvas): CanvasValues {
  const own = Object.fromEntries(shared.map((member) => [member, canvas[member]]))
  const copied: Pick<CanvasValues, (typeof shared)[number]> = JSON.parse(JSON.stringify(own))
  return {
    ...copied,
    steps: copied.steps.map(openedStep),
    audience: opened(canvas.audience),
    name: canvas.name,
    tags: [...canvas.tags],
    folder: canvas.folder ?? "",
  }
}

/** With a group around each filter, as the editor of filters has them. */
export function openedStep(step: StepDraft): StepDraft {
  switch (step.kind) {
    case "decision":
      return { ...step, filter: opened(asFilter(step.filter)) }
    case "audience_paths":
      return {
        ...step,
        paths: step.paths.map((path) => ({ ...path, filter: opened(asFilter(path.filter)) })),
      }
    case "message":
      return step.validation === null
        ? step
        : {
            ...step,
            validation: { ...step.validation, filter: opened(asFilter(step.validation.filter)) },
          }
    default:
      return step
  }
}

const asFilter = (filter: FilterDraft): CanvasDefinition["audience"] => JSON.parse(JSON.stringify(filter))

/** As the API takes it: without what is undefined, and with no content where nothing is written. */
export function asBody({ name, folder, ...values }: CanvasValues): CanvasBody {
  const body = {
    ...values,
    name: name.trim(),
    folder: folder.trim() === "" ? null : folder.trim(),
    steps: values.steps.map(asSentStep),
  }
  return JSON.parse(JSON.stringify(body))
}

const written = (content: ContentDraft | null) =>
  content === null || isBlank(content) ? null : givenContent(content)

/** As the API takes it. */
export function asSentStep(step: StepDraft): unknown {
  if (step.kind === "message") return { ...step, content: written(step.content) }
  if (step.kind === "wait_for_reply")
    return { ...step, content: written(step.content), fallback: written(step.fallback) }
  return step
}

/**
 * A draft as the rules of the model take it. They read ids, names and lengths of it, which no draft lacks; its filters, triggers
 * and contents may lack something, and are only handed through.
 */
export const asStep = <K extends StepKindName>(step: StepDraft<K>): CanvasStep<K> =>
  step as unknown as CanvasStep<K>
