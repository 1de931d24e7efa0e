import { Button, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

type Campaign = Pick<Shapes["Campaign"], "id" | "name">

function useRead() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/v1/campaigns"),
    })
}

/** Lets the API send a campaign from now on. */
export function StartButton({
  campaign: { id, name },
  isDisabled = false,
}: {
  campaign: Campaign
  isDisabled?: boolean
}) {
  const [isAsking, asking] = useDisclosure()
  const read = useRead()
  const start = async () => {
    const { error } = await client.POST("/v1/campaigns/{id}/start", { params: { path: { id } } })
    if (error) throw error
    sayDone(`${name} was started.`)
    await read()
  }
  return (
    <>
      <Button disabled={isDisabled} onClick={asking.open}>
        Start
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Start ${name}?`}
          confirm="Start"
          isDangerous={false}
          onConfirm={start}
          onClose={asking.close}
        >
          <Text size="sm">
            From now on your systems can send it to people of its audience, as it is now, until you stop it.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

/** Ends that, and drops what waits. */
export function StopButton({ campaign: { id, name } }: { campaign: Campaign }) {
  const [isAsking, asking] = useDisclosure()
  const read = useRead()
  const stop = async () => {
    const { error } = await client.POST("/v1/campaigns/{id}/stop", { params: { path: { id } } })
    if (error) throw error
    sayDone(`${name} was stopped.`)
    await read()
  }
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        Stop
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Stop ${name}?`}
          confirm="Stop"
          cancel="Keep it"
          onConfirm={stop}
          onClose={asking.close}
        >
          <Text size="sm">
            Nothing of it is sent any more: what waits is dropped. You can start it again.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
