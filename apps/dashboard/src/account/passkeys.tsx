import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core"
import { IconFingerprint, IconTrash } from "@tabler/icons-react"
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { auth } from "../api/auth.ts"
import { api } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { Section } from "../look/page/section.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Instant } from "../look/time/instant.tsx"
import { sayDone } from "../look/toasts.ts"
import { authProblem } from "../session/auth-answer.ts"
import { passkeyObstacle, thisPage } from "../session/passkey-obstacle.ts"

const passkeysKey = ["passkeys"]

/** Passkeys: signing in with the device's own lock, without a password. */
export function Passkeys() {
  const queries = useQueryClient()
  const [removing, setRemoving] = useState<{ id: string; name: string }>()
  const passkeys = useQuery({
    queryKey: passkeysKey,
    queryFn: async () => {
      const { data, error } = await auth.passkey.listUserPasskeys()
      if (error) throw authProblem(error)
      return data
    },
  })
  const setup = api.useQuery("get", "/v1/setup")
  const obstacle = setup.data && passkeyObstacle(setup.data.sign_in.passkey?.origin ?? null, thisPage())
  const refresh = () => queries.invalidateQueries({ queryKey: passkeysKey })

  const add = useAction(async () => {
    const { error } = await auth.passkey.addPasskey({ name: deviceName(navigator.userAgent) })
    if (error) throw authProblem(error)
    sayDone("Passkey added. Use it the next time you sign in.")
    await refresh()
  })
  const remove = async (id: string) => {
    const { error } = await auth.passkey.deletePasskey({ id })
    if (error) throw authProblem(error)
    await refresh()
  }

  return (
    <Section
      title="Passkeys"
      intro="Sign in with your fingerprint, face or device PIN instead of the password."
    >
      <ProblemAlert failure={add.failure ?? passkeys.error} />
      <Stack gap="xs">
        {(passkeys.data ?? []).map(({ id, name, createdAt }) => (
          <Group key={id} justify="space-between">
            <Group gap="xs">
              <IconFingerprint size={18} aria-hidden />
              <Text size="sm">{name ?? "Passkey"}</Text>
              <Text size="sm" c="dimmed">
                added <Instant at={new Date(createdAt).toISOString()} />
              </Text>
            </Group>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={`Remove ${name ?? "passkey"}`}
              onClick={() => setRemoving({ id, name: name ?? "passkey" })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {obstacle === undefined ? (
        <Group justify="flex-end">
          <Button variant="default" loading={add.isBusy} onClick={() => void add.run()}>
            Add a passkey
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          {obstacle}
        </Text>
      )}
      {removing === undefined ? null : (
        <ConfirmDialog
          title={`Remove the passkey ${removing.name}?`}
          confirm="Remove"
          onConfirm={() => remove(removing.id)}
          onClose={() => setRemoving(undefined)}
        >
          <Text size="sm">
            You can no longer sign in with it. Your device may still offer it, so remove it there too.
          </Text>
        </ConfirmDialog>
      )}
    </Section>
  )
}

/** A name by which a member tells passkeys apart. */
function deviceName(userAgent: string): string {
  const systems = ["Windows", "iPhone", "iPad", "Android", "Mac OS X", "Linux"]
  return systems.find((system) => userAgent.includes(system)) ?? "This device"
}
