import { ActionIcon, Button, Divider, Group, Stack, Text, Textarea, TextInput, Title } from "@mantine/core"
import type { StepKindName } from "@parley/model"
import { IconCopy, IconTrash, IconX } from "@tabler/icons-react"
import { type ReactNode, useEffect, useRef } from "react"
import { FieldSelect } from "../../look/form/field-select.tsx"
import type { CanvasProblem } from "../api.ts"
import type { Graph, StepDraft } from "../editing/draft.ts"
import { type Origin, outletsOfDraft, targetOf } from "../editing/graph.ts"
import { formOf, nameOfOutlet, nameOfStep } from "../steps/index.ts"
import { errorAt, type StepForm, type Surroundings } from "../steps/step-form.ts"
import classes from "./builder.module.css"
import { ProblemList } from "./problem-list.tsx"

/** What is beside the drawing: a heading, and what is edited. Esc closes it. */
export function Panel({
  title,
  intro,
  icon,
  takesFocus,
  onClose,
  children,
}: {
  title: string
  intro?: string
  icon: ReactNode
  takesFocus: boolean
  onClose: () => void
  children: ReactNode
}) {
  const close = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!takesFocus) return
    const field = panel.current?.querySelector<HTMLElement>("input, textarea")
    ;(field ?? close.current)?.focus()
  }, [takesFocus])
  return (
    <section
      ref={panel}
      className={classes.panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return
        event.stopPropagation()
        onClose()
      }}
    >
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            {icon}
            <Title order={2} size="h5">
              {title}
            </Title>
          </Group>
          <ActionIcon ref={close} variant="subtle" color="gray" aria-label="Close the step" onClick={onClose}>
            <IconX size={18} />
          </ActionIcon>
        </Group>
        {intro === undefined ? null : (
          <Text size="xs" c="dimmed">
            {intro}
          </Text>
        )}
        {children}
      </Stack>
    </section>
  )
}

/** Edits a step: what it is called, what it does, where it leads. */
export function StepPanel<K extends StepKindName>({
  step,
  place,
  graph,
  of,
  problems,
  takesFocus,
  onChange,
  onConnect,
  onCopy,
  onRemove,
  onClose,
}: {
  step: StepDraft<K>
  /** Among the steps. */
  place: number
  graph: Graph
  of: Surroundings
  problems: readonly CanvasProblem[]
  takesFocus: boolean
  onChange: (step: StepDraft) => void
  onConnect: (from: Origin, to: string | null) => void
  onCopy: () => void
  onRemove: () => void
  onClose: () => void
}) {
  const form: StepForm<K> = formOf(step.kind as K)
  const { label, intro, icon: Icon, Form } = form
  const at = `steps.${place}`
  const all: StepDraft = step as StepDraft
  return (
    <Panel
      title={label}
      intro={intro}
      icon={<Icon size={18} aria-hidden />}
      takesFocus={takesFocus}
      onClose={onClose}
    >
      <ProblemList label="Problems of this step" problems={problems} />
      <TextInput
        label="Name"
        placeholder={label}
        maxLength={100}
        data-path={`${at}.name`}
        error={errorAt(of.errors, `${at}.name`)}
        value={all.name}
        onChange={({ currentTarget }) => onChange({ ...all, name: currentTarget.value })}
      />
      {Form === undefined ? null : (
        <Form step={step} at={at} of={of} onChange={(changed) => onChange(changed as StepDraft)} />
      )}
      <Divider />
      <LeadsTo
        graph={graph}
        step={all.id}
        outlets={outletsOfDraft(all).map((outlet) => ({ id: outlet.id, name: nameOfOutlet(outlet) }))}
        onConnect={onConnect}
      />
      <Textarea
        label="Note for the team"
        autosize
        minRows={1}
        maxLength={2000}
        data-path={`${at}.note`}
        value={all.note}
        onChange={({ currentTarget }) => onChange({ ...all, note: currentTarget.value })}
      />
      <Group gap="xs">
        <Button size="xs" variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={onCopy}>
          Copy
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={onRemove}
        >
          Delete step
        </Button>
      </Group>
    </Panel>
  )
}

const nowhere = ":nowhere"

/** Where each outlet leads, to be chosen. */
export function LeadsTo({
  graph,
  step,
  outlets,
  onConnect,
}: {
  graph: Graph
  /** null: the entry. */
  step: string | null
  outlets: readonly { id: string; name: string }[]
  onConnect: (from: Origin, to: string | null) => void
}) {
  if (outlets.length === 0) return null
  const choices = [
    { value: nowhere, label: "Nowhere: the canvas ends" },
    ...graph.steps
      .filter(({ id }) => id !== step)
      .map((other) => ({ value: other.id, label: nameOfStep(other) })),
  ]
  return (
    <Stack gap="xs" role="group" aria-label="Leads to">
      <Text size="sm" fw={550}>
        Leads to
      </Text>
      {outlets.map(({ id, name }) => (
        <FieldSelect
          key={id}
          size="xs"
          label={name}
          data={choices}
          value={targetOf(graph, { step, outlet: id }) ?? nowhere}
          onChange={(to) => onConnect({ step, outlet: id }, to === nowhere ? null : to)}
        />
      ))}
    </Stack>
  )
}
