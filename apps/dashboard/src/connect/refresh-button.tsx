import { Button } from "@mantine/core"
import { IconRefresh } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { api, type Shapes } from "../api/client.ts"
import { sayDone, sayFailed } from "../look/said.ts"

/** Asks Meta how the number stands now; webhooks tell most changes, not all. */
export function RefreshButton({ number }: { number: Shapes["Number"] }) {
  const queries = useQueryClient()
  const refresh = api.useMutation("post", "/v1/numbers/{id}/refresh", {
    onSuccess: async () => {
      sayDone("This is how Meta sees it now.")
      await queries.invalidateQueries()
    },
    onError: sayFailed,
  })
  return (
    <Button
      variant="default"
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={refresh.isPending}
      onClick={() => refresh.mutate({ params: { path: { id: number.id } } })}
    >
      Ask Meta
    </Button>
  )
}
