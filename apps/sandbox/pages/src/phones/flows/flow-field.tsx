import {
  Anchor,
  Checkbox,
  Chip,
  Group,
  Input,
  Radio,
  Select,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core"
import { dayOf, type Field, storedDay } from "./screen.ts"

/** HTML's types for Flow JSON's. */
const inputTypes: Readonly<Record<string, string>> = {
  text: "text",
  number: "text",
  email: "email",
  password: "password",
  passcode: "password",
  phone: "tel",
}

/** One thing a flow asks for, with what is wrong beside it. */
export function FlowField({
  field,
  version,
  value,
  error,
  onChange,
  onReadMore,
}: {
  field: Field
  /** Of the Flow JSON: dates are kept as milliseconds before version 5. */
  version: number
  value: unknown
  error: string | undefined
  onChange: (value: unknown) => void
  onReadMore: (action: unknown) => void
}) {
  const around = {
    label: field.label,
    description: field.helper || undefined,
    error,
    withAsterisk: field.isRequired,
    disabled: !field.isEnabled,
  }
  const text = typeof value === "string" || typeof value === "number" ? String(value) : ""
  const chosen = Array.isArray(value) ? value.map(String) : []
  switch (field.kind) {
    case "text":
      return (
        <TextInput
          {...around}
          dir="auto"
          type={inputTypes[field.inputType] ?? "text"}
          inputMode={field.inputType === "number" || field.inputType === "passcode" ? "decimal" : undefined}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case "area":
      return (
        <Textarea
          {...around}
          dir="auto"
          autosize
          minRows={3}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )
    case "dropdown":
      return (
        <Select
          {...around}
          value={text === "" ? null : text}
          data={field.options.map(({ id, title, isEnabled }) => ({
            value: id,
            label: title,
            disabled: !isEnabled,
          }))}
          onChange={(id) => onChange(id ?? "")}
        />
      )
    case "radio":
      return (
        <Radio.Group {...around} value={text} onChange={onChange}>
          <Stack gap="xs" my="xs">
            {field.options.map(({ id, title, description, isEnabled }) => (
              <Radio key={id} value={id} label={title} description={description} disabled={!isEnabled} />
            ))}
          </Stack>
        </Radio.Group>
      )
    case "checkboxes":
      return (
        <Checkbox.Group {...around} value={chosen} onChange={onChange}>
          <Stack gap="xs" my="xs">
            {field.options.map(({ id, title, description, isEnabled }) => (
              <Checkbox key={id} value={id} label={title} description={description} disabled={!isEnabled} />
            ))}
          </Stack>
        </Checkbox.Group>
      )
    case "chips":
      return (
        <Input.Wrapper {...around}>
          <Chip.Group multiple value={chosen} onChange={onChange}>
            <Group gap="xs" my="xs">
              {field.options.map(({ id, title, isEnabled }) => (
                <Chip key={id} value={id} disabled={!isEnabled}>
                  {title}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </Input.Wrapper>
      )
    case "date":
      return (
        <TextInput
          {...around}
          type="date"
          min={field.min}
          max={field.max}
          value={dayOf(text)}
          onChange={(event) => onChange(storedDay(version, event.currentTarget.value))}
        />
      )
    default:
      return (
        <Stack gap={2}>
          <Checkbox
            label={field.label + (field.isRequired ? " *" : "")}
            error={error}
            disabled={!field.isEnabled}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          {field.action === undefined ? null : (
            <Anchor
              component="button"
              type="button"
              size="sm"
              ta="start"
              ms={30}
              onClick={() => onReadMore(field.action)}
            >
              Read more
            </Anchor>
          )}
        </Stack>
      )
  }
}
