import { ActionIcon, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import { type UseFormReturnType, useForm } from "@mantine/form"
import { attributeKey, attributeName, contactLengths, readAttributeValue, readEmail } from "@parley/model"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import { withChosen } from "../look/form/choices.ts"
import { FieldSelect } from "../look/form/field-select.tsx"
import { FormShell, type FormShellProps } from "../look/form/form-shell.tsx"
import { PhoneField } from "../look/form/phone-field.tsx"
import { phoneFault } from "../look/form/phone-reading.ts"
import { SuggestingInput } from "../look/form/suggesting-input.tsx"
import { Section } from "../look/page/section.tsx"
import { useAttributes } from "./attributes/use-attributes.ts"
import { kindInWords, readingNote } from "./attributes/value-words.ts"
import { type ContactDraft, choicesOf, contactWords } from "./contact-draft.ts"
import { fieldWords, genderWords } from "./field-words.ts"

interface ContactFormProps extends Omit<FormShellProps<ContactDraft>, "form" | "words" | "children"> {
  initial: ContactDraft
  /** Known by Meta's id, and so in need of no other. */
  hasBsuid?: boolean
}

/** Everything that can be said of a contact; what it becomes is its user's business. */
export function ContactForm({ initial, hasBsuid = false, ...shell }: ContactFormProps) {
  const { types } = useAttributes()
  const form = useForm<ContactDraft>({
    initialValues: initial,
    validate: {
      phone: (phone, { external_id }) =>
        !hasBsuid && phone.trim() === "" && external_id.trim() === ""
          ? "Enter a phone or an external ID"
          : phoneFault(phone),
      email: (email) =>
        email.trim() === "" || readEmail(email) !== undefined
          ? null
          : "Enter an address such as ana@example.com",
      attributes: {
        name: (name, { attributes }) => attributeFault(name, attributes),
        value: (value, { attributes }, path) => {
          const name = attributes[Number(path.split(".")[1])]?.name.trim() ?? ""
          if (value.trim() === "") return null
          const read = readAttributeValue(value.trim(), { from: "text", type: types.get(name) })
          return read.ok ? null : read.message
        },
      },
    },
  })
  const text = (field: "first_name" | "last_name" | "external_id" | "email" | "city", maxLength: number) => (
    <TextInput {...fieldWords[field]} maxLength={maxLength} {...form.getInputProps(field)} />
  )
  const choice = (field: keyof typeof choicesOf) => (
    <FieldSelect
      {...fieldWords[field]}
      clearable
      clearButtonProps={{ "aria-label": `Clear ${fieldWords[field].label.toLowerCase()}` }}
      data={withChosen(choicesOf[field].all, initial[field], choicesOf[field].nameOf(initial[field]))}
      {...form.getInputProps(field)}
      value={form.values[field]}
      onChange={(value) => form.setFieldValue(field, value ?? "")}
    />
  )
  return (
    <FormShell form={form} words={contactWords} {...shell}>
      <Section title="Person">
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {text("first_name", contactLengths.name)}
          {text("last_name", contactLengths.name)}
          <PhoneField
            label={fieldWords.phone.label}
            {...form.getInputProps("phone")}
            value={form.values.phone}
          />
          {text("email", contactLengths.email)}
          {text("external_id", contactLengths.external_id)}
          <Select
            {...fieldWords.gender}
            clearable
            clearButtonProps={{ "aria-label": "Clear gender" }}
            data={genderChoices}
            {...form.getInputProps("gender")}
            value={form.values.gender === "" ? null : form.values.gender}
            onChange={(value) => form.setFieldValue("gender", value ?? "")}
          />
          <TextInput {...fieldWords.date_of_birth} type="date" {...form.getInputProps("date_of_birth")} />
          {choice("language")}
          {choice("country")}
          {text("city", contactLengths.city)}
          {choice("time_zone")}
        </SimpleGrid>
      </Section>
      <Section title="Attributes" intro="Anything else you know. Use it in templates and audiences.">
        <Attributes form={form} />
      </Section>
    </FormShell>
  )
}

const genderChoices = Object.entries(genderWords).map(([value, label]) => ({ value, label }))

function Attributes({ form }: { form: UseFormReturnType<ContactDraft> }) {
  const { known, types } = useAttributes()
  const kindOf = (name: string) => types.get(name.trim())
  const rows = form.values.attributes
  return (
    <Stack gap="sm">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form is known by its place
        <Group key={index} align="flex-start" wrap="nowrap" gap="xs">
          <SuggestingInput
            flex={{ base: 2, xs: 1 }}
            aria-label={`Name of attribute ${index + 1}`}
            placeholder="city"
            // Those of the other rows cannot be chosen again.
            suggestions={known
              .filter(({ name }) => !rows.some((other, at) => at !== index && other.name === name))
              .map(({ name, type }) => ({ value: name, note: kindInWords[type] }))}
            {...form.getInputProps(`attributes.${index}.name`)}
            onBlur={() => form.setFieldValue(`attributes.${index}.name`, asAttributeName)}
          />
          <TextInput
            flex={{ base: 3, xs: 2 }}
            aria-label={`Value of attribute ${index + 1}`}
            placeholder="Lima"
            maxLength={contactLengths.attribute}
            description={readingNote(row.value, kindOf(row.name))}
            inputWrapperOrder={["input", "description", "error"]}
            {...form.getInputProps(`attributes.${index}.value`)}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove attribute ${index + 1}`}
            onClick={() => form.removeListItem("attributes", index)}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {form.errors.attributes ? (
        <Text c="var(--mantine-color-error)" size="sm" role="alert">
          {form.errors.attributes}
        </Text>
      ) : null}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => form.insertListItem("attributes", { name: "", value: "" })}
        >
          Add an attribute
        </Button>
      </Group>
    </Stack>
  )
}

/** As an import would name it; what is a name already stays. */
const asAttributeName = (typed: string) =>
  attributeName.safeParse(typed.trim()).success ? typed.trim() : attributeKey(typed)

function attributeFault(name: string, all: ContactDraft["attributes"]): string | null {
  const key = name.trim()
  if (key === "") return null
  if (!attributeName.safeParse(key).success) return "Use up to 255 characters, without $ in front"
  return all.filter((other) => other.name.trim() === key).length > 1 ? "This name is used twice" : null
}
