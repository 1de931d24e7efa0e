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

/** Deletes many people with all that is kept of them, after asking once more. */
export function BulkDelete({ which, what, onClose, onDone }: BulkDialog) {
  const queries = useQueryClient()
  const amount = useAmount()
  const [done, setDone] = useState<number>()
  const remove = async () => {
    const { changed } = await inSteps(
      (after) => client.POST("/v1/contacts/bulk/delete", { body: { ...which, ...after } }),
      setDone,
    )
    sayDone(changed === 1 ? "1 contact was deleted." : `${amount(changed)} contacts were deleted.`)
    onDone()
    void queries.invalidateQueries({ queryKey: ["get", "/v1/contacts"] })
  }
  return (
    <ConfirmDialog
      title={`Delete ${what}?`}
      confirm={`Delete ${what}`}
      cancel="Keep"
      onConfirm={remove}
      onClose={onClose}
    >
      <Text size="sm">
        This also deletes their subscriptions, consent records and conversations. It can't be undone.
      </Text>
      <BulkProgress done={done} what={what} />
    </ConfirmDialog>
  )
}
