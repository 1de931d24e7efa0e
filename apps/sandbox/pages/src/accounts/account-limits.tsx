/** The state of the account at Meta: its portfolio's limits, its payment method, and whether it is disabled. */
import { Button, Card, Group, NativeSelect, Stack, Switch, Text, Title } from "@mantine/core"
import type { AccountView } from "../../../src/control/views/shapes.ts"
import { onboardingStatuses } from "../../../src/world/objects.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"
import { Limits } from "./limits.tsx"

const violations = ["ADULT", "ALCOHOL", "SCAM", "SPAM"]

export function Standing({ account }: { account: AccountView }) {
  const patch = useChange((change: object) => command("PATCH", `wabas/${account.waba_id}`, change))
  const cause = useChange((event: object) => command("POST", `wabas/${account.waba_id}/events`, event))
  const isActive = account.status === "ACTIVE"
  return (
    <Stack maw={720}>
      <Limits account={account} />
      <Card withBorder>
        <Title order={2} size="h4">
          Payment
        </Title>
        <Switch
          mt="sm"
          label="Has a payment method"
          description="Without one, messages that cost something fail with 131042"
          checked={account.has_payment_method}
          onChange={(event) => patch.mutate({ has_payment_method: event.currentTarget.checked })}
        />
      </Card>
      <Card withBorder>
        <Title order={2} size="h4">
          Marketing Messages API
        </Title>
        <NativeSelect
          mt="sm"
          label="Onboarding"
          description="ONBOARDED: the business accepted Meta's terms. Apps that listen are told"
          data={[...onboardingStatuses]}
          value={account.marketing_messages_onboarding_status}
          onChange={(event) =>
            patch.mutate({ marketing_messages_onboarding_status: event.currentTarget.value })
          }
        />
        <Switch
          mt="sm"
          label="Marketing templates on Cloud API"
          description="Without it, marketing templates that are posted to /messages are refused with 131063"
          checked={!account.disable_marketing_messages_on_cloud_api}
          onChange={(event) =>
            patch.mutate({ disable_marketing_messages_on_cloud_api: !event.currentTarget.checked })
          }
        />
      </Card>
      <Card withBorder>
        <Title order={2} size="h4">
          Enforcement
        </Title>
        <Text c="dimmed" size="sm" mt={4}>
          What Meta does to an account that breaks the rules. Apps that listen are told.
        </Text>
        <Group mt="sm">
          {isActive ? (
            <Button
              color="red.9"
              loading={cause.isPending}
              onClick={() => cause.mutate({ event: "DISABLED_UPDATE", state: "DISABLE" })}
            >
              Disable the account
            </Button>
          ) : (
            <Button
              loading={cause.isPending}
              disabled={account.status === "DELETED"}
              onClick={() => cause.mutate({ event: "DISABLED_UPDATE", state: "REINSTATE" })}
            >
              Reinstate the account
            </Button>
          )}
          {violations.map((violation_type) => (
            <Button
              key={violation_type}
              variant="default"
              onClick={() => cause.mutate({ event: "ACCOUNT_VIOLATION", violation_type })}
            >
              Warn of {violation_type.toLowerCase()}
            </Button>
          ))}
        </Group>
      </Card>
    </Stack>
  )
}
