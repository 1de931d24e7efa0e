import { Stack, Text } from "@mantine/core"
import { api, type Shapes } from "../../../api/client.ts"
import { ConfirmDialog } from "../../../look/dialogs/confirm-dialog.tsx"
import { useAmount } from "../../../look/time/notation.ts"
import { sumUp } from "./import-summary.ts"

/** Says what an import is about to do, and asks whether to. */
export function StartImport({
  fileName,
  preview,
  groupId,
  onStart,
  onClose,
}: {
  fileName: string
  preview: Shapes["ImportPreview"]
  /** Of the subscription group; empty: none is chosen. */
  groupId: string
  /** @throws what went wrong, in a shape that `asProblem` reads */
  onStart: () => Promise<void>
  onClose: () => void
}) {
  const groups = api.useQuery("get", "/v1/subscription-groups", { params: { query: { limit: 500 } } })
  const group = groups.data?.data.find(({ id }) => id === groupId)
  const { question, rows, consent } = sumUp(preview, { fileName, group: group?.name, amount: useAmount() })
  return (
    <ConfirmDialog
      title={question}
      confirm="Start import"
      isDangerous={false}
      onConfirm={onStart}
      onClose={onClose}
    >
      <Stack gap={4}>
        <Text size="sm">{rows}</Text>
        <Text size="sm">{consent}</Text>
        <Text size="sm">
          {preview.rows_of_events + preview.rows_of_purchases > 0
            ? "Recorded events can't be undone."
            : "Existing contacts are updated, which can't be undone. New ones can be deleted again."}
        </Text>
      </Stack>
    </ConfirmDialog>
  )
}
