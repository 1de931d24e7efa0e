import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { Link } from "@tanstack/react-router"
import { overviewSchema } from "../../../src/control/views/shapes.ts"
import { Empty } from "../empty.tsx"
import { useLive } from "../live.ts"
import { StatusBadge } from "./status-badge.tsx"

/** Business Manager's front: every WhatsApp account, by business. */
export function AccountsPage() {
  const { data: overview } = useLive(overviewSchema, "views/overview")
  return (
    <Stack>
      <Title order={1} size="h3">
        WhatsApp accounts
      </Title>
      {overview?.accounts.length === 0 ? (
        <Empty title="No account yet" next={{ label: "Back to home", to: "/" }}>
          An account appears here when someone logs in with Facebook and adds a number.
        </Empty>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
          {overview?.accounts.map((account) => (
            <Card
              key={account.waba_id}
              withBorder
              component={Link}
              to={`/_sandbox/pages/accounts/${account.waba_id}`}
            >
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <div>
                  <Text fw={600}>{account.name}</Text>
                  <Text size="sm" c="dimmed">
                    {account.business_name} · {account.waba_id}
                  </Text>
                </div>
                <StatusBadge status={account.account_review_status} />
              </Group>
              <Stack gap={2} mt="sm">
                {account.numbers.map((number) => (
                  <Text size="sm" key={number.phone_number_id}>
                    {number.display_phone_number} · {number.verified_name}
                  </Text>
                ))}
              </Stack>
              <Group mt="sm" gap="xs">
                <Badge variant="light" color="gray" tt="none">
                  {account.templates} {account.templates === 1 ? "template" : "templates"}
                </Badge>
                {account.templates_pending === 0 ? null : (
                  <Badge color="yellow" autoContrast tt="none">
                    {account.templates_pending} in review
                  </Badge>
                )}
              </Group>
            </Card>
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
