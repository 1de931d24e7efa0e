import { Group, Stack, Tabs, Text, Title } from "@mantine/core"
import { accountViewSchema } from "../../../src/control/views/shapes.ts"
import { useLive } from "../live.ts"
import { NotFound } from "../not-found.tsx"
import { useWindowTitle } from "../window-title.ts"
import { Standing } from "./account-limits.tsx"
import { Numbers } from "./numbers.tsx"
import { StatusBadge } from "./status-badge.tsx"
import { Templates } from "./templates.tsx"
import { TestMessage } from "./test-message.tsx"

/** One account: its templates, its numbers, and a first message. */
export function AccountPage({ wabaId }: { wabaId: string }) {
  const { data: account, error } = useLive(accountViewSchema, `views/accounts/${wabaId}`)
  useWindowTitle(account?.name)
  if (error !== null) return <NotFound />
  if (account === undefined) return null
  return (
    <Stack>
      <div>
        <Group gap="sm">
          <Title order={1} size="h3">
            {account.name}
          </Title>
          <StatusBadge status={account.account_review_status} />
          {account.status === "ACTIVE" ? null : <StatusBadge status={account.status} />}
        </Group>
        <Text c="dimmed">
          {account.business_name} · account {account.waba_id}
          {account.subscribed_apps.length === 0
            ? " · no app listens"
            : ` · ${account.subscribed_apps.map(({ name }) => name).join(", ")} listens`}
        </Text>
      </div>
      <Tabs defaultValue="templates" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="templates">Templates</Tabs.Tab>
          <Tabs.Tab value="numbers">Numbers</Tabs.Tab>
          <Tabs.Tab value="send">Send a message</Tabs.Tab>
          <Tabs.Tab value="standing">Standing</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="templates">
          <Templates account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="numbers">
          <Numbers account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="send">
          <TestMessage account={account} />
        </Tabs.Panel>
        <Tabs.Panel value="standing">
          <Standing account={account} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}
