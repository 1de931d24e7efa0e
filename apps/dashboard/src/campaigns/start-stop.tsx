import { Button, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

type Started = Exclude<Shapes["Campaign"]["delivery"]["kind"], "once">
type Campaign = Pick<Shapes["Campaign"], "id" | "name">

const onStart: Readonly<Record<Started, string>> = {
  recurring: "From now on it is launched at each of its times, as it is by then, until you stop it.",
  action: "From now on it goes to people of its audience as it happens, as it is now, until you stop it.",
  api: "From now on your systems can send it to people of its audience, as it is now, until you stop it.",
}

const onStop: Readonly<Record<Started, string>> = {
  recurring: "No more launches of it are made. Those that are there go on: cancel them on their pages.",
  action: "Nothing of it is sent any more: what waits is dropped.",
  api: "Nothing of it is sent any more: what waits is dropped.",
}

function useRead() {
  const queries = useQueryClient()
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => /^\/v1\/(campaigns|launches)/.test(String(queryKey[1])),
    })
}

/** Has a campaign sent from now on, or one that is started go on as it is now. */
export function StartButton({
  campaign: { id, name },
  kind,
  isDisabled = false,
  isUpdate = false,
}: {
  campaign: Campaign
  kind: Started
  isDisabled?: boolean
  /** It is started, as it was before. */
  isUpdate?: boolean
}) {
  const [isAsking, asking] = useDisclosure()
  const read = useRead()
  const start = async () => {
    const { error } = await client.POST("/v1/campaigns/{id}/start", { params: { path: { id } } })
    if (error) throw error
    sayDone(isUpdate ? `${name} is sent as it is now.` : `${name} was started.`)
    await read()
  }
  const verb = isUpdate ? "Send as it is now" : "Start"
  return (
    <>
      <Button size={isUpdate ? "xs" : "sm"} disabled={isDisabled} onClick={asking.open}>
        {verb}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={isUpdate ? `Send ${name} as it is now?` : `Start ${name}?`}
          confirm={verb}
          isDangerous={false}
          onConfirm={start}
          onClose={asking.close}
        >
          <Text size="sm">
            {isUpdate ? "What waits to be sent already still says what it said." : onStart[kind]}
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}

/** Ends that. */
export function StopButton({ campaign: { id, name }, kind }: { campaign: Campaign; kind: Started }) {
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
          <Text size="sm">{onStop[kind]} You can start it again.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
