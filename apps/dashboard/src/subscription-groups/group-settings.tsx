import { Alert, Switch } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconInfoCircle } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FormShell } from "../look/form/form-shell.tsx"
import { Section } from "../look/page/section.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

type Group = Shapes["SubscriptionGroup"]

const valuesOf = ({ double_opt_in, answers_unsubscribed }: Group) => ({ double_opt_in, answers_unsubscribed })

/** How people subscribe to the group, and what someone who unsubscribed still gets. */
export function GroupSettings({ group }: { group: Group }) {
  const queries = useQueryClient()
  const mayWrite = useMay()("subscriptions:write")
  const form = useForm({ initialValues: valuesOf(group) })
  const params = { path: { id: group.id } }
  return (
    <Section title="Consent settings">
      <FormShell
        form={form}
        words={{ double_opt_in: "Double opt-in", answers_unsubscribed: "Answer people who unsubscribed" }}
        revision={group.revision}
        submit="Save"
        readLatest={async () => {
          const { data, error } = await client.GET("/v1/subscription-groups/{id}", { params })
          if (error) throw error
          return { values: valuesOf(data), revision: data.revision }
        }}
        onSubmit={async (values, base) => {
          const { data, error } = await client.PATCH("/v1/subscription-groups/{id}", {
            params,
            body: { ...values, ...revisionIn(base) },
          })
          if (error) throw error
          await queries.invalidateQueries({
            predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/subscription-groups"),
          })
          sayDone("The settings were saved.")
          return { values: valuesOf(data), revision: data.revision }
        }}
      >
        <Switch
          label="Double opt-in"
          description="Asks people who want to subscribe by a message once more. They are subscribed when they confirm it, within 24 hours."
          disabled={!mayWrite}
          {...form.getInputProps("double_opt_in", { type: "checkbox" })}
        />
        {form.values.double_opt_in ? (
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />}>
            The question is the reply “Double opt-in question”, under Keywords and replies. Turn it on first.
          </Alert>
        ) : null}
        <Switch
          label="Answer people who unsubscribed"
          description="While their service window is open: replies from the inbox and utility templates. They never get marketing, and always get the goodbye and codes to sign in with."
          disabled={!mayWrite}
          {...form.getInputProps("answers_unsubscribed", { type: "checkbox" })}
        />
      </FormShell>
    </Section>
  )
}
