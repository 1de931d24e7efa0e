import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"
import type { Endpoint } from "./endpoint-state.tsx"
import { asBody } from "./new-webhook.tsx"
import { WebhookFields, type WebhookValues, webhookRules, webhookWords } from "./webhook-fields.tsx"

const valuesOf = ({ url, description, kinds }: Endpoint): WebhookValues => ({
  url,
  description: description ?? "",
  events: kinds === null ? "all" : "some",
  kinds: kinds ?? [],
})

export function EditWebhook({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  // As it was when the form opened, whatever is heard of it meanwhile.
  const [opened] = useState(endpoint)
  const queries = useQueryClient()
  const form = useForm<WebhookValues>({ initialValues: valuesOf(opened), validate: webhookRules })
  const params = { path: { id: opened.id } }
  return (
    <FormDialog
      size="lg"
      title="Edit the webhook"
      form={form}
      words={webhookWords}
      revision={opened.revision}
      submit="Save"
      onClose={onClose}
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/webhook-endpoints/{id}", { params })
        if (error) throw error
        return { values: valuesOf(data), revision: data.revision }
      }}
      onSubmit={async (values, base) => {
        const { error } = await client.PATCH("/v1/webhook-endpoints/{id}", {
          params,
          body: { ...asBody(values), ...revisionIn(base) },
        })
        if (error) throw error
        await queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/webhook-endpoints"),
        })
        onClose()
      }}
    >
      <WebhookFields form={form} />
    </FormDialog>
  )
}
