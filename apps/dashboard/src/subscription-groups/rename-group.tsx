import { Button, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { revisionIn } from "../look/form/edits.ts"
import { FormDialog } from "../look/form/form-dialog.tsx"

type Named = Pick<Shapes["SubscriptionGroup"], "id" | "name" | "revision">

export function RenameGroup({ group }: { group: Named }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={open}>
        Rename
      </Button>
      {isOpen ? <NameForm group={group} onClose={close} /> : null}
    </>
  )
}

function NameForm({ group, onClose }: { group: Named; onClose: () => void }) {
  // As it was when the form opened, whatever is heard of the group meanwhile.
  const [{ id, name, revision: opened }] = useState(group)
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name" : null) },
  })
  const params = { path: { id } }
  return (
    <FormDialog
      title="Rename the group"
      form={form}
      words={{ name: "Name" }}
      revision={opened}
      submit="Save"
      onClose={onClose}
      readLatest={async () => {
        const { data, error } = await client.GET("/v1/subscription-groups/{id}", { params })
        if (error) throw error
        return { values: { name: data.name }, revision: data.revision }
      }}
      onSubmit={async (values, base) => {
        const { error } = await client.PATCH("/v1/subscription-groups/{id}", {
          params,
          body: { name: values.name.trim(), ...revisionIn(base) },
        })
        if (error) throw error
        await queries.invalidateQueries({
          predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/subscription-groups"),
        })
        onClose()
      }}
    >
      <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps("name")} />
    </FormDialog>
  )
}
