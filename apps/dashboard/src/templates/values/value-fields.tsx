import { JsonInput, Stack, TextInput } from "@mantine/core"
import type { ReactNode } from "react"
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
  at,
}: {
  values: ValuesInHand
  errors: Readonly<Record<string, string>>
  /** The number that sends it, when one does: its files can be uploaded. */
  numberId?: string | undefined
  /** Where the values are in the form around them, so that what is wrong with one leads there. */
  at?: string
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
        return (
          <Place key={key} path={at && `${at}.${field.covers ?? field.path}`}>
            {inputOf(field, look)}
          </Place>
        )
      })}
    </Stack>
  )

  function inputOf(field: Field, look: Omit<ReturnType<typeof shared>, "key">): ReactNode {
    switch (field.input) {
      case "products":
        return <ProductsField path={field.path} form={form} onChange={setForm} errors={errors} />
      case "media":
        return (
          <MediaField
            field={{ ...field, label: look.label }}
            format={field.format ?? "DOCUMENT"}
            numberId={numberId}
            form={form}
            error={look.error}
            onChange={setForm}
          />
        )
      case "json":
        return <JsonInput {...look} autosize minRows={2} onChange={(value) => change(field.path, value)} />
      case "instant":
        return (
          <TextInput
            {...look}
            type="datetime-local"
            description={`In the time zone ${zone}.`}
            onChange={(event) => change(field.path, event.currentTarget.value)}
          />
        )
      case "text": {
        const { label, description, value, error } = look
        const text = { label, description, value, error }
        return <PersonalInput {...text} onChange={(value) => change(field.path, value)} />
      }
      default:
        return <TextInput {...look} onChange={(event) => change(field.path, event.currentTarget.value)} />
    }
  }
}

/** A field that what is wrong with it leads to. */
function Place({ path, children }: { path: string | undefined; children: ReactNode }) {
  return path === undefined ? children : <div data-path={path}>{children}</div>
}
