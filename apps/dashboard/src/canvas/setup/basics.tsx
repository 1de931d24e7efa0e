import { Stack, TagsInput, TextInput } from "@mantine/core"
import { ConversionsSection } from "../../campaigns/compose/conversions-section.tsx"
import { Section } from "../../look/page/section.tsx"
import type { Editing } from "../editing/use-canvas-form.ts"

/** What it is called, and what counts as success. */
export function Basics({ editing: { form, values, set } }: { editing: Editing }) {
  return (
    <Stack>
      <Section title="Basics">
        <Stack>
          <TextInput
            label="Name"
            maxLength={200}
            data-path="name"
            error={form.errors.name}
            value={values.name}
            onChange={({ currentTarget }) => set("name", currentTarget.value)}
          />
          <TagsInput
            label="Tags"
            description="To find it again. A suppression list can let canvases with a tag through."
            maxTags={20}
            acceptValueOnBlur
            data-path="tags"
            error={form.errors.tags}
            value={values.tags}
            onChange={(tags) => set("tags", tags)}
          />
          <TextInput
            label="Folder"
            maxLength={100}
            data-path="folder"
            error={form.errors.folder}
            value={values.folder}
            onChange={({ currentTarget }) => set("folder", currentTarget.value)}
          />
        </Stack>
      </Section>
      <ConversionsSection
        conversions={values.conversions}
        errors={form.errors}
        onChange={(conversions) => set("conversions", conversions)}
      />
    </Stack>
  )
}
