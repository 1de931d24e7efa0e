import { Alert, Button, Checkbox, Group, Modal, SimpleGrid, Stack, TextInput } from "@mantine/core"
import { useForm } from "@mantine/form"
import { IconAlertTriangle } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { client } from "../api/client.ts"
import { Copyable } from "../look/copyable.tsx"
import { showOnFields } from "../look/form-problem.ts"
import { ProblemAlert } from "../look/problem-alert.tsx"
import { type Permission, useWorkspace } from "../session/me.ts"

/** Creates a key and shows its secret, once. */
export function NewApiKey({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const [secret, setSecret] = useState<string>()
  const close = () => {
    onClose()
    setSecret(undefined)
  }
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size="lg"
      title={secret === undefined ? "Create a key" : "Your new key"}
      closeOnClickOutside={secret === undefined}
    >
      {secret === undefined ? (
        <KeyForm onCreated={setSecret} />
      ) : (
        <Stack>
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
            Copy the key now: it is kept so that it can be recognised, not read, and is never shown again.
          </Alert>
          <Copyable label="API key" text={secret} />
          <Group justify="flex-end">
            <Button onClick={close}>I have copied it</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

function KeyForm({ onCreated }: { onCreated: (secret: string) => void }) {
  const queries = useQueryClient()
  // Nobody can give a key more than they may do themselves.
  const { permissions: own } = useWorkspace()
  const [failure, setFailure] = useState<unknown>()
  const form = useForm<{ name: string; permissions: Permission[] }>({
    initialValues: { name: "", permissions: [] },
    validate: {
      name: (value) => (value.trim() === "" ? "A name, such as the system that will use it" : null),
      permissions: (value) => (value.length === 0 ? "At least one permission" : null),
    },
  })
  const submit = form.onSubmit(async ({ name, permissions }) => {
    setFailure(undefined)
    const { data, error } = await client.POST("/v1/api-keys", { body: { name: name.trim(), permissions } })
    if (error) return setFailure(showOnFields(form, error))
    await queries.invalidateQueries({ queryKey: ["get", "/v1/api-keys"] })
    onCreated(data.secret)
  })
  const hasAll = form.values.permissions.length === own.length
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemAlert failure={failure} />
        <TextInput
          label="Name"
          placeholder="Web shop"
          data-autofocus
          maxLength={100}
          {...form.getInputProps("name")}
        />
        <Checkbox.Group
          label="Permissions"
          description="No more than the system needs."
          {...form.getInputProps("permissions")}
        >
          <SimpleGrid cols={{ base: 1, xs: 2 }} mt="xs" spacing="xs">
            {own.map((permission) => (
              <Checkbox key={permission} value={permission} label={permission} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Group justify="space-between">
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => form.setFieldValue("permissions", hasAll ? [] : [...own])}
          >
            {hasAll ? "Choose none" : "Choose all"}
          </Button>
          <Button type="submit" loading={form.submitting}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
