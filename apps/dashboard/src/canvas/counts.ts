/** What became of people in a canvas, as its drawing shows it. Pure. */
import type { CanvasCounts } from "./api.ts"
import type { StepNumbers } from "./builder/drawn.ts"
import { entryId } from "./editing/layout.ts"

type Step = CanvasCounts["data"][number]

const noCounts: Omit<Step, "step_id"> = { waiting: 0, moved: 0, outlets: {}, exits: {}, messages: {} }

export const countsOfStep = (counts: CanvasCounts | undefined, id: string): Step =>
  counts?.data.find(({ step_id }) => step_id === id) ?? { step_id: id, ...noCounts }

/** For each of the steps, and the entry. */
export function numbersOf(
  counts: CanvasCounts,
  steps: readonly { id: string }[],
): ReadonlyMap<string, StepNumbers> {
  const entry = { waiting: counts.under_way, entered: counts.entered, outlets: {} }
  return new Map<string, StepNumbers>([
    [entryId, entry],
    ...steps.map(({ id }): [string, StepNumbers] => {
      const { waiting, moved, outlets } = countsOfStep(counts, id)
      return [id, { waiting, entered: waiting + moved, outlets }]
    }),
  ])
}

const stages = ["sent", "delivered", "read", "replied", "clicked", "failed", "dropped"]

/** What became of messages, in the order in which it happens. */
export const stagesOf = (messages: Step["messages"]): [string, number][] =>
  Object.entries(messages).toSorted(
    ([one], [other]) => placeOf(one) - placeOf(other) || one.localeCompare(other),
  )

const placeOf = (stage: string) => (stages.includes(stage) ? stages.indexOf(stage) : stages.length)
