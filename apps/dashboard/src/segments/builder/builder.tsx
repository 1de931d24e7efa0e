import { ActionIcon, Button, Group, Menu, Paper, Stack, Text } from "@mantine/core"
import { IconFolderPlus, IconPlus, IconX } from "@tabler/icons-react"
import { useAmount } from "../../look/time/notation.ts"
import classes from "./builder.module.css"
import { asGroup, type Draft, type FilterDraft, fromGroup, type Join, pathOfPart } from "./draft.ts"
import { Word } from "./inputs.tsx"
import { beginDraft, isComplete, isKind, kindForms } from "./kinds/index.ts"

/** What is known of the parts of a filter, by their paths; undefined: not yet. */
export interface Counts {
  /** How many contacts a condition holds for. */
  alone: (path: string) => number | undefined
  /** How many are left after a part of the outermost group and those before it. */
  after: (path: string) => number | undefined
}

interface PartProps {
  filter: FilterDraft
  path: string
  counts: Counts
  /** There is nothing to add and nothing to remove. */
  isFixed: boolean
  onChange: (filter: FilterDraft) => void
  onRemove?: () => void
}

/** A filter as a sentence: groups of conditions, each with how many it holds for. */
export function Builder({
  value,
  counts,
  onChange,
}: {
  value: FilterDraft
  counts: Counts
  /** Without it the filter is only shown. */
  onChange?: (filter: FilterDraft) => void
}) {
  const part = { filter: value, path: "", counts, isFixed: onChange === undefined, depth: 0 }
  const whole = <GroupPart {...part} onChange={onChange ?? (() => undefined)} />
  return onChange === undefined ? (
    <fieldset disabled className={classes.fixed}>
      {whole}
    </fieldset>
  ) : (
    whole
  )
}

const joins: Record<Join, string> = {
  all: "all of these are true",
  any: "any of these is true",
  none: "none of these is true",
  not_all: "not all of these are true",
}
const between: Record<Join, string> = { all: "and", any: "or", none: "nor", not_all: "and" }
const deepest = 3

function GroupPart({
  filter,
  path,
  counts,
  isFixed,
  onChange,
  onRemove,
  depth,
}: PartProps & { depth: number }) {
  const group = asGroup(filter) ?? { join: "all" as const, parts: [filter] }
  const { join, parts } = group
  const set = (next: readonly FilterDraft[]) => onChange(fromGroup({ join, parts: next }))
  return (
    <Stack gap="xs">
      <Group gap={6} justify="space-between" wrap="nowrap">
        <Group gap={6}>
          <Text size="sm">{depth === 0 ? "Contacts where" : "where"}</Text>
          <Word
            label="How conditions combine"
            w={200}
            value={join}
            words={joins}
            onChange={(chosen) => onChange(fromGroup({ join: chosen, parts }))}
          />
        </Group>
        {onRemove === undefined || isFixed ? null : <Remove label="Remove group" onClick={onRemove} />}
      </Group>
      {parts.map((part, index) => {
        const at = pathOfPart(path, join, index)
        const given = {
          filter: part,
          path: at,
          counts,
          isFixed,
          onChange: (next: FilterDraft) => set(parts.with(index, next)),
          onRemove: () => set(parts.toSpliced(index, 1)),
        }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
          <div key={index}>
            {index === 0 ? null : (
              <Text size="xs" c="dimmed" ps="sm" pb={4}>
                {between[join]}
              </Text>
            )}
            {asGroup(part) === undefined ? (
              <ConditionPart {...given} draft={part as Draft} />
            ) : (
              <Paper withBorder p="sm" className={classes.group ?? ""}>
                <GroupPart {...given} depth={depth + 1} />
              </Paper>
            )}
          </div>
        )
      })}
      {isFixed ? null : <AddPart isDeepest={depth >= deepest} onAdd={(part) => set([...parts, part])} />}
    </Stack>
  )
}

function AddPart({ isDeepest, onAdd }: { isDeepest: boolean; onAdd: (part: FilterDraft) => void }) {
  return (
    <Group gap="xs">
      <Menu position="bottom-start" shadow="md" returnFocus={false}>
        <Menu.Target>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />}>
            Add a condition
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(kindForms).map(([kind, { label }]) => (
            <Menu.Item key={kind} onClick={() => (isKind(kind) ? onAdd(beginDraft(kind)) : undefined)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {isDeepest ? null : (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconFolderPlus size={14} aria-hidden />}
          onClick={() => onAdd({ any: [] })}
        >
          Add a group
        </Button>
      )}
    </Group>
  )
}

function ConditionPart({
  draft,
  path,
  counts,
  isFixed,
  onChange,
  onRemove,
}: Omit<PartProps, "filter"> & { draft: Draft }) {
  const { label, Form } = kindForms[draft.on]
  const amount = useAmount()
  const [alone, after] = [counts.alone(path), counts.after(path)]
  return (
    <Paper withBorder p="xs" component="section" aria-label={`Condition: ${label}`}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <Group gap={6} flex={1} miw={0}>
          <Text size="sm" fw={550} span>
            {label}
          </Text>
          <Form draft={draft} onChange={onChange} />
        </Group>
        {onRemove === undefined || isFixed ? null : (
          <Remove label={`Remove condition: ${label}`} onClick={onRemove} />
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {!isComplete(draft)
          ? "Complete this condition to count it."
          : alone === undefined
            ? "Counting…"
            : `${amount(alone)} ${alone === 1 ? "contact" : "contacts"}${after === undefined ? "" : ` · ${amount(after)} left after it`}`}
      </Text>
    </Paper>
  )
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} onClick={onClick}>
      <IconX size={16} />
    </ActionIcon>
  )
}
