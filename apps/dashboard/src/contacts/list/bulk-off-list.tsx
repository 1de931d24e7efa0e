import { Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../../api/client.ts"
import { ConfirmDialog } from "../../look/dialogs/confirm-dialog.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import type { BulkDialog } from "./bulk-dialog.ts"
import { BulkProgress } from "./bulk-progress.tsx"
import { inSteps } from "./in-steps.ts"

/** Takes many contacts off the static list that is shown. */
export function BulkOffList({ which, what, list, onClose, onDone }: BulkDialog) {
  const queries = useQueryClient()
  const amount = useAmount()
  const [done, setDone] = useState<number>()
  if (list === undefined) return null
  const remove = async () => {
    const body = { ...which, list_id: list.id, action: "remove" as const }
    const { changed } = await inSteps(
      (after) => client.POST("/v1/contacts/bulk/lists", { body: { ...body, ...after } }),
      setDone,
    )
    sayDone(`Removed from ${list.name}: ${amount(changed)}.`)
    onDone()
    void queries.invalidateQueries({ queryKey: ["get", "/v1/lists"] })
    void queries.invalidateQueries({ queryKey: ["get", "/v1/contacts"] })
  }
  return (
    <ConfirmDialog
      title={`Remove ${what} from ${list.name}?`}
      confirm="Remove from list"
      cancel="Keep"
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">The contacts stay, with everything that is known of them.</Text>
      <BulkProgress done={done} what={what} />
    </ConfirmDialog>
  )
}
