import { Button, Group, List, Modal, Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { api, type Shapes } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"

/** Asks once more, and says what stays and what stops. */
export function Disconnect({
  account,
  opened,
  onClose,
}: {
  account: Shapes["BusinessAccount"]
  opened: boolean
  onClose: () => void
}) {
  const queries = useQueryClient()
  const disconnect = api.useMutation("post", "/v1/business_accounts/{id}/disconnect", {
    onSuccess: async () => {
      onClose()
      sayDone(`${account.name} is disconnected.`)
      await queries.invalidateQueries()
    },
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Disconnect ${account.name}?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <ProblemAlert failure={disconnect.error} />
        <List size="sm" spacing={4}>
          <List.Item>
            Its numbers stop sending and receiving here. Messages that wait stay in their queue.
          </List.Item>
          <List.Item>Their subscription groups are archived.</List.Item>
          <List.Item>Nothing is deleted: connecting the account again brings everything back.</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          At Meta the account stays as it is. Another workspace can connect it then.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button
            color="red"
            loading={disconnect.isPending}
            onClick={() => disconnect.mutate({ params: { path: { id: account.id } } })}
          >
            Disconnect
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
