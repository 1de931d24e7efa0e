import { Code, Stack, Switch, TagsInput, Text, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import type { Shapes } from "../api/client.ts"
import type { Edited } from "../look/form/edits.ts"
import { FormShell } from "../look/form/form-shell.tsx"
import { Section } from "../look/page/section.tsx"
import { BlockPreview } from "./block-preview.tsx"

export interface BlockValues {
  name: string
  description: string
  tags: string[]
  content: string
  isActive: boolean
}

const emptyBlock: BlockValues = { name: "", description: "", tags: [], content: "", isActive: true }

export const valuesOf = ({
  name,
  description,
  tags,
  content,
  state,
}: Shapes["ContentBlock"]): BlockValues => ({
  ...{ name, tags, content },
  description: description ?? "",
  isActive: state === "active",
})

/** As the API takes it. */
export const asBody = ({ isActive, description, ...values }: BlockValues) => ({
  ...values,
  description: description.trim() === "" ? null : description,
  state: isActive ? ("active" as const) : ("draft" as const),
})

/** A content block as it is being made or changed, with what a contact would read of it. */
export function BlockForm({
  block,
  submit,
  draft,
  readLatest,
  onSubmit,
}: {
  /** undefined: a new one. */
  block?: Shapes["ContentBlock"]
  submit: string
  draft: string
  readLatest?: () => Promise<Edited<BlockValues>>
  // biome-ignore lint/suspicious/noConfusingVoidType: as FormShell takes it
  onSubmit: (values: BlockValues, base: Edited<BlockValues>) => Promise<Edited<BlockValues> | void>
}) {
  const form = useForm<BlockValues>({
    initialValues: block === undefined ? emptyBlock : valuesOf(block),
    validate: {
      name: (name) =>
        /^[\w-]{1,100}$/.test(name) ? null : "Use letters, digits, - and _ only, without spaces",
      content: (content) => (content.trim() === "" ? "Write the text" : null),
    },
  })
  const isFixed = block?.state === "active"
  const { name, content } = form.values
  return (
    <FormShell
      form={form}
      words={{
        name: "Name",
        content: "Text",
        description: "Description",
        tags: "Tags",
        isActive: { label: "Active", say: (on) => (on ? "Yes" : "No") },
      }}
      {...(block === undefined ? { isNew: true } : { revision: block.revision })}
      draft={draft}
      submit={submit}
      {...(readLatest === undefined ? {} : { readLatest })}
      onSubmit={onSubmit}
    >
      <Section title="Text">
        <Stack>
          <TextInput
            label="Name"
            description={isFixed ? "An active block keeps its name: messages name it by that" : undefined}
            maxLength={100}
            readOnly={isFixed}
            {...form.getInputProps("name")}
          />
          {name === "" ? null : (
            <Text size="sm" c="dimmed">
              Put it into a message as <Code>{`{{content_blocks.\${${name}}}}`}</Code>
            </Text>
          )}
          <Textarea
            label="Text"
            description="Liquid, such as {{ contact.first_name | default: 'there' }}"
            autosize
            minRows={4}
            maxRows={24}
            maxLength={16_384}
            styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
            {...form.getInputProps("content")}
          />
        </Stack>
      </Section>
      <BlockPreview content={content} />
      <Section title="About it">
        <Stack>
          <Textarea
            label="Description"
            autosize
            minRows={2}
            maxLength={250}
            {...form.getInputProps("description")}
          />
          <TagsInput label="Tags" maxTags={20} acceptValueOnBlur {...form.getInputProps("tags")} />
          {isFixed ? null : (
            <Switch
              label="Active"
              description="Messages may name it. Once it is active it stays so, and keeps its name"
              {...form.getInputProps("isActive", { type: "checkbox" })}
            />
          )}
        </Stack>
      </Section>
    </FormShell>
  )
}
