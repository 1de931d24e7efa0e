import { Button, Text } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../look/toasts.ts"

/** Deletes a person with all that is kept of them, after asking once more. */
export function DeleteContact({ id, name }: { id: string; name: string }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [isAsking, asking] = useDisclosure(false)
  const remove = async () => {
    const { error } = await client.DELETE("/v1/contacts/{id}", { params: { path: { id } } })
    if (error) throw error
    await navigate({ to: "/contacts" })
    sayDone(`${name} was deleted.`)
    void queries.invalidateQueries({ queryKey: ["get", "/v1/contacts"] })
  }
  return (
    <>
      <Button variant="default" onClick={asking.open}>
        Delete
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`Delete ${name}?`}
          confirm="Delete"
          cancel="Keep"
          onConfirm={remove}
          onClose={asking.close}
        >
          <Text size="sm">
            This also deletes their subscriptions, consent records and conversations. It can't be undone.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
