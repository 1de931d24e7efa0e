import type { StepKindName } from "@parley/model"
import type { Icon } from "@tabler/icons-react"
import type { ComponentType, ReactNode } from "react"
import type { Shapes } from "../../api/client.ts"
import type { StepDraft } from "../editing/draft.ts"

/** What the things are called that steps name, by their ids, as far as that is known. */
export type Names = ReadonlyMap<string, string>

/** What a step is edited in. */
export interface Surroundings {
  canvasId: string
  canvasName: string
  /** That sends its messages. */
  number: Shapes["Number"] | undefined
  /** What is wrong with the form, by path. */
  errors: Readonly<Record<string, ReactNode>>
  names: Names
}

export interface StepFormProps<K extends StepKindName> {
  step: StepDraft<K>
  /** Where it is in the form, such as `steps.3`. */
  at: string
  of: Surroundings
  onChange: (step: StepDraft<K>) => void
}

/** What a step lacks, by the path within it. */
export type Mistakes = readonly (readonly [path: string, message: string])[]

/** The members that are of one kind alone. */
type OwnMembers<K extends StepKindName> = Omit<
  StepDraft<K>,
  "id" | "kind" | "name" | "note" | "position" | "next"
>

/** How a kind of step is drawn and written. */
export interface StepForm<K extends StepKindName> {
  label: string
  icon: Icon
  /** What it is for, where one is chosen. */
  intro: string
  begin: (newId: () => string) => OwnMembers<K>
  /** What it does, in one sentence without a full stop. */
  sentence: (step: StepDraft<K>, names: Names) => string
  mistakes?: (step: StepDraft<K>) => Mistakes
  /** undefined: it says all. */
  Form?: ComponentType<StepFormProps<K>>
}

export const errorAt = (errors: Surroundings["errors"], path: string): string | undefined => {
  const found = errors[path]
  return found ? String(found) : undefined
}
