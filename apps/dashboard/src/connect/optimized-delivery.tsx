import { Button, Group, Stack, Switch, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

/** Whether an account sends its marketing through Meta's Marketing Messages API, and what to do before it can. */
export function OptimizedDelivery({ account }: { account: Shapes["BusinessAccount"] }) {
  const queries = useQueryClient()
  const may = useMay()("connection:manage")
  const { on, state, meaning, fix } = account.optimized_delivery
  const change = useAction(async (wanted: boolean | undefined) => {
    const { error } = await client.POST("/v1/business-accounts/{id}/optimized-delivery", {
      params: { path: { id: account.id } },
      body: wanted === undefined ? {} : { on: wanted },
    })
    // Also a refusal has asked Meta.
    await queries.invalidateQueries({ queryKey: ["get", "/v1/business-accounts"] })
    if (error) throw error
    if (wanted !== undefined) sayDone(wanted ? "Optimized delivery is on." : "Optimized delivery is off.")
  })
  return (
    <Stack gap={6}>
      <Switch
        label="Optimized delivery"
        description="Marketing templates go through Meta's Marketing Messages API, which delivers them when Meta thinks best, to the people it thinks best. What it does not take goes by Cloud API as usual."
        checked={change.underWay?.[0] ?? on}
        disabled={!may || change.isBusy || (state !== "onboarded" && !on)}
        onChange={(event) => void change.run(event.currentTarget.checked)}
      />
      {state === "onboarded" ? null : (
        <Group gap="sm" align="flex-start">
          <Text size="sm" flex={1} miw={220}>
            {meaning} {fix}
          </Text>
          {may ? (
            <Button
              size="xs"
              variant="default"
              loading={change.isBusy}
              onClick={() => void change.run(undefined)}
            >
              Check again
            </Button>
          ) : null}
        </Group>
      )}
      <ProblemAlert failure={change.failure} />
    </Stack>
  )
}
