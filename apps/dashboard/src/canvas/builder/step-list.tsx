import { Button, Group, Text, UnstyledButton } from "@mantine/core"
import { IconAlertCircle, IconPlus } from "@tabler/icons-react"
import type { Graph } from "../editing/draft.ts"
import { inReadingOrder, type Origin, outletsOfDraft, targetOf } from "../editing/graph.ts"
import { entryId } from "../editing/layout.ts"
import { formOf, nameOfOutlet, nameOfStep, sentenceOf } from "../steps/index.ts"
import type { Names } from "../steps/step-form.ts"
import classes from "./builder.module.css"
import type { StepMark, StepNumbers } from "./drawn.ts"

/** The steps in the order in which one reads them, where there is no room for a drawing. */
export function StepList({
  graph,
  names,
  entrySentence,
  marks,
  numbers,
  onOpen,
  onAdd,
}: {
  graph: Graph
  names: Names
  entrySentence: string
  marks: ReadonlyMap<string, StepMark>
  numbers?: ReadonlyMap<string, StepNumbers> | undefined
  onOpen: (id: string) => void
  onAdd?: (at: Origin) => void
}) {
  const nameAt = (id: string) => {
    const step = graph.steps.find((one) => one.id === id)
    return step === undefined ? "" : nameOfStep(step)
  }
  const ways = (step: string | null, outlets: readonly { id: string; name?: string }[], from: string) =>
    outlets.map((outlet) => {
      const to = targetOf(graph, { step, outlet: outlet.id })
      const name = nameOfOutlet(outlet)
      const people = numbers?.get(step ?? entryId)?.outlets[outlet.id]
      return (
        <Group key={outlet.id} gap={6} wrap="nowrap" justify="space-between">
          <Text size="xs" c="dimmed">
            {name}
            {people === undefined ? "" : ` · ${people}`} → {to === null ? "the canvas ends" : nameAt(to)}
          </Text>
          {onAdd === undefined ? null : (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Add a step after ${from}, ${name}`}
              leftSection={<IconPlus size={12} aria-hidden />}
              onClick={() => onAdd({ step, outlet: outlet.id })}
            >
              Add
            </Button>
          )}
        </Group>
      )
    })
  return (
    <ol className={classes.list} aria-label="Steps">
      <li className={classes.listed}>
        <UnstyledButton onClick={() => onOpen(entryId)} data-step={entryId}>
          <Text size="sm" fw={600}>
            Entry
          </Text>
          <Text size="xs" c="dimmed">
            {entrySentence}
          </Text>
        </UnstyledButton>
        {ways(null, graph.variants, "Entry")}
      </li>
      {inReadingOrder(graph).map((step) => {
        const Icon = formOf(step.kind).icon
        const mark = marks.get(step.id)
        const number = numbers?.get(step.id)
        return (
          <li key={step.id} className={classes.listed}>
            <UnstyledButton onClick={() => onOpen(step.id)} data-step={step.id} w="100%">
              <Group gap={6} wrap="nowrap">
                <Icon size={16} aria-hidden />
                <Text size="sm" fw={600}>
                  {nameOfStep(step)}
                </Text>
                {mark !== undefined && mark.errors > 0 ? (
                  <IconAlertCircle size={16} role="img" aria-label="To fix" color="var(--failed-mark)" />
                ) : null}
              </Group>
              <Text size="xs" c="dimmed">
                {sentenceOf(step, names)}
                {number === undefined ? "" : ` · ${number.entered} entered, ${number.waiting} waiting`}
              </Text>
            </UnstyledButton>
            {ways(step.id, outletsOfDraft(step), nameOfStep(step))}
          </li>
        )
      })}
    </ol>
  )
}
