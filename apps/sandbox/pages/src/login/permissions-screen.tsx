import { List, Stack, Switch, Text, ThemeIcon } from "@mantine/core"
import { IconCheck } from "@tabler/icons-react"
import { Screen } from "./screen.tsx"
import type { ScreenProps } from "./screen-props.ts"
import { isOfBusinesses } from "./signup.ts"

/** A person's name is part of every login. */
const always = "public_profile"

/** What the app may do: in Embedded Signup all or nothing, in a plain login one by one. */
export function PermissionsScreen({ view, signup, change, go }: ScreenProps) {
  const { app, access } = view
  const grantable = access !== null && "scopes" in access ? access.scopes : []
  const given = view.scopes.filter(({ scope }) => grantable.includes(scope))
  const withheld = view.scopes.filter(({ scope }) => !grantable.includes(scope))
  const isPlain = view.kind === "login"
  const isForBusinesses = given.some(
    ({ scope }) => isOfBusinesses(scope) && !signup.deniedScopes.includes(scope),
  )
  const next = () => go(isPlain ? (isForBusinesses ? "assets" : "confirm") : "portfolio")
  const set = (scope: string, isGiven: boolean) =>
    change({
      deniedScopes: isGiven
        ? signup.deniedScopes.filter((denied) => denied !== scope)
        : [...signup.deniedScopes, scope],
    })
  return (
    <Screen
      title={`What ${app.name} will be able to do`}
      lead={
        isPlain
          ? "Switch off what you do not want to give. You can take back the rest later."
          : "On the next screens you choose the business. You can remove access later."
      }
      next="Continue"
      onNext={next}
      onBack={() => go("person")}
    >
      {isPlain ? (
        <Stack gap="sm">
          {given.map(({ scope, description }) => (
            <Switch
              key={scope}
              label={description}
              description={scope}
              disabled={scope === always}
              checked={!signup.deniedScopes.includes(scope)}
              onChange={(event) => set(scope, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      ) : (
        <List
          spacing="sm"
          icon={
            <ThemeIcon size={22} radius="xl">
              <IconCheck size={14} aria-hidden />
            </ThemeIcon>
          }
        >
          {given.map(({ scope, description }) => (
            <List.Item key={scope}>{description}</List.Item>
          ))}
        </List>
      )}
      {withheld.length === 0 ? null : (
        <Text size="sm" c="dimmed">
          Not asked of you, as App Review has not granted it to {app.name}:{" "}
          {withheld.map(({ scope }) => scope).join(", ")}.
        </Text>
      )}
    </Screen>
  )
}
