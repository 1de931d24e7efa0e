import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client } from "../../api/client.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { SuggestingInput } from "../../look/form/suggesting-input.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import type { BulkDialog } from "./bulk-dialog.ts"
import { BulkProgress } from "./bulk-progress.tsx"
import { inSteps } from "./in-steps.ts"

/** Puts many contacts on a static list, which segments select by: one that there is, or a new one. */
export function BulkList({ which, what, onClose, onDone }: BulkDialog) {
  const queries = useQueryClient()
  const amount = useAmount()
  const known = api.useQuery("get", "/v1/lists", { params: { query: { limit: 500 } } })
  const [done, setDone] = useState<number>()
  const lists = known.data?.data ?? []
  const form = useForm({
    initialValues: { name: "" },
    validate: {
      name: (name) => (name.trim() === "" ? "Choose a list, or enter a name for a new one" : null),
    },
  })
  const named = (name: string) => lists.find((list) => list.name.toLowerCase() === name.trim().toLowerCase())
  const listOf = async (name: string) => {
    const list = named(name)
    if (list !== undefined) return list
    const { data, error } = await client.POST("/v1/lists", { body: { name } })
    if (data === undefined) throw error
    void queries.invalidateQueries({ queryKey: ["get", "/v1/lists"] })
    return data
  }
  const typed = form.values.name.trim()
  return (
    <FormDialog
      title={`Add ${what} to a list`}
      form={form}
      words={{ name: "List" }}
      isNew
      submit="Add to list"
      onClose={onClose}
      onSubmit={async ({ name }) => {
        const list = await listOf(name)
        const { contacts, changed } = await inSteps(
          (after) =>
            client.POST("/v1/contacts/bulk/lists", { body: { ...which, ...after, list_id: list.id } }),
          setDone,
        )
        const already = contacts - changed
        sayDone(
          already === 0
            ? `Added to ${list.name}: ${amount(changed)}.`
            : `Added to ${list.name}: ${amount(changed)}. On it already: ${amount(already)}.`,
        )
        onClose()
        onDone()
        void queries.invalidateQueries({ queryKey: ["get", "/v1/lists"] })
      }}
    >
      <SuggestingInput
        label="List"
        description={
          known.isSuccess && typed !== "" && named(typed) === undefined
            ? `A new list, ${typed}, is created.`
            : "Choose one, or type a name for a new one. Segments can select by it."
        }
        maxLength={100}
        data-autofocus
        suggestions={lists.map(({ name, members }) => ({
          value: name,
          note: members === 1 ? "1 contact" : `${amount(members)} contacts`,
        }))}
        {...form.getInputProps("name")}
      />
      <BulkProgress done={done} what={what} />
    </FormDialog>
  )
}
