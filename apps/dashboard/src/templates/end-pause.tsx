import { Button, Stack } from "@mantine/core"
import { IconPlayerPlay } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { client } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/toasts.ts"
import { useMay } from "../session/me.ts"

/** Asks Meta to end a pause that came of pacing. */
export function EndPause({ id }: { id: string }) {
  const may = useMay()
  const queries = useQueryClient()
  const end = useAction(async () => {
    const { error } = await client.POST("/v1/templates/{id}/unpause", { params: { path: { id } } })
    if (error) throw error
    await queries.invalidateQueries()
    sayDone("Pause ended.")
  })
  if (!may("templates:write")) return null
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        loading={end.isBusy}
        onClick={() => void end.run()}
      >
        End the pause
      </Button>
      <ProblemAlert failure={end.failure} />
    </Stack>
  )
}
