import { Stack, Text, TextInput } from "@mantine/core"
import type { Shapes } from "../api/client.ts"
import { keyOf, labelOf, type Variable } from "./values.ts"

/** A field for each value that a message gives a template. */
export function ValueFields({
  template,
  values,
  onChange,
}: {
  template: Pick<Shapes["Template"], "variables">
  values: Readonly<Record<string, string>>
  onChange: (values: Record<string, string>) => void
}) {
  if (template.variables.length === 0) return null
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        Values may name attributes, such as {'{{ contact.first_name | default: "there" }}'}.
      </Text>
      {template.variables.map((variable: Variable) => (
        <TextInput
          key={keyOf(variable)}
          size="sm"
          label={labelOf(variable)}
          value={values[keyOf(variable)] ?? ""}
          onChange={(event) => onChange({ ...values, [keyOf(variable)]: event.currentTarget.value })}
        />
      ))}
    </Stack>
  )
}
