import { Button } from "@mantine/core"
import { IconRefresh } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { sayDone, sayFailed } from "../look/toasts.ts"

/** Asks Meta for the state of the number now; webhooks tell most changes, not all. */
export function RefreshButton({ number }: { number: Shapes["Number"] }) {
  const queries = useQueryClient()
  const refresh = useAction(async () => {
    const { error } = await client.POST("/v1/numbers/{id}/refresh", { params: { path: { id: number.id } } })
    if (error) throw error
    sayDone("Up to date.")
    await queries.invalidateQueries()
  }, sayFailed)
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={refresh.isBusy}
      onClick={() => void refresh.run()}
    >
      Refresh
    </Button>
  )
}
