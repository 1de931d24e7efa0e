import { Button, Group, Paper, Text } from "@mantine/core"
import type { NumberView } from "../../../src/control/views/shapes.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

/** A display name that waits for Meta's decision. */
export function NameReview({ number, name }: { number: NumberView; name: string }) {
  const decide = useChange((decision: string) =>
    command("POST", `numbers/${number.phone_number_id}/name-review`, { decision }),
  )
  return (
    <Paper withBorder p="sm" mt="sm">
      <Text size="sm">
        Wants to be called <strong>{name}</strong>
      </Text>
      <Group gap="xs" mt="xs">
        <Button
          size="compact-sm"
          aria-label={`Approve the name ${name}`}
          loading={decide.isPending}
          onClick={() => decide.mutate("APPROVED")}
        >
          Approve
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Reject the name ${name}`}
          onClick={() => decide.mutate("REJECTED")}
        >
          Reject
        </Button>
      </Group>
    </Paper>
  )
}
