import { Card, Checkbox, Stack, Text, Title } from "@mantine/core"
import { knownScopes } from "../../../src/world/objects.ts"
import { command } from "../api.ts"
import { useChange } from "../live.ts"

/** What App Review granted: which permissions people without a role can give the app. */
export function AppReview({ appId, granted }: { appId: string; granted: readonly string[] }) {
  const patch = useChange((advanced_access: string[]) =>
    command("PATCH", `apps/${appId}`, { advanced_access }),
  )
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        App Review
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        People without a role can give the app only what has advanced access.
      </Text>
      <Stack gap="xs" mt="sm">
        {knownScopes.map((scope) => (
          <Checkbox
            key={scope}
            label={scope}
            checked={granted.includes(scope)}
            onChange={(event) =>
              patch.mutate(
                event.currentTarget.checked
                  ? [...granted, scope]
                  : granted.filter((candidate) => candidate !== scope),
              )
            }
          />
        ))}
      </Stack>
    </Card>
  )
}
