import { Button, type ButtonProps, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../../api/client.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../../look/toasts.ts"

/** Revokes one key, once the member has said so. */
export function RevokeButton({
  apiKey: { id, name },
  ...button
}: { apiKey: Shapes["ApiKey"] } & ButtonProps) {
  const [isAsking, asking] = useDisclosure(false)
  const queries = useQueryClient()
  const revoke = async () => {
    const { error } = await client.DELETE("/v1/api-keys/{id}", { params: { path: { id } } })
    if (error) throw error
    sayDone(`${name} was revoked.`)
    void queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/api-keys"),
    })
  }
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" {...button} onClick={asking.open}>
        Revoke
      </Button>
      {isAsking ? (
        <ConfirmDialog title={`Revoke ${name}?`} confirm="Revoke" onConfirm={revoke} onClose={asking.close}>
          <Text size="sm">Anything that uses this key stops working immediately. This can't be undone.</Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
