import { Alert, Skeleton, Switch } from "@mantine/core"
import { useForm } from "@mantine/form"
import { notificationKindWords } from "@parley/model"
import { IconMailOff } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { FormShell } from "../look/form/form-shell.tsx"
import { ButtonLink } from "../look/links.tsx"
import { Page } from "../look/page/page.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMe, useWorkspace } from "../session/me.ts"

const path = "/v1/notifications/choices"

/** Which notifications the member gets by e-mail. */
export function ChoicesPage() {
  const choices = api.useQuery("get", path)
  return (
    <Page
      title="Notifications"
      intro="The bell shows everything that concerns your role."
      action={
        <ButtonLink to="/notifications" variant="default">
          View notifications
        </ButtonLink>
      }
    >
      {choices.error ? <ProblemAlert failure={choices.error} retry={choices.refetch} /> : null}
      {choices.isPending ? <Skeleton h={320} /> : null}
      {choices.data ? <Choices choices={choices.data} /> : null}
    </Page>
  )
}

function Choices({ choices: { delivers, kinds } }: { choices: Shapes["NotificationChoices"] }) {
  const { member } = useMe()
  const workspace = useWorkspace()
  const queries = useQueryClient()
  const form = useForm<{ emailed: Shapes["NewNotificationChoices"]["emailed"] }>({
    initialValues: { emailed: kinds.filter(({ emailed }) => emailed).map(({ kind }) => kind) },
  })
  const { emailed } = form.values
  // Always in the same order, so that what is toggled twice is no change.
  const toggled = (wanted: (typeof emailed)[number]) =>
    kinds.map(({ kind }) => kind).filter((kind) => emailed.includes(kind) !== (kind === wanted))
  return (
    <Section
      title="E-mail"
      intro={`Sent to ${member.email}, for ${workspace.name} only. What happens within 15 minutes is one e-mail.`}
    >
      {delivers ? null : (
        <Alert color="gray" icon={<IconMailOff aria-hidden />}>
          This installation doesn't send e-mails yet. Its operator can set SMTP_URL; your choice is kept until
          then.
        </Alert>
      )}
      <FormShell
        form={form}
        words={{ emailed: "E-mail" }}
        submit="Save"
        onSubmit={async (body) => {
          const { data, error } = await client.PUT(path, { body })
          if (error) throw error
          queries.setQueryData(api.queryOptions("get", path).queryKey, data)
          sayDone("Notifications saved.")
        }}
      >
        {kinds.map(({ kind }) => {
          const { label, description } = notificationKindWords(kind)
          return (
            <Switch
              key={kind}
              label={label}
              description={description}
              checked={emailed.includes(kind)}
              onChange={() => form.setFieldValue("emailed", toggled(kind))}
            />
          )
        })}
      </FormShell>
    </Section>
  )
}
