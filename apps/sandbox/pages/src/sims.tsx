import { Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core"
import { simsSchema } from "../../src/control/views/shapes.ts"
import { instant } from "./clock-reading.ts"
import { Empty } from "./empty.tsx"
import { useLive } from "./live.ts"

/** The phones in which the businesses' SIM cards are: where verification codes arrive. */
export function SimsPage() {
  const { data: sims } = useLive(simsSchema, "views/sims")
  return (
    <Stack>
      <Title order={1} size="h3">
        SIM cards
      </Title>
      {sims === undefined ? null : sims.data.length === 0 ? (
        <Empty title="No code has arrived">
          When a business number is added, its verification code comes here, by text message or by call. A
          code that was used disappears.
        </Empty>
      ) : (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {sims.data.map((sim) => (
            <Card key={sim.phone_number_id} withBorder>
              <Text fw={600}>{sim.display_phone_number}</Text>
              <Text size="sm" c="dimmed" mb="sm">
                {sim.verified_name}
              </Text>
              <Stack gap="xs">
                {sim.codes.map(({ code, method, requested_at }, i) => (
                  <Group key={requested_at} justify="space-between" opacity={i === 0 ? 1 : 0.55}>
                    <Text ff="monospace" size="lg">
                      {code.slice(0, 3)}-{code.slice(3)}
                    </Text>
                    <Group gap="xs">
                      <Badge variant="light">{method === "VOICE" ? "Call" : "Text message"}</Badge>
                      <Text size="xs" c="dimmed">
                        {instant(requested_at)}
                      </Text>
                    </Group>
                  </Group>
                ))}
              </Stack>
            </Card>
          ))}
        </SimpleGrid>
      )}
    </Stack>
  )
}
