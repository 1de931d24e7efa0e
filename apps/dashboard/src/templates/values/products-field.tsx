import { ActionIcon, Button, Fieldset, Group, Stack, Text, Textarea, TextInput } from "@mantine/core"
import { IconPlus, IconX } from "@tabler/icons-react"
import { countSections, itemsPath, titlePath, withoutSection } from "./sections.ts"
import type { ValueForm } from "./value-form.ts"

const mostSections = 10

/** The products of a multi-product message, in sections. */
export function ProductsField({
  path,
  form,
  onChange,
  errors,
}: {
  path: string
  form: ValueForm
  onChange: (form: ValueForm) => void
  errors: Readonly<Record<string, string>>
}) {
  const count = countSections(form, path)
  const set = (key: string, value: string) => onChange({ ...form, [key]: value })
  return (
    <Fieldset legend="Products" p="sm">
      <Stack gap="sm">
        {Array.from({ length: count }, (_, section) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a section is nothing but its place
          <Group key={section} align="flex-start" wrap="nowrap" gap="xs">
            <Stack gap="xs" flex={1}>
              <TextInput
                label={`Title of section ${section + 1}${count === 1 ? " (optional)" : ""}`}
                description="At most 24 characters."
                value={form[titlePath(path, section)] ?? ""}
                error={errors[titlePath(path, section)]}
                onChange={(event) => set(titlePath(path, section), event.currentTarget.value)}
              />
              <Textarea
                label={`Products of section ${section + 1}`}
                description="Their content IDs in the catalog, one per line."
                autosize
                minRows={2}
                value={form[itemsPath(path, section)] ?? ""}
                error={errors[itemsPath(path, section)]}
                onChange={(event) => set(itemsPath(path, section), event.currentTarget.value)}
              />
            </Stack>
            {count === 1 ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={24}
                aria-label={`Remove section ${section + 1}`}
                onClick={() => onChange(withoutSection(form, path, section))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {errors[path] === undefined ? null : (
          <Text size="sm" c="red" role="alert">
            {errors[path]}
          </Text>
        )}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={count >= mostSections}
          onClick={() => set(titlePath(path, count), "")}
          style={{ alignSelf: "flex-start" }}
        >
          Add a section
        </Button>
      </Stack>
    </Fieldset>
  )
}
