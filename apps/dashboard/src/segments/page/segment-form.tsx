import { Stack, Switch, TagsInput, Textarea, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useState } from "react"
import { api, type Shapes } from "../../api/client.ts"
import type { Edited } from "../../look/form/edits.ts"
import { FormShell } from "../../look/form/form-shell.tsx"
import { Section } from "../../look/page/section.tsx"
import { Builder } from "../builder/builder.tsx"
import { asRequest, type FilterDraft, opened } from "../builder/draft.ts"
import { isWholeFilter } from "../builder/kinds/index.ts"
import { PreviewPanel } from "../builder/preview-panel.tsx"
import { usePreview } from "../builder/use-preview.ts"
import classes from "./segment.module.css"

export interface SegmentValues {
  name: string
  description: string
  tags: string[]
  filter: FilterDraft
  is_suppression: boolean
  allowed_tags: string[]
  is_live: boolean
}

const emptySegment: SegmentValues = {
  name: "",
  description: "",
  tags: [],
  filter: { all: [] },
  is_suppression: false,
  allowed_tags: [],
  is_live: false,
}

export const valuesOf = (segment: Shapes["Segment"]): SegmentValues => ({
  name: segment.name,
  description: segment.description ?? "",
  tags: segment.tags,
  filter: opened(segment.filter),
  is_suppression: segment.is_suppression,
  allowed_tags: segment.allowed_tags,
  is_live: segment.is_live,
})

/** As the API takes it. */
export const asBody = ({ filter, description, ...values }: SegmentValues) => ({
  ...values,
  description: description.trim() === "" ? null : description,
  filter: asRequest(filter),
})

/** A segment as it is being made or changed, with what it selects beside it. */
export function SegmentForm({
  segment,
  submit,
  draft,
  readLatest,
  onSubmit,
}: {
  /** undefined: a new one. */
  segment?: Shapes["Segment"]
  submit: string
  draft: string
  readLatest?: () => Promise<Edited<SegmentValues>>
  // biome-ignore lint/suspicious/noConfusingVoidType: as FormShell takes it
  onSubmit: (values: SegmentValues, base: Edited<SegmentValues>) => Promise<Edited<SegmentValues> | void>
}) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const [chosen, setChosen] = useState<string>()
  const groupId = chosen ?? groups.data?.data.find(({ archived_at }) => archived_at === null)?.id
  const form = useForm<SegmentValues>({
    initialValues: segment === undefined ? emptySegment : valuesOf(segment),
    validate: {
      name: (name) => (name.trim() === "" ? "Enter a name" : null),
      filter: (filter) =>
        isWholeFilter(filter) ? null : "Complete or remove the conditions that lack something",
    },
  })
  const counted = usePreview(form.values.filter, groupId)
  return (
    <div className={classes.page}>
      <FormShell
        form={form}
        words={{
          name: "Name",
          description: "Description",
          tags: "Tags",
          filter: { label: "Conditions", say: () => "other conditions" },
          is_suppression: { label: "Suppression list", say: (on) => (on ? "Yes" : "No") },
          allowed_tags: "Tags that are let through",
          is_live: { label: "Live", say: (on) => (on ? "Yes" : "No") },
        }}
        {...(segment === undefined ? { isNew: true } : { revision: segment.revision })}
        draft={draft}
        submit={submit}
        {...(readLatest === undefined ? {} : { readLatest })}
        onSubmit={onSubmit}
      >
        <Section title="Conditions">
          <Builder
            value={form.values.filter}
            counts={counted.counts}
            onChange={(filter) => form.setFieldValue("filter", filter)}
          />
        </Section>
        <Section title="Segment">
          <Stack>
            <TextInput label="Name" maxLength={100} {...form.getInputProps("name")} />
            <Textarea
              label="Description"
              autosize
              minRows={2}
              maxLength={1000}
              {...form.getInputProps("description")}
            />
            <TagsInput label="Tags" maxTags={20} acceptValueOnBlur {...form.getInputProps("tags")} />
            <Switch
              label="Live"
              description="Tell your webhooks within a second when a contact enters or leaves"
              {...form.getInputProps("is_live", { type: "checkbox" })}
            />
            <Switch
              label="Suppression list"
              description="Contacts in this segment get no marketing from any campaign"
              {...form.getInputProps("is_suppression", { type: "checkbox" })}
            />
            {form.values.is_suppression ? (
              <TagsInput
                label="Tags that are let through"
                description="Campaigns with one of these tags are sent to them all the same"
                maxTags={20}
                acceptValueOnBlur
                {...form.getInputProps("allowed_tags")}
              />
            ) : null}
          </Stack>
        </Section>
      </FormShell>
      <PreviewPanel filter={form.values.filter} counted={counted} groupId={groupId} onGroup={setChosen} />
    </div>
  )
}
