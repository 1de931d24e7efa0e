import { Group, Stack, Text } from "@mantine/core"
import { IconLogin2 } from "@tabler/icons-react"
import { asWords } from "../../look/as-words.ts"
import { AnchorLink } from "../../look/links.tsx"
import { useAmount } from "../../look/time/notation.ts"
import type { CanvasCounts } from "../api.ts"
import { Panel } from "../builder/step-panel.tsx"
import { countsOfStep, stagesOf } from "../counts.ts"
import type { Graph } from "../editing/draft.ts"
import { outletsOfDraft, stepWith } from "../editing/graph.ts"
import { exitWords } from "../exit-words.ts"
import { formOf, nameOfOutlet, nameOfStep, sentenceOf } from "../steps/index.ts"
import type { Names } from "../steps/step-form.ts"

/** How many people came to a step, what became of them and of its messages. */
export function StepNumbersPanel({
  id,
  graph,
  canvasId,
  counts,
  names,
  onClose,
}: {
  /** Of the step, or the entry. */
  id: string
  graph: Graph
  canvasId: string
  counts: CanvasCounts | undefined
  names: Names
  onClose: () => void
}) {
  const step = stepWith(graph, id)
  if (step === undefined) {
    return (
      <Panel title="Entry" icon={<IconLogin2 size={18} aria-hidden />} takesFocus={false} onClose={onClose}>
        <Figures
          label="People"
          figures={[
            ["Entered", counts?.entered ?? 0],
            ["In the control group", counts?.control ?? 0],
            ["Under way", counts?.under_way ?? 0],
          ]}
        />
        <Figures label="Why they left" figures={exitsOf(counts?.exits ?? {})} />
        <AnchorLink to="/canvases/$canvasId/runs" params={{ canvasId }} search={{}} size="sm">
          See the people
        </AnchorLink>
      </Panel>
    )
  }
  const { waiting, moved, outlets, exits, messages } = countsOfStep(counts, id)
  const Icon = formOf(step.kind).icon
  return (
    <Panel
      title={nameOfStep(step)}
      intro={sentenceOf(step, names)}
      icon={<Icon size={18} aria-hidden />}
      takesFocus={false}
      onClose={onClose}
    >
      <Figures
        label="People"
        figures={[
          ["Entered", waiting + moved],
          ["Waiting", waiting],
          ["Moved on, or left", moved],
        ]}
      />
      <Figures
        label="Where they went"
        figures={outletsOfDraft(step).map((outlet) => [nameOfOutlet(outlet), outlets[outlet.id] ?? 0])}
      />
      <Figures label="Left the canvas here" figures={exitsOf(exits)} />
      <Figures
        label="Messages"
        figures={stagesOf(messages).map(([stage, count]) => [asWords(stage), count])}
      />
      {step.note === "" ? null : (
        <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
          {step.note}
        </Text>
      )}
      <AnchorLink to="/canvases/$canvasId/runs" params={{ canvasId }} search={{ step_id: id }} size="sm">
        See the people
      </AnchorLink>
    </Panel>
  )
}

const exitsOf = (exits: Readonly<Record<string, number>>): [string, number][] =>
  Object.entries(exits).map(([reason, count]) => [exitWords(reason), count])

function Figures({ label, figures }: { label: string; figures: readonly (readonly [string, number])[] }) {
  const amount = useAmount()
  if (figures.length === 0) return null
  return (
    <Stack gap={2} role="group" aria-label={label}>
      <Text size="sm" fw={550}>
        {label}
      </Text>
      {figures.map(([name, count]) => (
        <Group key={name} justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed">
            {name}
          </Text>
          <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
            {amount(count)}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
