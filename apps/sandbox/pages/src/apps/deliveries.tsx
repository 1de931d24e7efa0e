import { Button, Card, Code, Collapse, Group, Stack, Text, Title, UnstyledButton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { z } from "zod"
import { StatusBadge } from "../accounts/status-badge.tsx"
import { command, control } from "../api.ts"
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
})
type Delivery = z.infer<typeof deliverySchema>
const deliveriesSchema = z.object({ data: z.array(deliverySchema) })
const bodySchema = z.object({ body: z.string().nullable() })
const pageSize = 20

/** The delivery log of one app, newest first, a page at a time; a body is read when someone looks at it. */
export function Deliveries({ appId }: { appId: string }) {
  /** The last ids of the pages before this one. */
  const [trail, setTrail] = useState<readonly string[]>([])
  const query = new URLSearchParams({
    app_id: appId,
    bodies: "false",
    limit: String(pageSize),
    before: trail.at(-1) ?? "",
  })
  const { data: log } = useLive(deliveriesSchema, `deliveries?${query}`, { keepsPrevious: true })
  const last = log?.data.length === pageSize ? log.data.at(-1)?.id : undefined
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        Deliveries
      </Title>
      {log === undefined ? null : log.data.length === 0 ? (
        <Text c="dimmed">
          {trail.length === 0
            ? "Nothing was posted yet. Send a message, or write one from a phone."
            : "Nothing older is kept."}
        </Text>
      ) : (
        <Stack gap="xs">
          {log.data.map((delivery) => (
            <Entry key={delivery.id} delivery={delivery} />
          ))}
        </Stack>
      )}
      {trail.length === 0 && last === undefined ? null : (
        <Group justify="flex-end" mt="sm">
          <Button
            variant="default"
            size="compact-sm"
            disabled={trail.length === 0}
            onClick={() => setTrail(trail.slice(0, -1))}
          >
            Newer
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={last === undefined}
            onClick={() => last !== undefined && setTrail([...trail, last])}
          >
            Older
          </Button>
        </Group>
      )}
    </Card>
  )
}

function Entry({ delivery }: { delivery: Delivery }) {
  const [isOpen, setIsOpen] = useState(false)
  const { data: read } = useQuery({
    queryKey: ["delivery", delivery.id],
    queryFn: () => control(bodySchema, "GET", `deliveries/${delivery.id}`),
    enabled: isOpen,
  })
  const replay = useChange(() => command("POST", `deliveries/${delivery.id}/replay`))
  const outcome = delivery.last_status ?? delivery.last_error ?? "no answer yet"
  return (
    <div data-testid="delivery">
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
        {read === undefined ? null : (
          <Code block mt="xs" tabIndex={0} aria-label="Body" style={{ maxHeight: 420 }}>
            {pretty(read.body)}
          </Code>
        )}
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
