import { List, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

/** Asks once more, and says what stays and what stops. */
export function Disconnect({
  account,
  onClose,
}: {
  account: Shapes["BusinessAccount"]
  onClose: () => void
}) {
  const queries = useQueryClient()
  const disconnect = async () => {
    const { error } = await client.POST("/v1/business-accounts/{id}/disconnect", {
      params: { path: { id: account.id } },
    })
    if (error) throw error
    sayDone(`${account.name} is disconnected.`)
    void queries.invalidateQueries()
  }
  return (
    <ConfirmDialog
      title={`Disconnect ${account.name}?`}
      confirm="Disconnect"
      cancel="Keep it"
      onConfirm={disconnect}
      onClose={onClose}
    >
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
    </ConfirmDialog>
  )
}
