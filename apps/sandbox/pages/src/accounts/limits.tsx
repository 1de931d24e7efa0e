import { Card, Select, SimpleGrid, Text } from "@mantine/core"
import type { AccountView } from "../../../src/control/views/shapes.ts"
import { messagingLimits } from "../../../src/messaging-limits.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

const verification = ["not_verified", "pending_submission", "pending", "verified", "rejected"]

/** What Meta allows the whole portfolio: how many people it may write to first, and how many templates it may have. */
export function Limits({ account }: { account: AccountView }) {
  const patch = useChange((change: object) => command("PATCH", `businesses/${account.business_id}`, change))
  return (
    <Card withBorder>
      <Text fw={600}>Limits of {account.business_name}</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm">
        <Select
          label="People it may write to first in 24 hours"
          data={messagingLimits}
          value={account.messaging_limit}
          allowDeselect={false}
          onChange={(messaging_limit) => messaging_limit !== null && patch.mutate({ messaging_limit })}
        />
        <Select
          label="Business verification"
          data={verification}
          value={account.verification_status}
          allowDeselect={false}
          onChange={(verification_status) =>
            verification_status !== null && patch.mutate({ verification_status })
          }
        />
      </SimpleGrid>
    </Card>
  )
}
