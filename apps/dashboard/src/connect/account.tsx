import { Badge, Button, Card, Code, Group, Menu, Stack, Text, Title, Tooltip } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconPlus, IconUnlink } from "@tabler/icons-react"
import type { Shapes } from "../api/client.ts"
import { useServerNow } from "../api/server-time.ts"
import { MoreMenu } from "../look/more-menu.tsx"
import { FewFirst } from "../look/show-more.tsx"
import { Instant } from "../look/time/instant.tsx"
import { Allowed } from "../session/allowed.tsx"
import { Disconnect } from "./disconnect.tsx"
import { AddNumber } from "./numbers/add-number.tsx"
import { NumbersTable } from "./numbers/numbers-table.tsx"
import { OptimizedDelivery } from "./optimized-delivery.tsx"
import { accessOf } from "./status.ts"

const mostNumbers = 20

const numbersOf = ({ numbers }: Shapes["BusinessAccount"]) =>
  numbers.filter(({ status }) => status !== "DELETED")

/** Whether a number can be added to an account. */
export const hasRoom = (account: Shapes["BusinessAccount"]): boolean =>
  account.disconnected_at === null && numbersOf(account).length < mostNumbers

/** One business account: what it is at Meta, how long its access lasts, and its numbers. */
export function AccountCard({ account }: { account: Shapes["BusinessAccount"] }) {
  const [isAdding, adding] = useDisclosure()
  const [isLeaving, leaving] = useDisclosure()
  const access = accessOf(account, useServerNow())
  const isConnected = account.disconnected_at === null
  const numbers = numbersOf(account)
  return (
    <Card withBorder padding="lg" component="article" aria-label={account.name} id={`account-${account.id}`}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <Stack gap={4}>
            <Group gap="xs">
              <Title order={3} size="h4">
                {account.name}
              </Title>
              <Tooltip label={access.meaning} events={{ hover: true, focus: true, touch: true }}>
                <Badge color={access.color} variant="light" tabIndex={0}>
                  {access.label}
                </Badge>
              </Tooltip>
            </Group>
            <Text size="sm" c="dimmed">
              WhatsApp Business account <Code>{account.waba_id}</Code>
            </Text>
            <Facts account={account} />
          </Stack>
          <Allowed to="connection:manage">
            {isConnected ? (
              <MoreMenu what={account.name}>
                <Menu.Item
                  color="red"
                  leftSection={<IconUnlink size={16} aria-hidden />}
                  onClick={leaving.open}
                >
                  Disconnect…
                </Menu.Item>
              </MoreMenu>
            ) : null}
          </Allowed>
        </Group>
        {isConnected ? null : (
          <Text size="sm">
            Disconnected <Instant at={account.disconnected_at ?? account.updated_at} />. Nothing was deleted.
            Log in with Facebook and choose it to reconnect.
          </Text>
        )}
        {numbers.length > 0 ? (
          <FewFirst all={numbers} few={5} what="numbers">
            {(shown) => <NumbersTable numbers={shown} />}
          </FewFirst>
        ) : null}
        {isConnected ? <OptimizedDelivery account={account} /> : null}
        {isConnected && numbers.length === 0 ? <Text size="sm">No numbers yet.</Text> : null}
        {isConnected ? (
          <Allowed to="connection:manage">
            <Group gap="sm">
              <Button
                variant="default"
                size="sm"
                leftSection={<IconPlus size={16} aria-hidden />}
                disabled={!hasRoom(account)}
                onClick={adding.open}
              >
                Add a number
              </Button>
              <Text size="sm" c="dimmed">
                {numbers.length} of {mostNumbers} numbers
              </Text>
            </Group>
          </Allowed>
        ) : null}
      </Stack>
      {isAdding ? <AddNumber accounts={[account]} onClose={adding.close} /> : null}
      {isLeaving ? <Disconnect account={account} onClose={leaving.close} /> : null}
    </Card>
  )
}

/** What Meta says about the account; only what it says. */
function Facts({ account }: { account: Shapes["BusinessAccount"] }) {
  const facts = [
    account.verification_status === null
      ? undefined
      : `Business ${account.verification_status.toLowerCase().replaceAll("_", " ")}`,
    account.review_status === null ? undefined : `Account review: ${account.review_status.toLowerCase()}`,
    account.currency ?? undefined,
  ].filter((fact) => fact !== undefined)
  return (
    <Text size="sm" c="dimmed">
      {facts.map((fact) => `${fact} · `).join("")}
      {account.token_expires_at === null ? (
        "Access does not expire"
      ) : (
        <>
          Access expires <Instant at={account.token_expires_at} />
        </>
      )}
    </Text>
  )
}
