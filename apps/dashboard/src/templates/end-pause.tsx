import { Button, Stack } from "@mantine/core"
import { IconPlayerPlay } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { sayDone } from "../look/said.ts"
import { useMay } from "../session/me.ts"

/** Asks Meta to end a pause that came of pacing. */
export function EndPause({ id }: { id: string }) {
  const may = useMay()
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  if (!may("templates:write")) return null
  const end = async () => {
    setFailure(undefined)
    setBusy(true)
    const { error } = await client
      .POST("/v1/templates/{id}/unpause", { params: { path: { id } } })
      .catch((lost: unknown) => ({ error: lost }))
    setBusy(false)
    if (error) return setFailure(error)
    await queries.invalidateQueries()
    sayDone("The pause has ended.")
  }
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        loading={isBusy}
        onClick={() => void end()}
      >
        End the pause
      </Button>
      <ProblemAlert failure={failure} />
    </Stack>
  )
}
