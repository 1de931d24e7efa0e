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
    sayDone(`${account.name} was disconnected.`)
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
        <List.Item>Its numbers stop sending and receiving. Queued messages stay queued.</List.Item>
        <List.Item>Their subscription groups are archived.</List.Item>
        <List.Item>Nothing is deleted. Reconnect the account to get everything back.</List.Item>
      </List>
      <Text size="sm" c="dimmed">
        The account stays unchanged at Meta, and another workspace can connect it.
      </Text>
    </ConfirmDialog>
  )
}
