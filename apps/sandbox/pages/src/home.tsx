/** The start: what the sandbox holds, and the way through it from nothing to a chat. */
import { Anchor, Button, Card, Group, List, Select, SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { useState } from "react"
import { z } from "zod"
import { type Overview, overviewSchema } from "../../src/control/views/shapes.ts"
import { control } from "./api.ts"
import { NewApp } from "./apps/new-app.tsx"
import { useChange, useLive } from "./live.ts"

const connectedPath = "/_sandbox/pages/connected"

export function HomePage() {
  const { data: overview } = useLive(overviewSchema, "views/overview")
  if (overview === undefined) return null
  return (
    <Stack maw={980} gap="lg">
      <div>
        <Title order={1} size="h3">
          WhatsApp on this machine
        </Title>
        <Text c="dimmed">
          A stand-in for Meta: the Graph API, the login dialog, the reviewer and everyone’s phones.
        </Text>
      </div>
      {overview.apps.length === 0 ? <FirstSteps /> : <LogIn overview={overview} />}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Card withBorder>
          <Title order={2} size="h4" mb="xs">
            Apps
          </Title>
          {overview.apps.length === 0 ? (
            <Text c="dimmed">No app yet. Yours needs one: it gets an id and a secret.</Text>
          ) : (
            <List listStyleType="none" spacing="xs">
              {overview.apps.map(({ app_id, name, subscriptions }) => (
                <List.Item key={app_id}>
                  <Anchor component={Link} to={`/_sandbox/pages/apps/${app_id}`}>
                    {name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {app_id} · {subscriptions[0]?.callback_url ?? "no webhook yet"}
                  </Text>
                </List.Item>
              ))}
            </List>
          )}
        </Card>
        <Card withBorder>
          <Title order={2} size="h4" mb="xs">
            WhatsApp accounts
          </Title>
          {overview.accounts.length === 0 ? (
            <Text c="dimmed">No account yet. Log in with Facebook and one is made on the way.</Text>
          ) : (
            <List listStyleType="none" spacing="xs">
              {overview.accounts.map((account) => (
                <List.Item key={account.waba_id}>
                  <Anchor component={Link} to={`/_sandbox/pages/accounts/${account.waba_id}`}>
                    {account.name}
                  </Anchor>
                  <Text size="sm" c="dimmed">
                    {account.numbers.map((number) => number.display_phone_number).join(", ") ||
                      "no number yet"}
                  </Text>
                </List.Item>
              ))}
            </List>
          )}
        </Card>
      </SimpleGrid>
      {overview.apps.length === 0 ? null : <NewApp />}
    </Stack>
  )
}

const quickstartSchema = z.object({ waba_id: z.string() })

function FirstSteps() {
  const quickstart = useChange(() => control(quickstartSchema, "POST", "quickstart", {}))
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Begin with an app
      </Title>
      <Text c="dimmed" mb="md">
        Name the app that will send messages, or take a ready-made one with an account, a number and a token.
      </Text>
      <Group align="flex-end">
        <NewApp />
        <Button variant="default" loading={quickstart.isPending} onClick={() => quickstart.mutate()}>
          Make everything for me
        </Button>
      </Group>
    </Card>
  )
}

/** Opens the dialog as an app of one's own would, and comes back to a page that plays the app's part. */
function LogIn({ overview }: { overview: Overview }) {
  const [appId, setAppId] = useState(overview.apps.at(-1)?.app_id ?? "")
  const address = `/v23.0/dialog/oauth?${new URLSearchParams({
    client_id: appId,
    redirect_uri: `${window.location.origin}${connectedPath}`,
    state: appId,
    response_type: "code",
    config_id: "1",
  })}`
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Connect a WhatsApp account
      </Title>
      <Text c="dimmed" mb="md">
        What a customer of your app does: log in, choose a business, add a number.
      </Text>
      <Group align="flex-end">
        <Select
          label="App"
          data={overview.apps.map(({ app_id, name }) => ({ value: app_id, label: name }))}
          value={appId}
          allowDeselect={false}
          onChange={(id) => setAppId(id ?? "")}
        />
        <Button component="a" href={address}>
          Log in with Facebook
        </Button>
      </Group>
    </Card>
  )
}
