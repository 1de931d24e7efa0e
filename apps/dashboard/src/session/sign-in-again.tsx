import { Button, Center, Stack, Text, Title } from "@mantine/core"
import { modals } from "@mantine/modals"
import type { QueryClient } from "@tanstack/react-query"
import { useCallback, useEffect, useState } from "react"
import { client } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { type Me, meQuery } from "./me.ts"
import { useSignOut } from "./sign-out.ts"

const modalId = "sign-in-again"
let isAsking = false

/**
 * Covers the page of a member whose session has ended until they are signed in again, in a tab beside it. What they typed,
 * in a page or in a dialog, waits underneath.
 */
export function askToSignInAgain(queries: QueryClient): void {
  const before = queries.getQueryData<Me>(meQuery.queryKey)
  if (isAsking || before === undefined) return
  isAsking = true
  modals.open({
    modalId,
    title: "Signed out",
    fullScreen: true,
    zIndex: 1_000,
    withCloseButton: false,
    closeOnEscape: false,
    onClose: () => {
      isAsking = false
    },
    children: <SignInAgain member={before.member} onDone={() => void queries.invalidateQueries()} />,
  })
}

function SignInAgain({ member, onDone }: { member: Me["member"]; onDone: () => void }) {
  const [failure, setFailure] = useState<unknown>()
  const signOut = useSignOut()
  const look = useCallback(async () => {
    const { data, error } = await client.GET("/v1/me")
    if (error) return setFailure(error)
    // Someone else must not find what this member left.
    if (data.member.id !== member.id) return window.location.assign("/")
    modals.close(modalId)
    onDone()
  }, [member.id, onDone])
  useEffect(() => {
    const again = () => void look()
    window.addEventListener("focus", again)
    return () => window.removeEventListener("focus", again)
  }, [look])
  return (
    <Center mih="70dvh">
      <Stack maw={440} align="flex-start">
        <Title order={2} size="h3">
          Your session has ended
        </Title>
        <Text>
          Sign in again as {member.email} in a new tab, then come back to this one. Everything you typed is
          still here.
        </Text>
        <ProblemAlert failure={failure} />
        <Button component="a" href="/sign-in?to=/signed-in" target="_blank" data-autofocus>
          Sign in
        </Button>
        <Button variant="default" onClick={() => void look()}>
          Continue
        </Button>
        <Button variant="subtle" color="gray" loading={signOut.isBusy} onClick={() => void signOut.run()}>
          Discard
        </Button>
      </Stack>
    </Center>
  )
}
