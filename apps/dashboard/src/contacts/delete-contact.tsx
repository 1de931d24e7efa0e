import { Button, Text } from "@mantine/core"
import { modals } from "@mantine/modals"
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { client } from "../api/client.ts"
import { sayDone, sayFailed } from "../look/said.ts"

/** Deletes a person with all that is kept of them, after asking once more. */
export function DeleteContact({ id, name }: { id: string; name: string }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const remove = async () => {
    const { error } = await client.DELETE("/v1/contacts/{id}", { params: { path: { id } } })
    if (error) return sayFailed(error)
    await navigate({ to: "/contacts" })
    sayDone(`${name} is deleted.`)
    await queries.invalidateQueries({ queryKey: ["get", "/v1/contacts"] })
  }
  const ask = () =>
    modals.openConfirmModal({
      title: `Delete ${name}?`,
      children: (
        <Text size="sm">
          Their subscriptions, the records of their consent and their conversations go with them. This cannot
          be undone.
        </Text>
      ),
      labels: { confirm: "Delete", cancel: "Keep" },
      confirmProps: { color: "red" },
      onConfirm: () => void remove(),
    })
  return (
    <Button variant="default" onClick={ask}>
      Delete
    </Button>
  )
}
