/** How a value is compared: the operators of its type, and the field for what it is compared with. */
import { TagsInput } from "@mantine/core"
import { SeveralSelect } from "../../look/form/several-select.tsx"
import { Amount, Pick, Word, Words } from "./inputs.tsx"
import { isPoint, PointFields } from "./time.tsx"

export type ValueType = "text" | "number" | "boolean" | "date" | "list" | "other"

const presence = { exists: "is known", missing: "is not known" } as const
const equality = { equals: "is", not_equals: "is not" } as const
const operators = {
  text: {
    ...equality,
    in: "is one of",
    not_in: "is none of",
    contains: "contains",
    starts_with: "starts with",
    matches: "matches the pattern",
    not_matches: "does not match the pattern",
    ...presence,
  },
  number: {
    ...equality,
    at_least: "is at least",
    greater_than: "is more than",
    at_most: "is at most",
    less_than: "is less than",
    ...presence,
  },
  boolean: { equals: "is", ...presence },
  date: { after: "is after", before: "is before", on: "is on", ...presence },
  list: { includes: "has", excludes: "does not have", ...presence },
  other: presence,
} as const satisfies Record<ValueType, Readonly<Record<string, string>>>

/** What a comparison begins with. */
export const beginnings: Record<ValueType, { op: string; value?: unknown }> = {
  text: { op: "equals", value: "" },
  number: { op: "at_least", value: undefined },
  boolean: { op: "equals", value: true },
  date: { op: "after", value: { ago: 30, unit: "days" } },
  list: { op: "includes", value: "" },
  other: { op: "exists" },
}

const isPresence = (op: unknown) => op === "exists" || op === "missing"
/** What is typed, also where there are values to choose from. */
const isFreeText = (op: string) => ["contains", "starts_with", "matches", "not_matches"].includes(op)
const isPattern = (op: string) => op === "matches" || op === "not_matches"
const isMany = (op: unknown) => op === "in" || op === "not_in"

/** Whether it says all that it must. */
export function isCompared({ op, value }: { op?: unknown; value?: unknown }): boolean {
  if (isPresence(op)) return true
  if (isMany(op)) return Array.isArray(value) && value.length > 0
  if (op === "before" || op === "after" || op === "on") return isPoint(value)
  return value !== undefined && value !== ""
}

interface Compared {
  op?: unknown
  value?: unknown
}

/** The operator and its value. */
export function ComparisonFields({
  type,
  choices,
  comparison: { op, value },
  onChange,
}: {
  type: ValueType
  /** Where the value is one of these. */
  choices?: readonly { value: string; label: string }[] | undefined
  comparison: Compared
  onChange: (comparison: { op: string; value?: unknown }) => void
}) {
  const words: Readonly<Record<string, string>> = operators[type]
  const chosen = typeof op === "string" && op in words ? op : beginnings[type].op
  const set = (next: unknown) => onChange({ op: chosen, value: next })
  return (
    <>
      <Word
        label="Comparison"
        w={130}
        value={chosen}
        words={words}
        onChange={(next) => {
          if (isPresence(next)) onChange({ op: next })
          else if (isMany(next))
            onChange({ op: next, value: Array.isArray(value) ? value : value ? [value] : [] })
          else
            onChange({
              op: next,
              value: Array.isArray(value) ? (value[0] ?? "") : (value ?? beginnings[type].value),
            })
        }}
      />
      {isPresence(chosen) ? null : isMany(chosen) && choices !== undefined ? (
        <SeveralSelect
          size="xs"
          w={260}
          maw="100%"
          aria-label="Values"
          {...(Array.isArray(value) && value.length > 0 ? {} : { placeholder: "Choose one or more" })}
          data={[...choices]}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={set}
        />
      ) : isMany(chosen) ? (
        <TagsInput
          size="xs"
          w={260}
          maw="100%"
          aria-label="Values"
          placeholder="Press Enter after each"
          acceptValueOnBlur
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={set}
        />
      ) : type === "date" ? (
        <PointFields value={value} onChange={set} />
      ) : type === "boolean" ? (
        <Word
          label="Value"
          w={90}
          value={value === false ? "no" : "yes"}
          words={{ yes: "yes", no: "no" }}
          onChange={(word) => set(word === "yes")}
        />
      ) : type === "number" ? (
        <Amount label="Value" value={value} onChange={set} />
      ) : choices === undefined || isFreeText(chosen) ? (
        <Words label={isPattern(chosen) ? "Pattern, such as ^VIP" : "Value"} value={value} onChange={set} />
      ) : (
        <Pick label="Value" value={value} choices={choices} onChange={set} />
      )}
    </>
  )
}
