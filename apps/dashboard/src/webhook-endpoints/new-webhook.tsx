import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { FormShell } from "../look/form/form-shell.tsx"
import { Secret } from "./secret.tsx"
import { WebhookFields, type WebhookValues, webhookRules, webhookWords } from "./webhook-fields.tsx"

type Kinds = Shapes["NewWebhookEndpoint"]["kinds"]

/** What the form says, as the API takes it. */
export const asBody = ({ url, description, events, kinds }: WebhookValues) => ({
  url: url.trim(),
  description: description.trim() === "" ? null : description.trim(),
  // Those that the API offered.
  kinds: events === "all" ? null : (kinds as NonNullable<Kinds>),
})

/** Adds an endpoint and shows its secret, once. */
export function NewWebhook({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const [secret, setSecret] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const form = useForm<WebhookValues>({
    initialValues: { url: "", description: "", events: "all", kinds: [] },
    validate: webhookRules,
  })
  return (
    <Dialog
      size="lg"
      title={secret === undefined ? "Add a webhook" : "Your new webhook"}
      isBusy={isBusy}
      isToBeAnswered={secret !== undefined}
      onClose={onClose}
    >
      {secret === undefined ? (
        <FormShell
          form={form}
          words={webhookWords}
          isNew
          draft="new webhook"
          submit="Add"
          onCancel={onClose}
          onBusy={setBusy}
          onSubmit={async (values) => {
            const { data, error } = await client.POST("/v1/webhook-endpoints", { body: asBody(values) })
            if (error) throw error
            setSecret(data.secret)
            void queries.invalidateQueries({ queryKey: ["get", "/v1/webhook-endpoints"] })
          }}
        >
          <WebhookFields form={form} />
        </FormShell>
      ) : (
        <Secret secret={secret} onClose={onClose} />
      )}
    </Dialog>
  )
}
