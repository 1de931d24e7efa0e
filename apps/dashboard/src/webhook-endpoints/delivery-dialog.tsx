import { Button, Code, Group, Stack, Text } from "@mantine/core"
import { api, client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { Loading } from "../look/page/loading.tsx"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { Rows } from "../look/rows/rows.tsx"
import { Instant } from "../look/time/instant.tsx"
import { useAmount } from "../look/time/notation.ts"
import { sayDone } from "../look/toasts.ts"
import { useStale } from "./stale.ts"

interface DeliveryDialogProps {
  id: string
  title: string
  canReplay: boolean
  onClose: () => void
}

/** What was sent, and what came of each attempt. */
export function DeliveryDialog({ id, title, canReplay, onClose }: DeliveryDialogProps) {
  const stale = useStale()
  const amount = useAmount()
  const delivery = api.useQuery("get", "/v1/webhook-deliveries/{id}", { params: { path: { id } } })
  const replay = useAction(async () => {
    const { error } = await client.POST("/v1/webhook-deliveries/{id}/replay", { params: { path: { id } } })
    if (error) throw error
    await stale()
    sayDone("It is sent again.")
  })
  return (
    <Dialog size="lg" title={title} isBusy={replay.isBusy} losesNothing onClose={onClose}>
      {delivery.error ? <ProblemAlert failure={delivery.error} retry={delivery.refetch} /> : null}
      {delivery.data === undefined ? (
        delivery.error ? null : (
          <Loading />
        )
      ) : (
        <Stack>
          <Text size="sm" c="dimmed">
            webhook-id: {delivery.data.webhook_id}
          </Text>
          <div>
            <Text size="sm" fw={550} mb={4}>
              Body
            </Text>
            <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              {JSON.stringify(JSON.parse(delivery.data.body), null, 2)}
            </Code>
          </div>
          <div>
            <Text size="sm" fw={550} mb={4}>
              Attempts
            </Text>
            {delivery.data.log.length === 0 ? (
              <Text size="sm" c="dimmed">
                None yet.
              </Text>
            ) : (
              <Rows label="Attempts">
                {delivery.data.log.map(({ at, status, failure, duration_ms, answer }) => (
                  <Stack key={at} gap={4} py="xs">
                    <Text size="sm">
                      <Instant at={at} inherit /> · {status ?? "No answer"} · {amount(duration_ms)} ms
                    </Text>
                    {failure === null ? null : (
                      <Text size="sm" c="red">
                        {failure}
                      </Text>
                    )}
                    {answer === "" ? null : (
                      <Code block style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                        {answer}
                      </Code>
                    )}
                  </Stack>
                ))}
              </Rows>
            )}
          </div>
          {replay.failure ? <ProblemAlert failure={replay.failure} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Close
            </Button>
            {canReplay ? (
              <Button loading={replay.isBusy} onClick={replay.run}>
                Send again
              </Button>
            ) : null}
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}
