import { Button, CloseButton, Group, Menu, Popover, TextInput } from "@mantine/core"
import { IconCheck, IconFilter } from "@tabler/icons-react"
import { type FormEvent, useState } from "react"
import { FieldSelect } from "../form/field-select.tsx"
import { calendarDay } from "../time/instants.ts"
import { useNotation } from "../time/notation.ts"
import classes from "./data-table.module.css"
import { filterInWords, type ListFilter } from "./list-state.ts"

type Values = Readonly<Record<string, string>>

/** What a list is narrowed by: a chip for each filter that is set, a menu of those that are not, and a way to clear all. */
export function FilterBar({
  filters,
  values,
  onChange,
}: {
  filters: readonly ListFilter[]
  /** By the filters' names; those that are not set are not there. */
  values: Values
  onChange: (values: Values) => void
}) {
  /** The filter that is being set. */
  const [open, setOpen] = useState<string>()
  const isShown = ({ name }: ListFilter) => name in values || name === open
  const left = filters.filter((filter) => !isShown(filter))
  const set = (name: string, value: string) => {
    const { [name]: _, ...others } = values
    setOpen(undefined)
    onChange(value === "" ? others : { ...others, [name]: value })
  }
  if (filters.length === 0) return null
  return (
    <>
      {filters.filter(isShown).map((filter) => (
        <Chip
          key={filter.name}
          filter={filter}
          value={values[filter.name] ?? ""}
          isOpen={filter.name === open}
          onOpen={(isOpen) => setOpen(isOpen ? filter.name : undefined)}
          onSet={(value) => set(filter.name, value)}
        />
      ))}
      {left.length === 0 ? null : (
        <Menu position="bottom-start" shadow="md" returnFocus={false}>
          <Menu.Target>
            <Button variant="default" size="xs" leftSection={<IconFilter size={14} aria-hidden />}>
              Add filter
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map(({ name, label }) => (
              <Menu.Item key={name} onClick={() => setOpen(name)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {Object.keys(values).length === 0 ? null : (
        <Button variant="subtle" size="xs" onClick={() => onChange({})}>
          Clear filters
        </Button>
      )}
    </>
  )
}

interface ChipProps {
  filter: ListFilter
  value: string
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onSet: (value: string) => void
}

function Chip({ filter, value, isOpen, onOpen, onSet }: ChipProps) {
  const notation = useNotation()
  const words =
    value === "" ? filter.label : filterInWords(filter, value, (day) => calendarDay(day, notation))
  const button = (
    <Button variant="default" size="xs" className={classes.chip ?? ""}>
      {words}
    </Button>
  )
  return (
    <Group gap={0} wrap="nowrap" className={classes.filter ?? ""}>
      {filter.kind === "choice" && filter.isLong !== true ? (
        <Menu opened={isOpen} onChange={onOpen} position="bottom-start" shadow="md">
          <Menu.Target>{button}</Menu.Target>
          <Menu.Dropdown mah={320} className={classes.choices ?? ""}>
            {filter.choices.map((choice) => (
              <Menu.Item
                key={choice.value}
                onClick={() => onSet(choice.value)}
                rightSection={choice.value === value ? <IconCheck size={14} aria-label="chosen" /> : null}
              >
                {choice.label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <Popover opened={isOpen} onChange={onOpen} position="bottom-start" shadow="md" trapFocus>
          <Popover.Target>
            {/* A popover, unlike a menu, does not open by itself. */}
            <Button
              variant="default"
              size="xs"
              className={classes.chip ?? ""}
              onClick={() => onOpen(!isOpen)}
            >
              {words}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            {filter.kind === "choice" ? (
              <FieldSelect
                label={filter.label}
                size="xs"
                w={240}
                data={filter.choices}
                value={value}
                onChange={(chosen) => onSet(chosen ?? "")}
                comboboxProps={{ withinPortal: false }}
                data-autofocus
              />
            ) : (
              <TypedValue filter={filter} value={value} onSet={onSet} />
            )}
          </Popover.Dropdown>
        </Popover>
      )}
      {value === "" ? null : (
        <CloseButton size="sm" aria-label={`Remove filter ${filter.label}`} onClick={() => onSet("")} />
      )}
    </Group>
  )
}

function TypedValue({ filter, value, onSet }: Pick<ChipProps, "filter" | "value" | "onSet">) {
  const [typed, setTyped] = useState(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSet(typed.trim())
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={filter.label}
          size="xs"
          {...(filter.kind === "day" ? { type: "date" } : {})}
          {...(filter.kind === "text" && filter.placeholder !== undefined
            ? { placeholder: filter.placeholder }
            : {})}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" size="xs">
          Apply
        </Button>
      </Group>
    </form>
  )
}
