import { Button, Group, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

type Report = Shapes["LaunchReport"]

/** What can be done with a launch: pause it, let it go on, cancel it. */
export function LaunchActions({ launch }: { launch: Report }) {
  const { id, state, retrying } = launch
  const queries = useQueryClient()
  const [isCanceling, canceling] = useDisclosure()
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
    </Group>
  )
}
