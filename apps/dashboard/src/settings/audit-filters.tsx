import { SimpleGrid, TextInput } from "@mantine/core"
import type { ReactNode } from "react"
import { FieldSelect } from "../look/form/field-select.tsx"
import { startOfDay } from "../look/time/instants.ts"

/** What someone narrows the log down to, as they typed it. */
export interface Typed {
  who: string
  kind: string | null
  name: string
  /** Days, such as `2026-03-01`. */
  from: string
  until: string
}

export const nothingTyped: Typed = { who: "", kind: null, name: "", from: "", until: "" }

/** Two fields beside each other on a phone, all in a row where there is room. */
export function AuditFilters({
  typed,
  kinds,
  onType,
  children,
}: {
  typed: Typed
  /** Of things that change, with what they are called. */
  kinds: Readonly<Record<string, string>>
  onType: (typed: Typed) => void
  children: ReactNode
}) {
  const field = (name: "who" | "name" | "from" | "until") => ({
    size: "sm",
    value: typed[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      onType({ ...typed, [name]: value }),
  })
  return (
    <SimpleGrid
      cols={{ base: 2, sm: 3, lg: 6 }}
      spacing="sm"
      verticalSpacing="xs"
      style={{ alignItems: "end" }}
    >
      <TextInput label="Actor" placeholder="Name begins with" {...field("who")} />
      <FieldSelect
        label="Event"
        placeholder="Anything"
        size="sm"
        clearable
        data={Object.entries(kinds)
          .map(([value, label]) => ({ value, label }))
          .sort((one, other) => one.label.localeCompare(other.label))}
        value={typed.kind}
        onChange={(kind) => onType({ ...typed, kind })}
      />
      <TextInput label="Name" placeholder="Begins with" {...field("name")} />
      <TextInput label="From" type="date" max={typed.until} {...field("from")} />
      <TextInput label="Until" type="date" min={typed.from} {...field("until")} />
      {children}
    </SimpleGrid>
  )
}

/** As the API asks for it. Days are those of the member's zone; the last one is included. */
export function asQuery({ who, kind, name, from, until }: Typed, zone: string | undefined) {
  return {
    ...(who.trim() === "" ? {} : { actor: who.trim() }),
    ...(kind === null ? {} : { action: kind }),
    ...(name.trim() === "" ? {} : { subject: name.trim() }),
    ...(from === "" ? {} : { from: startOfDay(from, 0, zone).toISOString() }),
    ...(until === "" ? {} : { to: startOfDay(until, 1, zone).toISOString() }),
  }
}
