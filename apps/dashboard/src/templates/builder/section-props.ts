import type { Draft } from "./draft/draft.ts"
import type { Finding } from "./findings.ts"

export type DraftChange = Partial<Draft> | ((draft: Draft) => Partial<Draft>)

/** What every section of the builder is given. */
export interface SectionProps {
  draft: Draft
  change: (change: DraftChange) => void
  /** By section. */
  findings: ReadonlyMap<string, readonly Finding[]>
}

/** The draft's samples with one more. */
export function withSample(
  draft: Draft,
  place: string,
  name: string,
  sample: string,
): Pick<Draft, "samples"> {
  return { samples: { ...draft.samples, [place]: { ...draft.samples[place], [name]: sample } } }
}
