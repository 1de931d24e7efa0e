import { Checkbox, Stack, TextInput } from "@mantine/core"
import type { UseFormReturnType } from "@mantine/form"
import { api } from "../api/client.ts"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"

/** A webhook as its form has it. */
export interface WebhookValues {
  url: string
  description: string
  /** Which: all, also those that are added later, or the `kinds` chosen. */
  events: "all" | "some"
  kinds: string[]
}

export const webhookWords = {
  url: "URL",
  description: "Description",
  events: "Events",
  kinds: "Kinds of events",
}

export const webhookRules = {
  url: (value: string) =>
    value.trim() === "" ? "Enter the address, such as https://example.com/parley" : null,
  kinds: (value: string[], { events }: WebhookValues) =>
    events === "some" && value.length === 0 ? "Choose at least one kind" : null,
}

export function WebhookFields({ form }: { form: UseFormReturnType<WebhookValues> }) {
  return (
    <>
      <TextInput
        label="URL"
        description="It gets a POST request for each event. It must be reachable over https."
        placeholder="https://example.com/parley"
        type="url"
        data-autofocus
        maxLength={2000}
        {...form.getInputProps("url")}
      />
      <TextInput
        label="Description"
        placeholder="Web shop"
        maxLength={200}
        {...form.getInputProps("description")}
      />
      <Checkbox
        label="All events"
        description="Also kinds that are added later."
        checked={form.values.events === "all"}
        onChange={({ currentTarget }) => form.setFieldValue("events", currentTarget.checked ? "all" : "some")}
      />
      {form.values.events === "some" ? <Kinds form={form} /> : null}
    </>
  )
}

function Kinds({ form }: { form: UseFormReturnType<WebhookValues> }) {
  const kinds = api.useQuery("get", "/v1/webhook-kinds")
  if (kinds.error) return <ProblemAlert failure={kinds.error} retry={kinds.refetch} />
  if (kinds.data === undefined) return <Loading />
  return (
    <Checkbox.Group label="Kinds of events" {...form.getInputProps("kinds")}>
      <Stack gap="xs" mt="xs">
        {kinds.data.data.map(({ kind, label, description }) => (
          <Checkbox key={kind} value={kind} label={label} {...(description === "" ? {} : { description })} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
