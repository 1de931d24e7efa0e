/** Conditions on properties of an event, or on the members of a list of objects. */
import { ActionIcon, Button, Stack, Text } from "@mantine/core"
import { IconX } from "@tabler/icons-react"
import { beginnings, ComparisonFields, isCompared, type ValueType } from "./comparison.tsx"
import { Sentence, Word, Words } from "./inputs.tsx"

interface Property {
  property: string
  op: string
  value?: unknown
}

const types = { text: "text", number: "number", boolean: "yes or no", date: "date", list: "list" } as const

export const propertiesIn = (where: unknown): readonly Property[] => (Array.isArray(where) ? where : [])

/** Whether each says all that it must. */
export const areProperties = (where: unknown): boolean =>
  propertiesIn(where).every((one) => one.property !== "" && isCompared(one))

function typeOf({ op, value }: Property): ValueType {
  if (["before", "after", "on"].includes(op)) return "date"
  if (op === "includes" || op === "excludes") return "list"
  if (["at_least", "at_most", "greater_than", "less_than"].includes(op) || typeof value === "number")
    return "number"
  return typeof value === "boolean" ? "boolean" : "text"
}

export function WhereFields({
  value,
  add,
  onChange,
}: {
  value: unknown
  /** The button for one more. */
  add: string
  onChange: (where: Property[] | undefined) => void
}) {
  const all = propertiesIn(value)
  const set = (next: Property[]) => onChange(next.length === 0 ? undefined : next)
  const replace = (index: number, one: Property) => set(all.with(index, one))
  return (
    <Stack gap={6}>
      {all.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and keep their order
        <Sentence key={index}>
          <Text size="xs" c="dimmed" span>
            {index === 0 ? "where" : "and"}
          </Text>
          <Words
            label="Property"
            value={one.property}
            onChange={(property) => replace(index, { ...one, property })}
          />
          <Word
            label="Type"
            w={100}
            value={typeOf(one)}
            words={types}
            onChange={(type) => replace(index, { property: one.property, ...beginnings[type] })}
          />
          <ComparisonFields
            type={typeOf(one)}
            comparison={one}
            onChange={(comparison) => replace(index, { property: one.property, ...comparison })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label="Remove property"
            onClick={() => set(all.toSpliced(index, 1))}
          >
            <IconX size={14} />
          </ActionIcon>
        </Sentence>
      ))}
      <div>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => set([...all, { property: "", ...beginnings.text }])}
        >
          {add}
        </Button>
      </div>
    </Stack>
  )
}
