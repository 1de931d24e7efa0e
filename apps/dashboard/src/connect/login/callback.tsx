import { Alert, Loader, Stack, Text } from "@mantine/core"
import { IconDoorExit } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useSearch } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { client } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ButtonLink } from "../../look/links.tsx"
import { Page } from "../../look/page/page.tsx"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { Allowed, NotAllowed } from "../../session/allowed.tsx"
import { canWorkAgain } from "../numbers/code-retry.ts"
import { Connected, type Outcome } from "./connected.tsx"

/** A code works once; a page that is rendered twice must not send it twice. */
const redeeming = new Map<string, Promise<{ data?: Outcome; error?: unknown }>>()

/** Where Login with Facebook comes back to when it took the whole page. */
export function CallbackPage() {
  const search = useSearch({ strict: false })
  const said = (name: string): string => {
    const value: unknown = Reflect.get(search, name)
    return typeof value === "string" ? value : ""
  }
  const [code, state, error] = [said("code"), said("state"), said("error")]
  return (
    <Page title="Login with Facebook" up={{ to: "/connect/whatsapp", label: "WhatsApp" }}>
      <Allowed to="connection:manage" instead={<NotAllowed permission="connection:manage" />}>
        {code === "" ? (
          <Left error={error} description={said("error_description")} />
        ) : (
          <Redeem code={code} state={state} />
        )}
      </Allowed>
    </Page>
  )
}

function Left({ error, description }: { error: string; description: string }) {
  return (
    <Stack align="flex-start">
      <Alert variant="light" color="gray" icon={<IconDoorExit aria-hidden />} role="status" w="100%">
        {error === "access_denied"
          ? "You closed the login before it was finished. Nothing was connected. Log in again to continue."
          : `Meta's dialog ended without a login${description === "" ? "" : `: ${description}`}. Nothing was connected.`}
      </Alert>
      <ButtonLink to="/connect/whatsapp">Back to WhatsApp</ButtonLink>
    </Stack>
  )
}

function Redeem({ code, state }: { code: string; state: string }) {
  const queries = useQueryClient()
  const [outcome, setOutcome] = useState<Outcome>()
  const { run, isBusy, failure } = useAction(async () => {
    const redirect_uri = `${window.location.origin}${window.location.pathname}`
    const answer =
      redeeming.get(code) ?? client.POST("/v1/connect/whatsapp", { body: { code, state, redirect_uri } })
    redeeming.set(code, answer)
    const { data, error } = await answer
    if (data === undefined) throw error
    setOutcome(data)
    void queries.invalidateQueries()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a code, not for each rendering
  useEffect(() => void run(), [code, state])
  const again = () => {
    redeeming.delete(code)
    void run()
  }
  if (outcome !== undefined) {
    return (
      <Stack align="flex-start">
        <Connected outcome={outcome} />
        <ButtonLink to="/connect/whatsapp">Continue to WhatsApp</ButtonLink>
      </Stack>
    )
  }
  if (failure !== undefined && !isBusy) {
    return (
      <Stack align="flex-start">
        <ProblemAlert failure={failure} retry={canWorkAgain(failure) ? again : undefined} />
        <ButtonLink to="/connect/whatsapp">Back to WhatsApp</ButtonLink>
      </Stack>
    )
  }
  return (
    <Stack align="center" py="xl" role="status">
      <Loader />
      <Text>Connecting. This takes a few seconds.</Text>
    </Stack>
  )
}
