import { Button, Card, Code, Collapse, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core"
import { useState } from "react"
import { z } from "zod"
import { StatusBadge } from "../accounts/status-badge.tsx"
import { command } from "../api.ts"
import { instant } from "../clock-reading.ts"
import { useChange, useLive } from "../live.ts"

const deliverySchema = z.object({
  id: z.string(),
  state: z.string(),
  app_id: z.string(),
  url: z.string(),
  updates: z.number(),
  attempts: z.number(),
  created_at: z.string(),
  last_status: z.number().nullable(),
  last_error: z.string().nullable(),
  body: z.string().nullable(),
})
type Delivery = z.infer<typeof deliverySchema>
const deliveriesSchema = z.object({ data: z.array(deliverySchema) })

/** The delivery log of one app, newest first. */
export function Deliveries({ appId }: { appId: string }) {
  const { data: log } = useLive(deliveriesSchema, "deliveries?limit=50")
  const own = (log?.data ?? []).filter((delivery) => delivery.app_id === appId)
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Deliveries
      </Title>
      {own.length === 0 ? (
        <Text c="dimmed">Nothing was posted yet. Send a message, or write one from a phone.</Text>
      ) : (
        <Stack gap="xs">
          {own.map((delivery) => (
            <Entry key={delivery.id} delivery={delivery} />
          ))}
        </Stack>
      )}
    </Card>
  )
}

function Entry({ delivery }: { delivery: Delivery }) {
  const [isOpen, setIsOpen] = useState(false)
  const replay = useChange(() => command("POST", `deliveries/${delivery.id}/replay`))
  const outcome = delivery.last_status ?? delivery.last_error ?? "no answer yet"
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <UnstyledButton onClick={() => setIsOpen(!isOpen)} aria-expanded={isOpen} flex={1} miw={220}>
          <Group gap="xs">
            <StatusBadge status={delivery.state} />
            <Text size="sm">
              {delivery.updates} {delivery.updates === 1 ? "update" : "updates"} · {outcome}
              {delivery.attempts > 1 ? ` · ${delivery.attempts} attempts` : ""}
            </Text>
            <Text size="xs" c="dimmed">
              {instant(delivery.created_at)}
            </Text>
          </Group>
        </UnstyledButton>
        <Button
          size="compact-sm"
          variant="default"
          loading={replay.isPending}
          onClick={() => replay.mutate()}
        >
          Replay
        </Button>
      </Group>
      <Collapse expanded={isOpen}>
        <Code block mt="xs">
          {pretty(delivery.body)}
        </Code>
      </Collapse>
    </div>
  )
}

function pretty(body: string | null): string {
  if (body === null) return "The body is not kept any more."
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
