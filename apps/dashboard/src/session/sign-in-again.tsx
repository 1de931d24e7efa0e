import { Anchor, Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core"
import { IconFingerprint, IconLogin2 } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useCallback, useEffect, useState } from "react"
import { auth } from "../api/auth.ts"
import { api, client } from "../api/client.ts"
import { noteSessionStart } from "../api/session-end.ts"
import { useAction } from "../look/action.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { authProblem } from "./auth-answer.ts"
import { useMe } from "./me.ts"
import { passkeyObstacle, thisPage } from "./passkey-obstacle.ts"
import { SecondStep } from "./second-step.tsx"
import { useSignOut } from "./sign-out.ts"

/**
 * Above the page of a member whose session has ended, until they are signed in again: here, or in another tab. What they typed,
 * in a page or in a dialog, waits underneath, blurred, as others may pass by.
 */
export default function SignInAgain() {
  const { member } = useMe()
  const queries = useQueryClient()
  const offers = api.useQuery("get", "/v1/setup").data?.sign_in
  const [asksForCode, setAsksForCode] = useState(false)
  const hasPasskeys = offers?.passkey && passkeyObstacle(offers.passkey.origin, thisPage()) === undefined
  const signOut = useSignOut()

  /** Goes on where the page was, if it is its member who is signed in. */
  const goOn = useCallback(async () => {
    const { data, error } = await client.GET("/v1/me")
    if (error) throw error
    // Someone else must not find what this member left.
    if (data.member.id !== member.id) return window.location.assign("/")
    noteSessionStart()
    void queries.invalidateQueries()
  }, [member.id, queries])
  useEffect(() => {
    // Signed in again in another tab, or not yet.
    const look = () => void goOn().catch(() => undefined)
    window.addEventListener("focus", look)
    return () => window.removeEventListener("focus", look)
  }, [goOn])

  const withPassword = useAction(async (password: string) => {
    const { data, error } = await auth.signIn.email({ email: member.email, password })
    if (error) throw authProblem(error)
    if ("twoFactorRedirect" in data && data.twoFactorRedirect) return setAsksForCode(true)
    await goOn()
  })
  const withPasskey = useAction(async () => {
    const { error } = await auth.signIn.passkey()
    if (error) throw authProblem(error)
    await goOn()
  })

  return (
    <Modal
      opened
      onClose={() => undefined}
      title="Your session has ended"
      size="sm"
      zIndex={1_000}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      overlayProps={{ blur: 6 }}
    >
      <Stack>
        <Text size="sm">Sign in again as {member.email}. Everything you typed is still here.</Text>
        {asksForCode ? (
          <SecondStep onDone={goOn} />
        ) : (
          <>
            <ProblemAlert failure={withPassword.failure ?? withPasskey.failure} />
            {offers === undefined || offers.password === false ? null : (
              <PasswordAgain
                email={member.email}
                isBusy={withPassword.isBusy}
                onSubmit={(password) => void withPassword.run(password)}
              />
            )}
            {hasPasskeys ? (
              <Button
                variant="default"
                leftSection={<IconFingerprint size={18} aria-hidden />}
                loading={withPasskey.isBusy}
                onClick={() => void withPasskey.run()}
              >
                Use a passkey
              </Button>
            ) : null}
            {offers?.oidc ? (
              <Button
                component="a"
                href="/sign-in?to=/signed-in"
                target="_blank"
                variant="default"
                leftSection={<IconLogin2 size={18} aria-hidden />}
              >
                Continue with {offers.oidc.name} in a new tab
              </Button>
            ) : null}
          </>
        )}
        <Group justify="center">
          <Anchor
            component="button"
            type="button"
            size="sm"
            c="dimmed"
            disabled={signOut.isBusy}
            onClick={() => void signOut.run()}
          >
            Sign out and discard
          </Anchor>
        </Group>
      </Stack>
    </Modal>
  )
}

function PasswordAgain({
  email,
  isBusy,
  onSubmit,
}: {
  email: string
  isBusy: boolean
  onSubmit: (password: string) => void
}) {
  const [password, setPassword] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (password !== "") onSubmit(password)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        {/* For password managers, which look for whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={isBusy}>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
