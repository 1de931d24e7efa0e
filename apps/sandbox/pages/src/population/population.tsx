import { Stack, Tabs, Text, Title } from "@mantine/core"
import { settingsSchema } from "../../../src/settings.ts"
import { useLive } from "../live.ts"
import { CommonBehaviour } from "./common-behaviour.tsx"
import { CrowdForm } from "./crowd-form.tsx"
import { People } from "./people.tsx"

/** Who there is, and what they do with a message. */
export function PopulationPage() {
  const { data: settings } = useLive(settingsSchema, "settings")
  if (settings === undefined) return null
  return (
    <Stack maw={980}>
      <div>
        <Title order={1} size="h3">
          Population
        </Title>
        <Text c="dimmed">
          What people do with a message. The same message to the same person always ends the same way.
        </Text>
      </div>
      <Tabs defaultValue="people" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="people">People</Tabs.Tab>
          <Tabs.Tab value="everyone">How everyone behaves</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <Stack>
            <CrowdForm />
            <People population={settings.population} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="everyone">
          <CommonBehaviour population={settings.population} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}
