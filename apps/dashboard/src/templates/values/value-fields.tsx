import { JsonInput, Stack, TextInput } from "@mantine/core"
import { PersonalInput } from "../../contacts/attributes/personal-input.tsx"
import { type Field, withValue } from "./fields.ts"
import { MediaField } from "./media-field.tsx"
import { ProductsField } from "./products-field.tsx"
import type { ValuesInHand } from "./use-values.ts"

/** A field for each value that a message gives a template. */
export function ValueFields({
  values: { fields, form, setForm, zone },
  errors,
  numberId,
}: {
  values: ValuesInHand
  errors: Readonly<Record<string, string>>
  /** The number that sends it, when one does: its files can be uploaded. */
  numberId?: string | undefined
}) {
  if (fields.length === 0) return null
  const shared = (field: Field) => ({
    key: field.path,
    size: "sm",
    label: field.isOptional ? `${field.label} (optional)` : field.label,
    description: field.description,
    value: form[field.path] ?? "",
    error: errors[field.path],
  })
  const change = (path: string, value: string) => setForm(withValue(fields, form, path, value))
  return (
    <Stack gap="xs">
      {fields.map((field) => {
        const { key, ...look } = shared(field)
        switch (field.input) {
          case "products":
            return (
              <ProductsField key={key} path={field.path} form={form} onChange={setForm} errors={errors} />
            )
          case "media":
            return (
              <MediaField
                key={key}
                field={{ ...field, label: look.label }}
                format={field.format ?? "DOCUMENT"}
                numberId={numberId}
                form={form}
                error={look.error}
                onChange={setForm}
              />
            )
          case "json":
            return (
              <JsonInput
                key={key}
                {...look}
                autosize
                minRows={2}
                onChange={(value) => change(field.path, value)}
              />
            )
          case "instant":
            return (
              <TextInput
                key={key}
                {...look}
                type="datetime-local"
                description={`In the time zone ${zone}.`}
                onChange={(event) => change(field.path, event.currentTarget.value)}
              />
            )
          case "text": {
            const { label, description, value, error } = look
            const text = { label, description, value, error }
            return <PersonalInput key={key} {...text} onChange={(value) => change(field.path, value)} />
          }
          default:
            return (
              <TextInput
                key={key}
                {...look}
                onChange={(event) => change(field.path, event.currentTarget.value)}
              />
            )
        }
      })}
    </Stack>
  )
}
