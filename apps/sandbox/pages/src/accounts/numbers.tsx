import { Button, Card, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core"
import { z } from "zod"
import type { AccountView, NumberView } from "../../../src/control/views/shapes.ts"
import { command, graph } from "../api.ts"
import { Empty } from "../empty.tsx"
import { useChange } from "../live.ts"
import { AnswerLatency } from "./answer-latency.tsx"
import { NameReview } from "./name-review.tsx"
import { Recipients } from "./recipients.tsx"
import { StatusBadge } from "./status-badge.tsx"
import { tokenFor } from "./token.ts"

export function Numbers({ account }: { account: AccountView }) {
  if (account.numbers.length === 0) {
    return (
      <Empty title="No number yet" next={{ label: "Go to the start", to: "/" }}>
        Log in with Facebook once more and choose this account to add one.
      </Empty>
    )
  }
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {account.numbers.map((number) => (
          <NumberCard key={number.phone_number_id} account={account} number={number} />
        ))}
      </SimpleGrid>
    </Stack>
  )
}

function NumberCard({ account, number }: { account: AccountView; number: NumberView }) {
  const patch = useChange((change: object) => command("PATCH", `numbers/${number.phone_number_id}`, change))
  const register = useChange(async () =>
    graph(z.unknown(), await tokenFor(account), "POST", `${number.phone_number_id}/register`, {
      messaging_product: "whatsapp",
      pin: "123456",
    }),
  )
  const choices = [
    { member: "quality_rating", label: "Quality", values: ["GREEN", "YELLOW", "RED", "UNKNOWN"] },
    { member: "throughput_level", label: "Throughput", values: ["STANDARD", "HIGH", "UNLIMITED"] },
    { member: "account_mode", label: "Mode", values: ["LIVE", "SANDBOX"] },
  ] as const
  return (
    <Card withBorder>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Text fw={600}>{number.display_phone_number}</Text>
          <Text size="sm" c="dimmed">
            {number.verified_name} · {number.phone_number_id}
          </Text>
        </div>
        <StatusBadge status={number.status} />
      </Group>
      {number.profile.description === undefined ? null : (
        <Text size="sm" mt="xs">
          {number.profile.description}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, xs: 3 }} mt="sm">
        {choices.map(({ member, label, values }) => (
          <Select
            key={member}
            label={label}
            data={values}
            value={number[member]}
            allowDeselect={false}
            onChange={(value) => value !== null && patch.mutate({ [member]: value })}
          />
        ))}
      </SimpleGrid>
      <AnswerLatency number={number} />
      {number.account_mode === "SANDBOX" ? <Recipients number={number} /> : null}
      {number.new_name === null ? null : <NameReview number={number} name={number.new_name} />}
      {number.registered || number.code_verification_status !== "VERIFIED" ? null : (
        <Button mt="sm" loading={register.isPending} onClick={() => register.mutate()}>
          Register with PIN 123456
        </Button>
      )}
    </Card>
  )
}
