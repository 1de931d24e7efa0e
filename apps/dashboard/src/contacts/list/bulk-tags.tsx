import { TagsInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { api, client } from "../../api/client.ts"
import { FormDialog } from "../../look/form/form-dialog.tsx"
import { useAmount } from "../../look/time/notation.ts"
import { sayDone } from "../../look/toasts.ts"
import type { BulkDialog } from "./bulk-dialog.ts"
import { BulkProgress } from "./bulk-progress.tsx"
import { inSteps } from "./in-steps.ts"

type Values = { add: string[]; remove: string[] }

const isSameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Puts tags on many contacts, new ones too, and takes others off. */
export function BulkTags({ which, what, onClose, onDone }: BulkDialog) {
  const queries = useQueryClient()
  const amount = useAmount()
  const known = api.useQuery("get", "/v1/contact-tags", { params: { query: { limit: 500 } } })
  const [done, setDone] = useState<number>()
  const tags = known.data?.data ?? []
  const form = useForm<Values>({
    initialValues: { add: [], remove: [] },
    validate: {
      add: (add, { remove }) => (add.length + remove.length === 0 ? "Enter a tag to add or to remove" : null),
    },
  })
  const idOf = (name: string) => tags.find((tag) => isSameName(tag.name, name))?.id
  return (
    <FormDialog
      title={`Tags of ${what}`}
      form={form}
      words={{ add: "Add tags", remove: "Remove tags" }}
      isNew
      submit="Change tags"
      onClose={onClose}
      onSubmit={async ({ add, remove }) => {
        const added: string[] = []
        for (const name of add) {
          const id = idOf(name)
          if (id !== undefined) added.push(id)
          else {
            const { data, error } = await client.POST("/v1/contact-tags", { body: { name } })
            if (data === undefined) throw error
            added.push(data.id)
          }
        }
        const removed = remove.flatMap((name) => idOf(name) ?? [])
        const { changed } = await inSteps(
          (after) =>
            client.POST("/v1/contacts/bulk/tags", {
              body: { ...which, ...after, add: added, remove: removed },
            }),
          setDone,
        )
        sayDone(
          changed === 1
            ? "Changed the tags of 1 contact."
            : `Changed the tags of ${amount(changed)} contacts.`,
        )
        onClose()
        onDone()
        void queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => /^\/v1\/contact(s|-tags)/.test(String(path)),
        })
      }}
    >
      <TagsInput
        label="Add tags"
        description="Choose tags, or type a new one"
        data={tags.map(({ name }) => name)}
        maxTags={20}
        acceptValueOnBlur
        {...form.getInputProps("add")}
      />
      <TagsInput
        label="Remove tags"
        data={tags.map(({ name }) => name)}
        maxTags={20}
        acceptValueOnBlur
        {...form.getInputProps("remove")}
      />
      <BulkProgress done={done} what={what} />
    </FormDialog>
  )
}
