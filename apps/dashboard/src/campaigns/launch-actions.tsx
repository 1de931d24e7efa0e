import { Button, Group, Radio, Stack, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

type Report = Shapes["LaunchReport"]

/** What can be done with a launch: pause it, let it go on, cancel it, and send once more to those it did not reach. */
export function LaunchActions({ launch }: { launch: Report }) {
  const { id, state, parent_id, retrying, failed, suppressed } = launch
  const queries = useQueryClient()
  const [isCanceling, canceling] = useDisclosure()
  const [isResending, resending] = useDisclosure()
  const read = () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/v1/launches") })
  const pause = useAction(async () => {
    const { error } = await client.POST("/v1/launches/{id}/pause", { params: { path: { id } } })
    if (error) throw error
    sayDone("Launch paused.")
    await read()
  }, sayFailed)
  const resume = useAction(async () => {
    const { error } = await client.POST("/v1/launches/{id}/resume", { params: { path: { id } } })
    if (error) throw error
    sayDone("Launch resumed.")
    await read()
  }, sayFailed)
  const cancel = async () => {
    const { error } = await client.POST("/v1/launches/{id}/cancel", { params: { path: { id } } })
    if (error) throw error
    sayDone("Launch canceled.")
    await read()
  }
  if (!useMay()("campaigns:launch")) return null
  const isOver = state === "completed" || state === "canceled"
  const canResend = isOver && parent_id === null && failed.total + suppressed.total > 0
  return (
    <Group gap="xs">
      {state === "paused" ? (
        <Button loading={resume.isBusy} onClick={() => void resume.run()}>
          Resume
        </Button>
      ) : isOver ? null : (
        <Button variant="default" loading={pause.isBusy} onClick={() => void pause.run()}>
          Pause
        </Button>
      )}
      {isOver && retrying === 0 ? null : (
        <Button variant="default" onClick={canceling.open}>
          Cancel…
        </Button>
      )}
      {canResend ? (
        <Button variant="default" onClick={resending.open}>
          Send again…
        </Button>
      ) : null}
      {isCanceling ? (
        <ConfirmDialog
          title="Cancel this launch?"
          confirm="Cancel the launch"
          cancel="Keep it"
          onConfirm={cancel}
          onClose={canceling.close}
        >
          <Text size="sm">No more messages of it are sent. What was sent stays. This can't be undone.</Text>
        </ConfirmDialog>
      ) : null}
      {isResending ? <Resend launch={launch} onClose={resending.close} /> : null}
    </Group>
  )
}

/** Launches once more for a part of those that the launch did not reach. */
function Resend({ launch: { id, failed }, onClose }: { launch: Report; onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [to, setTo] = useState<"failed" | "unsent">(failed.total > 0 ? "failed" : "unsent")
  const resend = async () => {
    const { data, error } = await client.POST("/v1/launches/{id}/resend", {
      params: { path: { id } },
      body: { to },
    })
    if (error) throw error
    await queries.invalidateQueries({ queryKey: ["get", "/v1/launches"] })
    await navigate({ to: "/launches/$launchId", params: { launchId: data.id } })
    sayDone("Launched again for those it did not reach.")
  }
  return (
    <ConfirmDialog
      title="Send again to those it did not reach?"
      confirm="Send again"
      isDangerous={false}
      onConfirm={resend}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Radio.Group
          aria-label="Who gets it"
          value={to}
          onChange={(chosen) => setTo(chosen === "failed" ? "failed" : "unsent")}
        >
          <Stack gap="xs">
            <Radio value="failed" label="People whose message failed" />
            <Radio
              value="unsent"
              label="People who were sent nothing"
              description="Such as those who have subscribed since then"
            />
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          It is a launch of its own, with the campaign as it is now. Nobody who got a message gets another.
        </Text>
      </Stack>
    </ConfirmDialog>
  )
}
