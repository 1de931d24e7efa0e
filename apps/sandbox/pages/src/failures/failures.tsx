import { ActionIcon, Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core"
import { IconTrash } from "@tabler/icons-react"
import { z } from "zod"
import { titleOf } from "../../../src/meta-errors.ts"
import { everyEdge, type Failure, failureSchema } from "../../../src/world/failure.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"
import { FailureForm } from "./failure-form.tsx"
import { examples, labelOf } from "./kinds.ts"

const failuresSchema = z.object({ data: z.array(failureSchema) })

/** Failures on order: what goes wrong with the next sends, and how often it did. */
export function FailuresPage() {
  const { data: failures } = useLive(failuresSchema, "failures")
  const order = useChange((example: object) => command("POST", "failures", example))
  const clear = useChange(() => command("DELETE", "failures"))
  return (
    <Stack maw={980}>
      <div>
        <Title order={1} size="h3">
          Failures
        </Title>
        <Text c="dimmed">What goes wrong with calls that would have gone well. A share strikes evenly.</Text>
      </div>
      <Card withBorder>
        <Group justify="space-between">
          <Title order={2} size="h4">
            On order
          </Title>
          {failures === undefined || failures.data.length < 2 ? null : (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={clear.isPending}
              onClick={() => clear.mutate()}
            >
              Take all back
            </Button>
          )}
        </Group>
        {failures === undefined ? null : failures.data.length === 0 ? (
          <Text c="dimmed" mt="xs">
            Nothing goes wrong on purpose. Order a failure below, or take one of these:
          </Text>
        ) : (
          <Orders failures={failures.data} />
        )}
        <Group gap="xs" mt="md">
          {examples.map(({ label, order: example }) => (
            <Button key={label} variant="default" size="compact-sm" onClick={() => order.mutate(example)}>
              {label}
            </Button>
          ))}
        </Group>
      </Card>
      <FailureForm />
    </Stack>
  )
}

function Orders({ failures }: { failures: readonly Failure[] }) {
  const cancel = useChange((id: string) => command("DELETE", `failures/${id}`))
  return (
    <Stack gap="xs" mt="xs" component="ul" p={0} style={{ listStyle: "none" }}>
      {failures.map((failure) => (
        <Card key={failure.id} component="li" withBorder padding="sm" data-testid="failure">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Group gap="xs">
                <Text fw={600}>{labelOf(failure.kind)}</Text>
                <Text size="sm">{whatOf(failure)}</Text>
              </Group>
              <Text size="sm" c="dimmed">
                {recipientOf(failure)}
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              <Badge variant="light" color={isSpent(failure) ? "gray" : "orange"} tt="none">
                {failure.hits} of {failure.seen}
              </Badge>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Take back: ${labelOf(failure.kind)}`}
                onClick={() => cancel.mutate(failure.id)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          </Group>
        </Card>
      ))}
    </Stack>
  )
}

function isSpent({ hits, times }: Failure): boolean {
  return times !== undefined && hits >= times
}

function whatOf({ code, subcode, http_status }: Failure): string {
  return [
    code === undefined ? undefined : `${code} ${titleOf(code)}`,
    subcode === undefined ? undefined : `subcode ${subcode}`,
    http_status === undefined ? undefined : `HTTP ${http_status}`,
  ]
    .filter((part) => part !== undefined)
    .join(" · ")
}

/** `half of the sends of order_ready to +49…, 20 times` */
function recipientOf(failure: Failure): string {
  const { match, share, times } = failure
  const edge = match?.edge === everyEdge ? undefined : match?.edge
  const thing = match?.edge === undefined ? "send" : "call"
  return [
    share === undefined || share === 1 ? `Every ${thing}` : `${Math.round(share * 1000) / 10} % of ${thing}s`,
    edge === undefined ? undefined : `to ${edge}`,
    match?.template === undefined ? undefined : `of ${match.template}`,
    match?.country === undefined ? undefined : `to ${match.country}`,
    match?.to === undefined ? undefined : `to +${match.to.replace(/\D/g, "")}`,
    match?.phone_number_id === undefined ? undefined : `from number ${match.phone_number_id}`,
    times === undefined ? undefined : times === 1 ? "once" : `${times} times`,
    isSpent(failure) ? "(spent)" : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(" ")
}
