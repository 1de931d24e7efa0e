import { Card, Switch, TagsInput, Text, Title } from "@mantine/core"
import { settingsSchema } from "../../../src/settings.ts"
import { command } from "../api.ts"
import { useChange, useLive } from "../live.ts"

/** What `/debug_token` says instead of the truth: Meta has renamed scopes and left out targets before. */
export function ToldScopes() {
  const { data: settings } = useLive(settingsSchema, "settings")
  const patch = useChange((tokens: object) => command("PATCH", "settings", { tokens }))
  if (settings === undefined) return null
  const { told_scopes: scopes, told_granular_scopes: granular } = settings.tokens
  const isTrue = scopes === null && granular === null
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        What tokens are said to grant
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        The answer of /debug_token, for every app. It does not change what tokens can do.
      </Text>
      <Switch
        mt="sm"
        label="Say what was granted"
        checked={isTrue}
        onChange={(event) =>
          patch.mutate(
            event.currentTarget.checked
              ? { told_scopes: null, told_granular_scopes: null }
              : { told_scopes: [], told_granular_scopes: [] },
          )
        }
      />
      {isTrue ? null : (
        <TagsInput
          mt="sm"
          label="Scopes that it names"
          description="Without targets, so for every account. Type a scope and press Enter."
          value={scopes ?? []}
          onChange={(names) =>
            patch.mutate({
              told_scopes: names,
              told_granular_scopes: names.map((scope) => ({ scope, target_ids: null })),
            })
          }
        />
      )}
    </Card>
  )
}
