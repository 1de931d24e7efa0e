import {
  ActionIcon,
  Card,
  Code,
  CopyButton,
  Group,
  SegmentedControl,
  Stack,
  Switch,
  TagsInput,
  Text,
  Title,
} from "@mantine/core"
import { IconCheck, IconCopy } from "@tabler/icons-react"
import { overviewSchema } from "../../../src/control/views/shapes.ts"
import { settingsSchema } from "../../../src/settings.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"
import { NotFound } from "../not-found.tsx"
import { useWindowTitle } from "../window-title.ts"
import { AppReview } from "./app-review.tsx"
import { Deliveries } from "./deliveries.tsx"
import { ToldScopes } from "./token-scopes.tsx"
import { WebhookTest } from "./webhook-test.tsx"

/** The App Dashboard: who the app is, where it listens, what was posted there. */
export function AppPage({ appId }: { appId: string }) {
  const { data: overview } = useLive(overviewSchema, "views/overview")
  const patch = useChange((change: object) => command("PATCH", `apps/${appId}`, change))
  const app = overview?.apps.find((candidate) => candidate.app_id === appId)
  useWindowTitle(app?.name)
  if (overview === undefined) return null
  if (app === undefined) return <NotFound />
  return (
    <Stack maw={980}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {app.name}
        </Title>
        <SegmentedControl
          aria-label="App mode"
          data={[
            { value: "development", label: "Development" },
            { value: "live", label: "Live" },
          ]}
          value={app.mode}
          onChange={(mode) => patch.mutate({ mode })}
        />
      </Group>
      <Card withBorder>
        <Stack gap="xs">
          <Copied label="App id" value={app.app_id} />
          <Copied label="App secret" value={app.app_secret} />
          <RedirectUris appId={appId} redirectUris={app.redirect_uris} />
          <TagsInput
            label="People with a role"
            description="While the app is in development only they can log in to it. Type a name and press Enter."
            value={app.roles}
            onChange={(roles) => patch.mutate({ roles })}
          />
        </Stack>
      </Card>
      <AppReview appId={appId} granted={app.advanced_access} />
      <ToldScopes />
      <Card withBorder>
        <Title order={2} size="h4" mb="xs">
          Webhooks
        </Title>
        {app.subscriptions.length === 0 ? (
          <Text c="dimmed">
            The app listens to nothing. It subscribes with POST /{app.app_id}/subscriptions, or is given a
            callback at the quickstart.
          </Text>
        ) : (
          app.subscriptions.map((subscription) => (
            <Stack key={subscription.object} gap="sm">
              <Text>
                <Code>{subscription.callback_url}</Code>
              </Text>
              <WebhookTest appId={appId} fields={subscription.fields} />
            </Stack>
          ))
        )}
        <Listening />
      </Card>
      <Deliveries appId={appId} />
    </Stack>
  )
}

/** Besides this machine's own addresses, which need no listing. */
function RedirectUris({ appId, redirectUris }: { appId: string; redirectUris: string[] }) {
  const patch = useChange((redirect_uris: string[]) => command("PATCH", `apps/${appId}`, { redirect_uris }), {
    tellsErrors: false,
  })
  return (
    <TagsInput
      label="Valid OAuth redirect URIs"
      description="Where the login dialog may send people back to. Addresses of this machine are always allowed."
      value={redirectUris}
      error={patch.error?.message}
      onChange={(uris) => patch.mutate(uris)}
    />
  )
}

function Copied({ label, value }: { label: string; value: string }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm" c="dimmed" w={90} style={{ flexShrink: 0 }}>
        {label}
      </Text>
      <Code>{value}</Code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={`Copy ${label}`}>
            {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  )
}

/** Posting as a whole may be switched off, for load. */
function Listening() {
  const { data: settings } = useLive(settingsSchema, "settings")
  const patch = useChange((webhooks: object) => command("PATCH", "settings", { webhooks }))
  if (settings === undefined) return null
  return (
    <Switch
      mt="md"
      label="Post webhooks"
      checked={settings.webhooks.enabled}
      onChange={(event) => patch.mutate({ enabled: event.currentTarget.checked })}
    />
  )
}
