import { Alert, Anchor, Button, Loader, Stack, Text } from "@mantine/core"
import { IconBrandFacebookFilled, IconDoorExit } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { api, client } from "../../api/client.ts"
import { useAction } from "../../look/action.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { canWorkAgain } from "../numbers/code-retry.ts"
import type { Outcome } from "./connected.tsx"
import { loadFacebook, openPopup } from "./facebook-login.ts"
import { farewell } from "./session-event.ts"

const keptShut =
  "Your browser blocked Meta's window. Allow pop-ups for this page and try again, or log in on this page."

/** Login with Facebook: a popup where Meta's SDK loads, the same dialog as a page where it does not. */
export function LoginButton({
  isReady,
  label,
  onConnected,
}: {
  /** Every prerequisite is acknowledged. */
  isReady: boolean
  label: string
  onConnected: (outcome: Outcome) => void
}) {
  const dialog = api.useQuery("get", "/v1/connect/login", undefined, {
    enabled: isReady,
    staleTime: 30 * 60_000,
  })
  const queries = useQueryClient()
  /** Why the dialog ended without a login. */
  const [left, setLeft] = useState<string>()
  const [code, setCode] = useState("")
  const [canPopUp, setCanPopUp] = useState(true)
  const { data } = dialog

  useEffect(() => {
    if (data === undefined) return
    loadFacebook(data).then(
      () => setCanPopUp(true),
      () => setCanPopUp(false),
    )
  }, [data])

  const connect = useAction(async (code: string) => {
    const { data, error } = await client.POST("/v1/connect/whatsapp", { body: { code } })
    if (error) throw error
    await queries.invalidateQueries()
    onConnected(data)
  })
  const logIn = useAction(async () => {
    if (data === undefined) return
    if (!canPopUp) return window.location.assign(data.dialog_url)
    setLeft(undefined)
    connect.forget()
    const end = await loadFacebook(data).then((sdk) => openPopup(sdk, data))
    if (end.kind === "blocked") return setLeft(keptShut)
    if (end.kind === "left") return setLeft(farewell(end.session))
    setCode(end.code)
    await connect.run(end.code)
  })
  const isBusy = logIn.isBusy || connect.isBusy
  const failure = logIn.failure ?? connect.failure
  return (
    <Stack gap="xs" align="flex-start">
      <ProblemAlert failure={dialog.error} retry={dialog.refetch} />
      {isBusy ? null : (
        <ProblemAlert
          failure={failure}
          retry={canWorkAgain(connect.failure) ? () => void connect.run(code) : undefined}
        />
      )}
      {left !== undefined && !isBusy ? (
        <Alert variant="light" color="gray" icon={<IconDoorExit aria-hidden />} role="status">
          {left}
        </Alert>
      ) : null}
      <Button
        leftSection={
          isBusy ? <Loader size={16} color="white" /> : <IconBrandFacebookFilled size={18} aria-hidden />
        }
        disabled={!isReady || data === undefined || isBusy}
        onClick={() => void logIn.run()}
        color="#1664d9"
      >
        {connect.isBusy ? "Connecting…" : logIn.isBusy ? "Waiting for Meta's window…" : label}
      </Button>
      {isReady ? null : (
        <Text size="sm" c="dimmed">
          Acknowledge all prerequisites first.
        </Text>
      )}
      {isReady && data !== undefined && !isBusy ? (
        <Text size="sm" c="dimmed">
          {canPopUp ? "Window didn't open? " : "Meta's window can't open here. "}
          <Anchor href={data.dialog_url} underline="always">
            Log in on this page
          </Anchor>
        </Text>
      ) : null}
    </Stack>
  )
}
