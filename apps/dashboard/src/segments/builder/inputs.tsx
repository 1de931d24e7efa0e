/** What conditions are made of: small fields in a sentence. */
import { Group, NumberInput, Select, type SelectProps, TextInput } from "@mantine/core"
import type { ReactNode } from "react"
import { FieldSelect } from "../../look/form/field-select.tsx"

/** One of a few words. */
export function Word<Value extends string>({
  label,
  value,
  words,
  onChange,
  w = 150,
}: {
  label: string
  value: Value
  words: Readonly<Partial<Record<Value, string>>>
  onChange: (value: Value) => void
  w?: SelectProps["w"]
}) {
  return (
    <Select
      size="xs"
      w={w}
      aria-label={label}
      allowDeselect={false}
      data={Object.entries(words).map(([one, text]) => ({ value: one, label: String(text) }))}
      value={value}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen as Value)
      }}
    />
  )
}

/** One of many, found by typing. */
export function Pick({
  label,
  value,
  choices,
  onChange,
}: {
  label: string
  value: unknown
  choices: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}) {
  return (
    <FieldSelect
      size="xs"
      w={220}
      aria-label={label}
      placeholder={label}
      data={choices}
      value={typeof value === "string" ? value : null}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  )
}

export function Amount({
  label,
  value,
  min,
  isWhole = false,
  onChange,
}: {
  label: string
  value: unknown
  min?: number
  isWhole?: boolean
  onChange: (value: number | undefined) => void
}) {
  return (
    <NumberInput
      size="xs"
      w={90}
      aria-label={label}
      {...(min === undefined ? {} : { min })}
      allowDecimal={!isWhole}
      hideControls
      value={typeof value === "number" ? value : ""}
      onChange={(typed) => onChange(typeof typed === "number" ? typed : undefined)}
    />
  )
}

export function Words({
  label,
  value,
  onChange,
  type,
}: {
  label: string
  value: unknown
  onChange: (value: string) => void
  type?: "date"
}) {
  return (
    <TextInput
      size="xs"
      w={type === "date" ? 140 : 180}
      aria-label={label}
      placeholder={label}
      {...(type === undefined ? {} : { type })}
      value={typeof value === "string" ? value : ""}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** Parts of a sentence, one after the other. */
export const Sentence = ({ children }: { children: ReactNode }) => (
  <Group gap={6} align="center">
    {children}
  </Group>
)
