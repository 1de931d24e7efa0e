import { Group, Select, Text, TextInput } from "@mantine/core"
import { attributeKey } from "@parley/model"
import type { Shapes } from "../../../api/client.ts"
import { FieldSelect } from "../../../look/form/field-select.tsx"
import { Section } from "../../../look/page/section.tsx"
import { Sheet } from "../../../look/table/sheet.tsx"
import { useAmount } from "../../../look/time/notation.ts"
import { memberOf, targetChoices, typeChoices } from "../column-words.ts"
import type { ImportKind } from "../kind-choice.tsx"

type Column = Shapes["ImportPreview"]["columns"][number]
type Planned = NonNullable<Shapes["ImportSettings"]["columns"]>[number]

const ignored = "ignored"

/** What each column of a file becomes: guessed by its name, and chosen here. */
export function Mapping({
  of,
  columns,
  onChange,
}: {
  /** What the rows are. */
  of: ImportKind
  columns: readonly Column[]
  onChange: (place: number, column: Planned) => void
}) {
  const amount = useAmount()
  const rows = columns.map((column, place) => ({ ...column, place }))
  const taken = new Set(columns.flatMap(({ kind, target }) => (kind === "field" && target ? [target] : [])))
  const isPlannable = (name: string) => name !== ""
  return (
    <Section title="Columns" intro="What each column becomes. Change what was guessed wrong.">
      <Sheet
        label="Columns"
        rows={rows}
        keyOf={({ place }) => place}
        columns={[
          {
            heading: "Column",
            kind: "title",
            cell: ({ name }) => (name === "" ? <Text c="dimmed">(no name)</Text> : name),
          },
          {
            heading: "Becomes",
            cell: (row) =>
              isPlannable(row.name) ? (
                <Becomes
                  of={of}
                  column={row}
                  taken={taken}
                  onChange={(column) => onChange(row.place, column)}
                />
              ) : (
                <Text c="dimmed">Ignored</Text>
              ),
          },
          {
            heading: "Read as",
            kind: "text",
            cell: ({ examples }) => (examples.length === 0 ? "" : examples.join(" · ")),
          },
          {
            heading: "Left out",
            kind: "number",
            cell: ({ unread }) => (unread === 0 ? "" : amount(unread)),
          },
        ]}
      />
    </Section>
  )
}

function Becomes({
  of,
  column,
  taken,
  onChange,
}: {
  of: ImportKind
  column: Column
  taken: ReadonlySet<string>
  onChange: (column: Planned) => void
}) {
  const { name, kind, target, type } = column
  const value = kind === "field" ? (target ?? ignored) : kind
  const member = memberOf[of]
  const key = target?.startsWith(member.prefix) ? target.slice(member.prefix.length) : ""
  const choices = targetChoices[of].filter((choice) => choice.value === target || !taken.has(choice.value))
  return (
    <Group gap="xs" wrap="wrap">
      <FieldSelect
        aria-label={`What ${name} becomes`}
        size="xs"
        w={160}
        maw="100%"
        data={choices}
        value={value}
        onChange={(chosen) => {
          if (chosen === null || chosen === value) return
          if (chosen === ignored) onChange({ name, target: null })
          else if (chosen === member.kind)
            onChange({ name, target: `${member.prefix}${attributeKey(name) || "value"}` })
          else onChange({ name, target: chosen })
        }}
      />
      {kind === member.kind ? (
        <>
          <TextInput
            aria-label={`${member.word} of ${name}`}
            size="xs"
            w={130}
            defaultValue={key}
            onBlur={(event) => {
              const wanted = attributeKey(event.currentTarget.value)
              if (wanted !== "" && wanted !== key)
                onChange({ name, target: `${member.prefix}${wanted}`, ...(type && { type }) })
            }}
          />
          <Select
            aria-label={`Type of ${name}`}
            size="xs"
            w={105}
            allowDeselect={false}
            data={typeChoices}
            value={type}
            onChange={(chosen) => {
              const known = typeChoices.find((choice) => choice.value === chosen)
              if (known && target !== null) onChange({ name, target, type: known.value })
            }}
          />
        </>
      ) : null}
    </Group>
  )
}
