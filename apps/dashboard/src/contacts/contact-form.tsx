import { ActionIcon, Button, Group, SimpleGrid, Stack, Text, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { attributeKey, attributeName } from "@parley/model"
import { IconPlus, IconTrash } from "@tabler/icons-react"
import type { ReactNode } from "react"
import { useAction } from "../look/action.ts"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Section } from "../look/section.tsx"
import type { ContactDraft } from "./contact-draft.ts"
import { fieldWords, shownFields } from "./field-words.ts"

/** Everything that can be said of a contact; what it becomes is its user's business. */
export function ContactForm({
  initial,
  hasBsuid = false,
  submitLabel,
  aside,
  onSubmit,
  onReload,
}: {
  initial: ContactDraft
  /** Known by Meta's id, and so in need of no other. */
  hasBsuid?: boolean
  submitLabel: string
  /** Beside the button that submits. */
  aside: ReactNode
  /** @throws what went wrong, in a shape that `asProblem` reads */
  onSubmit: (draft: ContactDraft) => Promise<unknown>
  /** Where someone else can have changed the contact meanwhile. */
  onReload?: () => void
}) {
  const form = useForm<ContactDraft>({
    initialValues: initial,
    validate: {
      phone: (phone, { external_id }) =>
        !hasBsuid && phone.trim() === "" && external_id.trim() === ""
          ? "Enter a phone or an external ID"
          : null,
      attributes: { name: (name, { attributes }) => attributeFault(name, attributes) },
    },
  })
  const save = useAction(onSubmit, (failure) => showOnFields(form, failure))
  return (
    <form onSubmit={form.onSubmit(save.run)} noValidate>
      <Stack gap="lg">
        <ProblemAlert failure={save.failure} reload={onReload} />
        <Section title="Person">
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {shownFields.map((field) => (
              <TextInput key={field} {...fieldWords[field]} {...form.getInputProps(field)} />
            ))}
          </SimpleGrid>
        </Section>
        <Section title="Attributes" intro="Anything else you know. Use it in templates and audiences.">
          {form.values.attributes.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of the form is known by its place
            <Group key={index} align="flex-start" wrap="nowrap" gap="xs">
              <TextInput
                flex={{ base: 2, xs: 1 }}
                aria-label={`Name of attribute ${index + 1}`}
                placeholder="city"
                {...form.getInputProps(`attributes.${index}.name`)}
                onBlur={() => form.setFieldValue(`attributes.${index}.name`, asAttributeName)}
              />
              <TextInput
                flex={{ base: 3, xs: 2 }}
                aria-label={`Value of attribute ${index + 1}`}
                placeholder="Lima"
                maxLength={1000}
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
        </Section>
        <Group justify="flex-end">
          {aside}
          <Button type="submit" loading={save.isBusy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** As an import would name it; what is a name already stays. */
const asAttributeName = (typed: string) =>
  attributeName.safeParse(typed.trim()).success ? typed.trim() : attributeKey(typed)

function attributeFault(name: string, all: ContactDraft["attributes"]): string | null {
  const key = name.trim()
  if (key === "") return null
  if (!attributeName.safeParse(key).success) return "Use letters, digits and _, up to 64 characters"
  return all.filter((other) => other.name.trim() === key).length > 1 ? "This name is used twice" : null
}
