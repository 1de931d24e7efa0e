import { Button, Group, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone, sayFailed } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

/** A launch whose time came while the system was down: whether it is sent after all. */
export function LateLaunch({ launch: { id, in_local_time } }: { launch: Shapes["LaunchReport"] }) {
  const queries = useQueryClient()
  const [isSkipping, skipping] = useDisclosure()
  const decide = async (choice: "send" | "skip", done: string) => {
    const { error } = await client.POST("/v1/launches/{id}/late", {
      params: { path: { id } },
      body: { choice },
    })
    if (error) throw error
    sayDone(done)
    await queries.invalidateQueries({
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith("/v1/launches"),
    })
  }
  const send = useAction(() => decide("send", "It is sent now."), sayFailed)
  if (!useMay()("campaigns:launch")) return null
  return (
    <Group gap="xs" mt="sm">
      <Button size="xs" loading={send.isBusy} onClick={() => void send.run()}>
        Send now
      </Button>
      <Button size="xs" variant="default" onClick={skipping.open}>
        Skip…
      </Button>
      {isSkipping ? (
        <ConfirmDialog
          title="Skip what is late?"
          confirm="Skip it"
          cancel="Keep it"
          onConfirm={() => decide("skip", "Skipped.")}
          onClose={skipping.close}
        >
          <Text size="sm">
            {in_local_time === null
              ? "The launch is canceled: nothing of it is sent."
              : "People whose time has passed get nothing. The others get it at their time."}{" "}
            This can't be undone.
          </Text>
        </ConfirmDialog>
      ) : null}
    </Group>
  )
}
