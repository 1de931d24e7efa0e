import { Alert, Button, Group, Skeleton, Stack, Switch } from "@mantine/core"
import { useForm } from "@mantine/form"
import { notificationKindWords } from "@parley/model"
import { IconMailOff } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
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
  const save = useAction(async (body: typeof form.values) => {
    const { data, error } = await client.PUT(path, { body })
    if (error) throw error
    queries.setQueryData(api.queryOptions("get", path).queryKey, data)
    form.resetDirty()
    sayDone("Notifications saved.")
  })
  const { emailed } = form.values
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
      <form onSubmit={form.onSubmit(save.run)} noValidate>
        <Stack>
          <ProblemAlert failure={save.failure} />
          {kinds.map(({ kind }) => {
            const { label, description } = notificationKindWords(kind)
            return (
              <Switch
                key={kind}
                label={label}
                description={description}
                checked={emailed.includes(kind)}
                onChange={({ currentTarget: { checked } }) =>
                  form.setFieldValue(
                    "emailed",
                    checked ? [...emailed, kind] : emailed.filter((one) => one !== kind),
                  )
                }
              />
            )
          })}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isBusy} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
