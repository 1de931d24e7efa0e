import { Stack, Text } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { ConfirmDialog } from "../look/dialogs/confirm-dialog.tsx"
import { sayDone } from "../look/toasts.ts"
import { ContactSelect } from "../templates/preview/contact-select.tsx"

/** Makes one contact of two that are one person: this one stays, the one that is chosen goes. */
export function MergeContact({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const queries = useQueryClient()
  const [from, setFrom] = useState<string | null>(null)
  const merge = async () => {
    if (from === null) return
    const { error } = await client.POST("/v1/contacts/merge", { body: { from, into: id } })
    if (error) throw error
    sayDone(`The other contact is now part of ${name}.`)
    void queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => /^\/v1\/(contacts|conversations)/.test(String(path)),
    })
  }
  return (
    <ConfirmDialog
      title={`Merge another contact into ${name}?`}
      confirm="Merge"
      isDisabled={from === null}
      onConfirm={merge}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text size="sm">
          Do this when two contacts are the same person. {name} stays, with the messages, events, tags, lists
          and consent of both. The contact you choose is gone. This can't be undone.
        </Text>
        <ContactSelect label="Contact to merge" value={from} except={id} onChange={setFrom} />
      </Stack>
    </ConfirmDialog>
  )
}
