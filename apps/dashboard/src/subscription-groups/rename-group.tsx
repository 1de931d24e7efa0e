import { Button, Group, Modal, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { useDisclosure } from "@mantine/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client, type Shapes } from "../api/client.ts"
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
      <Modal opened={isOpen} onClose={close} title="Rename the group">
        <NameForm group={group} onDone={close} />
      </Modal>
    </>
  )
}

function NameForm({ group, onDone }: { group: Named; onDone: () => void }) {
  // As it was when the form opened, whatever is heard of the group meanwhile.
  const [{ id, name, revision }] = useState(group)
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>()
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() === "" ? "A name" : null) },
  })
  const submit = form.onSubmit(async (values) => {
    setFailure(undefined)
    const { error } = await client.PATCH("/v1/subscription_groups/{id}", {
      params: { path: { id } },
      body: { name: values.name.trim(), revision },
    })
    if (error) return setFailure(showOnFields(form, error))
    await queries.invalidateQueries({
      predicate: ({ queryKey: [, path] }) => String(path).startsWith("/v1/subscription_groups"),
    })
    onDone()
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemAlert failure={failure} />
        <TextInput label="Name" maxLength={200} data-autofocus {...form.getInputProps("name")} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.submitting}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
