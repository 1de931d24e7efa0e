import { Button, Group, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
import { useAction } from "../look/action.ts"
import { Dialog } from "../look/dialogs/dialog.tsx"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"

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
  const [{ id, name, revision }] = useState(group)
  const queries = useQueryClient()
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === "" ? "Enter a name" : null) },
  })
  const rename = useAction(
    async (values: { name: string }) => {
      const { error } = await client.PATCH("/v1/subscription-groups/{id}", {
        params: { path: { id } },
        body: { name: values.name.trim(), revision },
      })
      if (error) throw error
      await queries.invalidateQueries({
        predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/subscription-groups"),
      })
      onClose()
    },
    (failure) => showOnFields(form, failure),
  )
  return (
    <Dialog title="Rename the group" isBusy={rename.isBusy} onClose={onClose}>
      <form onSubmit={form.onSubmit(rename.run)} noValidate>
        <Stack>
          <ProblemAlert failure={rename.failure} />
          <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps("name")} />
          <Group justify="flex-end">
            <Button type="submit" loading={rename.isBusy}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
