import { Alert, Anchor, Button, Loader, Stack, Text } from "@mantine/core"
import { IconBrandFacebookFilled, IconDoorExit } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import { api, client } from "../../api/client.ts"
import { ProblemAlert } from "../../look/problem-alert.tsx"
import { canWorkAgain } from "../numbers/code-retry.ts"
import type { Outcome } from "./connected.tsx"
import { loadFacebook, openPopup } from "./facebook-login.ts"
import { farewell } from "./session-event.ts"

type Stage =
  | { at: "rest" }
  | { at: "dialog" }
  | { at: "connecting" }
  | { at: "left"; words: string }
  /** `again` tries the same code once more, where that can help. */
  | { at: "failed"; failure: unknown; again: (() => void) | undefined }

const keptShut =
  "Your browser kept Meta's window from opening. Allow pop-ups for this page and press the button again, or log in on this page."

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
  const [stage, setStage] = useState<Stage>({ at: "rest" })
  const [canPopUp, setCanPopUp] = useState(true)
  const { data } = dialog

  useEffect(() => {
    if (data === undefined) return
    loadFacebook(data).then(
      () => setCanPopUp(true),
      () => setCanPopUp(false),
    )
  }, [data])

  async function logIn() {
    if (data === undefined) return
    if (!canPopUp) return window.location.assign(data.dialog_url)
    setStage({ at: "dialog" })
    const end = await loadFacebook(data).then((sdk) => openPopup(sdk, data))
    if (end.kind === "blocked") return setStage({ at: "left", words: keptShut })
    if (end.kind === "left") return setStage({ at: "left", words: farewell(end.session) })
    await connect(end.code)
  }

  async function connect(code: string) {
    setStage({ at: "connecting" })
    const connected = await client
      .POST("/v1/connect/whatsapp", { body: { code } })
      .catch((error: unknown) => ({ data: undefined, error }))
    if (connected.data === undefined) {
      const again = canWorkAgain(connected.error) ? () => void connect(code) : undefined
      return setStage({ at: "failed", failure: connected.error, again })
    }
    await queries.invalidateQueries()
    setStage({ at: "rest" })
    onConnected(connected.data)
  }

  const isBusy = stage.at === "dialog" || stage.at === "connecting"
  return (
    <Stack gap="xs" align="flex-start">
      <ProblemAlert failure={dialog.error} retry={dialog.refetch} />
      {stage.at === "failed" ? <ProblemAlert failure={stage.failure} retry={stage.again} /> : null}
      {stage.at === "left" ? (
        <Alert variant="light" color="gray" icon={<IconDoorExit aria-hidden />} role="status">
          {stage.words}
        </Alert>
      ) : null}
      <Button
        leftSection={
          isBusy ? <Loader size={16} color="white" /> : <IconBrandFacebookFilled size={18} aria-hidden />
        }
        disabled={!isReady || data === undefined || isBusy}
        onClick={() => void logIn()}
        color="#1664d9"
      >
        {stage.at === "dialog"
          ? "Waiting for Meta's window…"
          : stage.at === "connecting"
            ? "Connecting…"
            : label}
      </Button>
      {isReady ? null : (
        <Text size="sm" c="dimmed">
          Acknowledge every prerequisite first.
        </Text>
      )}
      {isReady && data !== undefined && !isBusy ? (
        <Text size="sm" c="dimmed">
          {canPopUp
            ? "Does no window open? "
            : "Meta's window cannot be opened here, so the login takes this page. "}
          <Anchor href={data.dialog_url} underline="always">
            Log in on this page
          </Anchor>
        </Text>
      ) : null}
    </Stack>
  )
}
